import fc from "fast-check";
import { expect, it } from "vitest";
import type { Report, ReportMessage } from "../../../src/cli/reports/report.js";
import { sarifReport } from "../../../src/cli/reports/sarif-report.js";
import { anyReport } from "../../harness/any-report.js";
import { sarifComplaints } from "../../harness/report-schemas.js";

interface Log {
  runs: {
    tool: { driver: { rules: { id: string }[] } };
    results: {
      ruleId: string;
      ruleIndex: number;
      partialFingerprints: Record<string, string>;
      locations: { physicalLocation?: { artifactLocation: { uri: string } } }[];
    }[];
  }[];
}

const read = (report: Report) => sarifReport(report) as Log;

function reportOf(...messages: ReportMessage[]): Report {
  const cases = [{ name: "case", outcome: "failed" as const, messages }];
  return { tool: "lint", summary: "it ended", groups: [{ name: "group", cases }] };
}

const message: ReportMessage = { level: "error", rule: "r", text: "20 is too long" };
const at = (file: string, line: number): ReportMessage => ({ ...message, place: { file, line } });

it("fits the schema for any report, and each result points to its rule", () => {
  fc.assert(
    fc.property(anyReport, (any) => {
      const log = JSON.parse(JSON.stringify(read(any))) as Log;
      expect(sarifComplaints(log)).toEqual([]);
      const { tool, results } = log.runs[0]!;
      for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(new Set(tool.driver.rules.map(({ id }) => id)).size).toBe(tool.driver.rules.length);
    }),
    { numRuns: 60 },
  );
});

it("writes paths as relative addresses, and those outside of the repository in full", () => {
  const files = ["a b/50%.json", "图/#1?.json", "c:d.json", "/elsewhere/e f.json"];
  const { results } = read(reportOf(...files.map((file) => at(file, 1)))).runs[0]!;
  expect(results.map(({ locations }) => locations[0]?.physicalLocation?.artifactLocation.uri)).toEqual([
    "a%20b/50%25.json",
    "%E5%9B%BE/%231%3F.json",
    "c%3Ad.json",
    "file:///elsewhere/e%20f.json",
  ]);
});

it("keeps the identity of a finding when its line moves, and tells findings alike apart", () => {
  const prints = (...messages: ReportMessage[]) =>
    read(reportOf(...messages)).runs[0]!.results.map(
      ({ partialFingerprints }) => partialFingerprints["primaryLocationLineHash"],
    );
  const before = prints(at("a", 1), at("a", 2), at("b", 1));
  expect(prints(at("a", 11), at("a", 12), at("b", 11))).toEqual(before);
  const hash = before[0]?.replace(/:1$/, "");
  expect(before).toEqual([`${hash}:1`, `${hash}:2`, `${hash}:1`]);
  expect(prints({ ...at("a", 1), rule: "other" })[0]).not.toContain(hash);
});
