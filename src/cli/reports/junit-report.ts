import {
  caseMessages,
  type Report,
  type ReportCase,
  type ReportGroup,
  type ReportMessage,
} from "./report.js";
import { shortText, visibleText, withEntities } from "./visible-text.js";

/** Readers show the attribute in lists and the element's text on a page of its own. */
const LONGEST_MESSAGE = 1000;
/** Parsers refuse texts of ten million bytes. */
const LONGEST_TEXT = 1_000_000;

/**
 * The report as JUnit XML, the way readers of it agree on: a group is a `testsuite`, a case a `testcase`. A failed case
 * has one `failure`, for readers show the first alone; what else was said stands in `system-out`.
 */
export function junitReport(report: Report): string {
  const cases = report.groups.flatMap((group) => group.cases);
  const counts = attributes({ ...countsOf(cases), time: secondsOf(cases) });
  const suites = report.groups.map((group) => suite(report, group)).join("");
  const name = attributes({ name: `wan-mock ${report.tool}` });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${name}${counts}>\n${suites}</testsuites>\n`;
}

function suite(report: Report, { name, cases }: ReportGroup): string {
  const skipped = cases.filter(({ outcome }) => outcome === "skipped").length;
  const start = attributes({ name, ...countsOf(cases), skipped, time: secondsOf(cases) });
  return `  <testsuite${start}>\n${cases.map((one) => testCase(report, name, one)).join("")}  </testsuite>\n`;
}

function testCase(report: Report, classname: string, one: ReportCase): string {
  const start = attributes({ classname, name: one.name, time: secondsOf([one]) });
  const messages = caseMessages(report, one);
  const errors = one.outcome === "failed" ? messages.filter(({ level }) => level === "error") : [];
  const others = messages.filter((message) => !errors.includes(message));
  const inside = [
    one.outcome === "skipped" ? element("skipped", {}, textOf(messages)) : "",
    errors.length === 0 ? "" : failure(errors),
    one.outcome === "skipped" || others.length === 0 ? "" : element("system-out", {}, textOf(others)),
  ].join("");
  return inside === "" ? `    <testcase${start}/>\n` : `    <testcase${start}>\n${inside}    </testcase>\n`;
}

function failure(errors: readonly ReportMessage[]): string {
  const [first] = errors;
  const message = shortText(first?.text ?? "", LONGEST_MESSAGE);
  return element("failure", { message, type: first?.rule }, textOf(errors));
}

function textOf(messages: readonly ReportMessage[]): string {
  const lines = messages.map(({ level, rule, text, place, pointer }) => {
    const where = [place === undefined ? "" : `${place.file}:${place.line}`, pointer ?? ""];
    return [...where, level, rule, text].filter((part) => part !== "").join("  ");
  });
  return shortText(lines.join("\n"), LONGEST_TEXT);
}

/** Failed, not in error: an `error` of JUnit is a case that could not be carried out. */
function countsOf(cases: readonly ReportCase[]): Record<string, number> {
  const failures = cases.filter(({ outcome }) => outcome === "failed").length;
  return { tests: cases.length, failures, errors: 0 };
}

function secondsOf(cases: readonly ReportCase[]): string | undefined {
  const measured = cases.flatMap(({ seconds }) => seconds ?? []);
  return measured.length === 0 ? undefined : measured.reduce((sum, seconds) => sum + seconds, 0).toFixed(3);
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

function element(name: string, given: Attributes, text: string): string {
  return `      <${name}${attributes(given)}>${escaped(text, /[&<>\r]/g)}</${name}>\n`;
}

function attributes(given: Attributes): string {
  return Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escaped(String(value), /[&<>"\t\n\r]/g)}"`)
    .join("");
}

function escaped(text: string, special: RegExp): string {
  return withEntities(visibleText(text), special);
}
