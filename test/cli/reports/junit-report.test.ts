import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { junitReport } from "../../../src/cli/reports/junit-report.js";
import type { Report, ReportMessage } from "../../../src/cli/reports/report.js";
import { anyReport, spelt } from "../../harness/any-report.js";
import { hasXmllint, junitComplaints, readXml } from "../../harness/report-schemas.js";

const error: ReportMessage = { level: "error", rule: "too-long", text: "20 is more than 15" };
const warning: ReportMessage = { level: "warning", rule: "odd", text: "this is odd" };

const report: Report = {
  tool: "verify",
  summary: "4 cases: 1 failed",
  groups: [
    {
      name: "submits",
      cases: [
        { name: "a", outcome: "passed", messages: [], seconds: 0.25 },
        {
          name: "b",
          outcome: "failed",
          messages: [warning, error, { ...error, text: "and more" }],
          seconds: 1,
        },
        { name: "c", outcome: "skipped", messages: [{ ...warning, level: "note", text: "costs credits" }] },
      ],
    },
    { name: "queries", cases: [{ name: "d", outcome: "failed", messages: [warning] }] },
  ],
};

it("says what passed, failed and was skipped, and why", () => {
  expect(junitReport(report)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="wan-mock verify" tests="4" failures="2" errors="0" time="1.250">
  <testsuite name="submits" tests="3" failures="1" errors="0" skipped="1" time="1.250">
    <testcase classname="submits" name="a" time="0.250"/>
    <testcase classname="submits" name="b" time="1.000">
      <failure message="20 is more than 15" type="too-long">error  too-long  20 is more than 15
error  too-long  and more</failure>
      <system-out>warning  odd  this is odd</system-out>
    </testcase>
    <testcase classname="submits" name="c">
      <skipped>note  odd  costs credits</skipped>
    </testcase>
  </testsuite>
  <testsuite name="queries" tests="1" failures="1" errors="0" skipped="0">
    <testcase classname="queries" name="d">
      <failure message="d failed" type="verify">error  verify  d failed</failure>
      <system-out>warning  odd  this is odd</system-out>
    </testcase>
  </testsuite>
</testsuites>
`);
});

it("cuts a message that is too long for a list, and keeps its text", () => {
  const text = "😀".repeat(5000);
  const cases = [{ name: "a", outcome: "failed" as const, messages: [{ ...error, text }] }];
  const xml = junitReport({ ...report, groups: [{ name: "g", cases }] });
  const [, message = ""] = /message="([^"]*)"/.exec(xml) ?? [];
  expect(message).toMatch(/^(?:😀)+\.\.\.$/u);
  expect(message.length).toBeLessThanOrEqual(1000);
  expect(xml).toContain(`too-long  ${text}</failure>`);
});

describe.skipIf(!hasXmllint)("held against the schema by xmllint", () => {
  it("fits, also when there is nothing to tell", () => {
    expect(junitComplaints(junitReport(report))).toBe("");
    expect(junitComplaints(junitReport({ ...report, groups: [] }))).toBe("");
    expect(junitComplaints(junitReport({ ...report, groups: [{ name: "none", cases: [] }] }))).toBe("");
  });

  it("fits for any report, and a parser reads back every name and count", () => {
    const written: string[] = [];
    fc.assert(
      fc.property(anyReport, (any) => {
        const xml = junitReport(any);
        written.push(xml);
        const suites = readXml(xml);
        expect(suites.attributes).toMatchObject({
          name: `wan-mock ${any.tool}`,
          ...counts(any.groups.flatMap(({ cases }) => cases)),
        });
        expect(suites.children.map(({ attributes }) => attributes)).toMatchObject(
          any.groups.map(({ name, cases }) => ({ name: spelt(name), ...counts(cases) })),
        );
        for (const [index, { name, cases }] of any.groups.entries()) {
          const read = suites.children[index]?.children ?? [];
          expect(read.map(({ attributes }) => attributes)).toMatchObject(
            cases.map((one) => ({ classname: spelt(name), name: spelt(one.name) })),
          );
          for (const [at, one] of cases.entries()) {
            const parts = (read[at]?.children ?? []).map((part) => part.name);
            const outcome =
              one.outcome === "failed" ? ["failure"] : one.outcome === "skipped" ? ["skipped"] : [];
            expect(parts.filter((part) => part !== "system-out")).toEqual(outcome);
            const text = (read[at]?.children ?? []).map((part) => part.text).join("\n");
            for (const message of one.messages) expect(text).toContain(spelt(message.text));
          }
        }
      }),
      { numRuns: 60 },
    );
    expect(junitComplaints(...written)).toBe("");
  });
});

function counts(cases: Report["groups"][number]["cases"]): Record<string, string> {
  const failed = cases.filter(({ outcome }) => outcome === "failed").length;
  return { tests: String(cases.length), failures: String(failed), errors: "0" };
}
