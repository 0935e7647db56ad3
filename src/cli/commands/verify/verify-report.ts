import { plural } from "../../../text/plural.js";
import { oneLine } from "../../../verify/answer.js";
import { taskSubmit } from "../../../verify/submit-case.js";
import type { CaseRequest, VerifyCase } from "../../../verify/verify-case.js";
import { groupBy } from "../../reports/group-by.js";
import type { Printable } from "../../reports/print-report.js";
import type { Report, ReportCase } from "../../reports/report.js";
import { tableText, wrapped } from "../../reports/table.js";
import { withoutSecrets } from "../../reports/without-secrets.js";
import type { Screen } from "../../terminal/terminal.js";
import { type CaseResult, expectationOf } from "./run-cases.js";

export interface VerifyRun {
  readonly base: string;
  readonly isLive: boolean;
  readonly results: readonly CaseResult[];
  /** Texts that must not be told. */
  readonly secrets: readonly string[];
}

export function verifyCounts(results: readonly CaseResult[]) {
  const of = (outcome: string) => results.filter(({ judgement }) => judgement.outcome === outcome).length;
  return { agree: of("agree"), disagree: of("disagree"), skipped: of("skip") };
}

export function verifyReport(run: VerifyRun): Printable {
  const results = run.results.map((result) => withoutKeys(result, run.secrets));
  return {
    pretty: (screen) => pretty(results, screen),
    json: () => ({
      base: run.base,
      live: run.isLive,
      counts: { cases: results.length, ...verifyCounts(results) },
      cases: results.map(jsonCase),
    }),
    report: () => report(results),
  };
}

/** `231 cases: 231 agree, 0 disagree, 0 skipped` */
function closingLine(results: readonly CaseResult[]): string {
  const { agree, disagree, skipped } = verifyCounts(results);
  const cases = plural(results.length, "case");
  return `${cases}: ${agree} agree, ${disagree} disagree, ${skipped} skipped`;
}

function pretty(results: readonly CaseResult[], screen: Screen): string {
  const { colours } = screen;
  const groups = [...byGroup(results)].map(([group, inGroup]) => groupText(group, inGroup, screen));
  const { disagree } = verifyCounts(results);
  const closing = closingLine(results);
  return `${groups.join("")}\n${disagree > 0 ? colours.red(closing) : colours.green(closing)}\n`;
}

function groupText(group: string, inGroup: readonly CaseResult[], screen: Screen): string {
  const { colours, width } = screen;
  const { agree, disagree, skipped } = verifyCounts(inGroup);
  const counts = [
    colours.green(`${agree} agree`),
    ...(disagree > 0 ? [colours.red(`${disagree} disagree`)] : []),
    ...(skipped > 0 ? [colours.yellow(`${skipped} skipped`)] : []),
  ];
  const disagreements = inGroup.map(({ tested, judgement }) => {
    if (judgement.outcome !== "disagree") return "";
    const facts = [
      ["            sent", sentOf(tested)],
      ["            expected", expectationOf(tested)],
      ["            got", judgement.got],
    ];
    return `  ${colours.red("disagree")}  ${tested.name}\n${tableText(facts, screen)}`;
  });
  const skips = inGroup.flatMap(({ tested: { name }, judgement }) =>
    judgement.outcome === "skip" ? [{ name, why: judgement.why }] : [],
  );
  const reasons = [...groupBy(skips, (skip) => skip.why)].map(
    ([why, cases]) =>
      wrapped(`${colours.yellow("skipped")}: ${why}`, width, 2) +
      cases.map(({ name }) => `            ${name}\n`).join(""),
  );
  return [`${colours.bold(group)}: ${counts.join(", ")}\n`, ...disagreements, ...reasons].join("");
}

function byGroup(results: readonly CaseResult[]): Map<string, CaseResult[]> {
  return groupBy(results, ({ tested }) => tested.group);
}

export function sentOf(tested: VerifyCase): string {
  if (tested.kind === "lifecycle") return `${shownRequest(taskSubmit(tested.model))}, then queries`;
  return shownRequest(tested.request);
}

function shownRequest({ method, path, credentials, body }: CaseRequest): string {
  const key =
    credentials === "none"
      ? " without a key"
      : typeof credentials === "object"
        ? ` with Authorization: ${credentials.header}`
        : "";
  return `${method} ${path}${key}${body === undefined ? "" : ` ${body === "" ? "(empty body)" : oneLine(body)}`}`;
}

function jsonCase({ tested, judgement, seconds }: CaseResult): object {
  const { name, group, charges } = tested;
  const { outcome, ...reason } = judgement;
  return {
    name,
    group,
    outcome: outcome === "skip" ? "skipped" : outcome,
    charges,
    sent: sentOf(tested),
    expected: expectationOf(tested),
    ...reason,
    seconds,
  };
}

function report(results: readonly CaseResult[]): Report {
  return {
    tool: "verify",
    summary: closingLine(results),
    groups: [...byGroup(results)].map(([name, inGroup]) => ({ name, cases: inGroup.map(reportCase) })),
  };
}

function reportCase({ tested, judgement, seconds }: CaseResult): ReportCase {
  const { name } = tested;
  if (judgement.outcome === "agree") return { name, outcome: "passed", messages: [], seconds };
  if (judgement.outcome === "skip") {
    return { name, outcome: "skipped", messages: [{ level: "note", rule: name, text: judgement.why }] };
  }
  const text = `sent ${sentOf(tested)}; expected ${expectationOf(tested)}; got ${judgement.got}`;
  return { name, outcome: "failed", messages: [{ level: "error", rule: name, text }], seconds };
}

function withoutKeys(result: CaseResult, secrets: readonly string[]): CaseResult {
  const { judgement } = result;
  if (judgement.outcome !== "disagree") return result;
  return { ...result, judgement: { outcome: "disagree", got: withoutSecrets(judgement.got, secrets) } };
}
