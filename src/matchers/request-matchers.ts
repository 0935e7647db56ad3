import { findingLine, fixedFindings } from "../contract/finding.js";
import { headerRules } from "../contract/header-rules.js";
import { type FindingName, rules } from "../contract/rules/rule-list.js";
import { closeNames } from "../errors/close-names.js";
import { KitError } from "../errors/kit-error.js";
import { quoteForMessage } from "../errors/quote-for-message.js";
import { isMock, type Judged, judgedOf, type ReportedFinding } from "./judged-subject.js";
import { type MatcherContext, type MatcherResult, resultOf } from "./matcher-context.js";

export function toBeAccepted(this: MatcherContext, subject: unknown): MatcherResult {
  const judged = judgedOf(subject, "toBeAccepted");
  const refusal = `${judged.status}${judged.code === undefined ? "" : ` ${judged.code}`}`;
  return resultOf(
    judged.accepted,
    () => `expected the request to be refused, but it was accepted${withFindings(judged.findings)}`,
    () =>
      `expected the request to be accepted, but it was refused with ${refusal}${withFindings(judged.findings)}`,
  );
}

export function toBreakRule(this: MatcherContext, subject: unknown, rule: FindingName): MatcherResult {
  checkRule(rule);
  const { findings, accepted }: Judged = judgedOf(subject, "toBreakRule");
  const broken = findings.filter((finding) => finding.rule === rule);
  const none = `it breaks no rule${accepted ? "" : " (it was refused for another reason)"}`;
  return resultOf(
    broken.length > 0,
    () => `expected the request not to break ${rule}, but it does${withFindings(broken)}`,
    () =>
      `expected the request to break ${rule}, but ${findings.length > 0 ? `it breaks${withFindings(findings)}` : none}`,
  );
}

export function toHaveNoFindings(this: MatcherContext, subject: unknown): MatcherResult {
  const findings = isMock(subject)
    ? subject.journal.requests().flatMap((request) => request.findings)
    : judgedOf(subject, "toHaveNoFindings").findings;
  const who = isMock(subject) ? "the requests" : "the request";
  const count = findings.length === 1 ? "is 1" : `are ${findings.length}`;
  return resultOf(
    findings.length === 0,
    () => `expected ${who} to have findings, but there are none`,
    () => `expected ${who} to have no findings, but there ${count}${withFindings(findings)}`,
  );
}

/** The findings one under the other, behind a colon; nothing when there are none. */
function withFindings(findings: readonly ReportedFinding[]): string {
  return findings.length === 0
    ? ""
    : `:\n${findings.map((finding) => `  ${findingLine(finding)}`).join("\n")}`;
}

/** A misspelt rule would never be broken, and `not` would always pass. */
function checkRule(rule: unknown): void {
  const known = [...[...rules, ...headerRules].map(({ id }) => id), ...fixedFindings];
  if (typeof rule === "string" && known.includes(rule)) return;
  const [near] = typeof rule === "string" ? closeNames(rule, known) : [];
  const advice = near === undefined ? "wan-mock rules lists them" : `did you mean ${quoteForMessage(near)}?`;
  throw new KitError("UNKNOWN_RULE", `there is no rule ${quoteForMessage(rule)}: ${advice}`);
}
