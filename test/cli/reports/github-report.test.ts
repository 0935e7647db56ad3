import fc from "fast-check";
import { expect, it } from "vitest";
import { githubReport } from "../../../src/cli/reports/github-report.js";
import type { Report, ReportMessage } from "../../../src/cli/reports/report.js";
import { anyReport, spelt } from "../../harness/any-report.js";

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Reads commands as the runner does. */
function commandsIn(log: string): Command[] {
  return log
    .split(/\r\n|\n|\r/)
    .filter((line) => line !== "")
    .map((line) => {
      const [, name = "", list = "", text = ""] = /^::([a-z]+) (.*?)::(.*)$/s.exec(line) ?? [];
      const pairs = list.split(",").map((pair) => {
        const at = pair.indexOf("=");
        return [pair.slice(0, at), decoded(pair.slice(at + 1))];
      });
      return { name, properties: Object.fromEntries(pairs), text: decoded(text) };
    });
}

const signs: Readonly<Record<string, string>> = {
  "%25": "%",
  "%0D": "\r",
  "%0A": "\n",
  "%3A": ":",
  "%2C": ",",
};
const decoded = (text: string) => text.replace(/%[0-9A-F]{2}/g, (sign) => signs[sign] ?? sign);

function reportOf(...messages: ReportMessage[]): Report {
  const cases = [{ name: "case", outcome: "failed" as const, messages }];
  return { tool: "lint", summary: "it ended", groups: [{ name: "group", cases }] };
}

const message = (level: ReportMessage["level"], text: string): ReportMessage => ({ level, rule: "r", text });

it("annotates lines, errors first, and says how it ended", () => {
  const place = { file: "bodies/a, b:c.json", line: 3 };
  const report = reportOf(
    { ...message("note", "just so"), place },
    { ...message("warning", "100% odd"), place },
    { ...message("error", "too\nlong"), place: { ...place, column: 7 } },
    message("error", "nowhere"),
  );
  expect(githubReport(report)).toBe(
    [
      "::error file=bodies/a%2C b%3Ac.json,line=3,col=7,title=wan-mock lint%3A r::too%0Along",
      "::error title=wan-mock lint%3A r::group: case: nowhere",
      "::warning file=bodies/a%2C b%3Ac.json,line=3,title=wan-mock lint%3A r::100%25 odd",
      "::notice title=wan-mock lint::it ended",
      "::notice file=bodies/a%2C b%3Ac.json,line=3,title=wan-mock lint%3A r::just so",
      "",
    ].join("\n"),
  );
});

it("says how many GitHub does not show", () => {
  const many = Array.from({ length: 12 }, (_, index) => message("error", `e${index}`));
  const log = githubReport(reportOf(...many, ...many.map((one) => message("warning", one.text))));
  expect(log).toContain("::it ended; GitHub shows 10 of 12 errors and 10 of 12 warnings: the log has all\n");
  expect(log.match(/^::error/gm)).toHaveLength(12);
});

it("names files from the root of the repository, and others in full", () => {
  const folder = process.cwd().split("/").at(-1) ?? "";
  const files = ["a.json", "../b.json", "/elsewhere/c.json"];
  const log = githubReport(
    reportOf(...files.map((file) => ({ ...message("error", "x"), place: { file, line: 1 } }))),
    `${process.cwd()}/..`,
  );
  expect(commandsIn(log).map(({ properties }) => properties["file"])).toEqual([
    `${folder}/a.json`,
    "b.json",
    "/elsewhere/c.json",
    undefined,
  ]);
});

it("gives the runner every text as it was", () => {
  fc.assert(
    fc.property(anyReport, (any) => {
      const told = commandsIn(githubReport(any));
      const cases = any.groups.flatMap((group) => group.cases.map((one) => ({ group, one })));
      const wanted = cases
        .filter(({ one }) => one.outcome !== "skipped")
        .flatMap(({ group, one }) =>
          one.messages.map(({ level, rule, text, place }) => ({
            name: level === "note" ? "notice" : level,
            title: spelt(`wan-mock ${any.tool}: ${rule}`),
            text: spelt(place === undefined ? `${group.name}: ${one.name}: ${text}` : text),
            line: place && String(place.line),
          })),
        );
      const seen = told.map(({ name, properties, text }) => {
        return { name, title: properties["title"], text, line: properties["line"] };
      });
      for (const each of wanted) expect(seen).toContainEqual(each);
      const summary = told.find(({ properties }) => properties["title"] === `wan-mock ${any.tool}`);
      expect(summary?.text.startsWith(spelt(any.summary))).toBe(true);
      const silent = cases.filter(
        ({ one }) => one.outcome === "failed" && one.messages.every(({ level }) => level !== "error"),
      );
      expect(told).toHaveLength(wanted.length + silent.length + 1);
    }),
  );
});
