import fc from "fast-check";
import { expect, it } from "vitest";
import { jobSummary } from "../../../src/cli/reports/job-summary.js";
import type { Report, ReportMessage } from "../../../src/cli/reports/report.js";
import { anyReport } from "../../harness/any-report.js";

const ROOM = 1_000_000;
const NOT_ALL = "This is not all: a job's page takes 1 MiB. The log has the rest.\n\n";

const error: ReportMessage = { level: "error", rule: "too-long", text: "20 is more than 15" };

const report: Report = {
  tool: "lint",
  summary: "3 bodies: 1 refused",
  markdown: "| model | seen |\n|---|---|\n| a | yes |\n",
  groups: [
    {
      name: "a.jsonl",
      cases: [
        {
          name: "line 1",
          outcome: "failed",
          messages: [
            { ...error, place: { file: "a.jsonl", line: 1 }, pointer: "/a_b" },
            { ...error, level: "warning" },
            { ...error, text: "<b> | `c`\nd & *e*" },
          ],
        },
        { name: "line 2", outcome: "passed", messages: [{ ...error, level: "warning", text: "odd" }] },
        { name: "line 3", outcome: "skipped", messages: [] },
      ],
    },
  ],
};

it("shows what failed in a table, what the command adds, and the rest to open", () => {
  expect(jobSummary(report, ROOM)).toBe(`## wan-mock lint

3 bodies: 1 refused

| failed | at | what |
|---|---|---|
| a.jsonl: line 1 | line 1 /a\\_b | 20 is more than 15 (too-long)<br>&lt;b&gt; \\| \\\`c\\\` d &amp; \\*e\\* (too-long) |

| model | seen |
|---|---|
| a | yes |

<details><summary>2 other cases</summary>

- passed: a.jsonl: line 2; warning: odd (too-long)
- skipped: a.jsonl: line 3

</details>

`);
});

it("leaves out what is not there", () => {
  expect(jobSummary({ tool: "lint", summary: "0 bodies", groups: [] }, ROOM)).toBe(
    "## wan-mock lint\n\n0 bodies\n\n",
  );
});

it("stays within the room, says so, and closes what it opened", () => {
  const cases = Array.from({ length: 20_000 }, (_, index) => ({
    name: `line ${index}`,
    outcome: index % 2 === 0 ? ("failed" as const) : ("passed" as const),
    messages: index % 2 === 0 ? [{ ...error, text: "图".repeat(30) }] : [],
  }));
  const long = { ...report, groups: [{ name: "a.jsonl", cases }] };
  const summary = jobSummary(long, ROOM) ?? "";
  expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(ROOM);
  expect(Buffer.byteLength(summary)).toBeGreaterThan(ROOM - 2000);
  expect(summary.endsWith(NOT_ALL)).toBe(true);
  expect(jobSummary(long, 600)?.endsWith(NOT_ALL)).toBe(true);
  expect(jobSummary(long, 310)).toBeUndefined();
  expect(jobSummary(long, -1)).toBeUndefined();
});

it("keeps every report within its room and its tables whole", () => {
  fc.assert(
    fc.property(anyReport, fc.integer({ min: 400, max: 5000 }), ({ markdown: _raw, ...any }, room) => {
      const summary = jobSummary(any, room);
      if (summary === undefined) return;
      expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(room);
      for (const row of summary.split("\n").filter((line) => line.startsWith("| "))) {
        const cells = row.replaceAll(/\\./gs, "").split("|");
        expect(cells).toHaveLength(5);
      }
      expect(summary.match(/<details>/g)?.length).toBe(summary.match(/<\/details>/g)?.length);
      expect(summary.replaceAll(/<br>|<\/?(?:details|summary)>/g, "")).not.toMatch(/[<>]/);
    }),
  );
});
