import type { RequestVerdict } from "../../../compose/validate-request.js";
import type { Finding } from "../../../contract/finding.js";
import { rules } from "../../../contract/rules/rule-list.js";
import { jsonPlaces } from "../../../text/json-places.js";
import { findSyntaxFault } from "../../../text/json-syntax.js";
import type { TextPlace } from "../../../text/line-places.js";
import { plural } from "../../../text/plural.js";
import type { Printable } from "../../reports/print-report.js";
import type { Report, ReportCase, ReportLevel, ReportMessage, ReportRule } from "../../reports/report.js";
import { wrapped } from "../../reports/table.js";
import { visibleLine } from "../../reports/visible-text.js";
import type { Screen } from "../../terminal/terminal.js";
import { codeFrame } from "./code-frame.js";
import type { Candidate } from "./split-bodies.js";

const levels: Readonly<Record<PlacedFinding["severity"], ReportLevel>> = { error: "error", warn: "warning" };

/** @param hasFrames - whether people see the lines that findings are about */
export function lintReport(linted: readonly Linted[], hasFrames: boolean): Printable {
  return {
    pretty: (screen) => pretty(linted, screen, hasFrames),
    json: () => ({ bodies: linted.map(({ file, line, at, verdict }) => ({ file, line, at, ...verdict })) }),
    report: () => report(linted),
  };
}

function pretty(linted: readonly Linted[], screen: Screen, hasFrames: boolean): string {
  const show = hasFrames ? framedFinding : findingLine;
  const parts = linted.flatMap((body) =>
    byPlace(body.verdict.findings).map((finding) => show(body, finding, screen)),
  );
  return `${parts.join("")}${painted(summaryOf(linted), linted, screen)}\n`;
}

function byPlace(findings: readonly PlacedFinding[]): readonly PlacedFinding[] {
  return findings.toSorted((a, b) => a.line - b.line || a.column - b.column);
}

/** A finding in a line, for a file or pipe. */
function findingLine(body: Linted, finding: PlacedFinding, { colours }: Screen): string {
  const where = [`${body.file}:${finding.line}`, pointerOf(body, finding) || "/"].map(visibleLine);
  const severity = paintedSeverity(finding, colours);
  return `${[...where, severity, finding.rule, sentenceOf(finding)].join("  ")}\n`;
}

/** The same with line and column, above the code that it is about. */
function framedFinding(body: Linted, finding: PlacedFinding, screen: Screen): string {
  const { colours, width } = screen;
  const where = colours.cyan(visibleLine(`${body.file}:${finding.line}:${finding.column}`));
  const parts = [where, paintedSeverity(finding, colours), sentenceOf(finding), colours.dim(finding.rule)];
  return `${wrapped(parts.join("  "), width)}${codeFrame(body, finding, screen)}\n`;
}

function paintedSeverity({ severity }: PlacedFinding, colours: Screen["colours"]): string {
  return severity === "error" ? colours.red(severity) : colours.yellow(severity);
}

function painted(summary: string, linted: readonly Linted[], { colours }: Screen): string {
  const findings = linted.flatMap(({ verdict }) => verdict.findings);
  if (findings.length === 0) return colours.green(summary);
  return findings.some(({ severity }) => severity === "error")
    ? colours.red(summary)
    : colours.yellow(summary);
}

function report(linted: readonly Linted[]): Report {
  const groups = new Map<string, ReportCase[]>(linted.map(({ file }) => [file, []]));
  for (const body of linted) groups.get(body.file)?.push(caseOf(body));
  const found = new Set(linted.flatMap(({ verdict }) => verdict.findings.map(({ rule }) => rule)));
  return {
    tool: "lint",
    summary: summaryOf(linted),
    groups: [...groups].map(([name, cases]) => ({ name, cases })),
    rules: [...proseRules(), ...furtherRules(found)],
  };
}

function caseOf(body: Linted): ReportCase {
  const { findings } = body.verdict;
  return {
    name: body.at === "" ? `line ${body.line}` : `${body.at} in line ${body.line}`,
    outcome: findings.some(({ severity }) => severity === "error") ? "failed" : "passed",
    messages: findings.map((finding) => messageOf(body, finding)),
  };
}

function messageOf(body: Linted, finding: PlacedFinding): ReportMessage {
  return {
    level: levels[finding.severity],
    rule: finding.rule,
    text: sentenceOf(finding),
    place: { file: body.file, line: finding.line, column: finding.column },
    pointer: pointerOf(body, finding),
  };
}

function pointerOf(body: Linted, { pointer }: PlacedFinding): string {
  return `${body.at}${pointer}`;
}

function sentenceOf({ message, effect }: PlacedFinding): string {
  return effect === undefined ? message : `${message} (the task fails)`;
}

function proseRules(): ReportRule[] {
  return rules.map(({ id, meta }) => ({
    id,
    summary: meta.summary,
    level: levels[meta.severity],
    help: `${meta.summary}. Stated in ${meta.source.page}, ${meta.source.at}. For ${meta.models.join(", ")}.`,
  }));
}

/** Rules beside those of the list: bounds of the documents, and reasons why a text is no body at all. */
function furtherRules(found: ReadonlySet<string>): ReportRule[] {
  const prose = new Set(rules.map(({ id }) => id));
  return [...found]
    .filter((id) => !prose.has(id))
    .sort()
    .map((id) => ({ id, level: "error", summary: furtherSummary(id) }));
}

function furtherSummary(id: string): string {
  const [, keyword] = /^schema\/(.+)$/.exec(id) ?? [];
  if (keyword !== undefined) return `Refuse what breaks "${keyword}" of the model's OpenAPI document`;
  return id.startsWith("json/")
    ? "Refuse a text that is no readable JSON object"
    : "Refuse a model that no document describes";
}

function summaryOf(linted: readonly Linted[]): string {
  const findings = linted.flatMap(({ verdict }) => verdict.findings);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const refused = linted.filter(({ verdict }) => !verdict.accepted).length;
  const parts = [plural(errors, "error"), plural(findings.length - errors, "warning")];
  return `${plural(linted.length, "body", "bodies")}: ${refused} refused, ${parts.join(", ")}`;
}

export interface Linted extends Candidate {
  /** As the user named it, or `stdin`. */
  readonly file: string;
  readonly verdict: Omit<RequestVerdict, "findings"> & { readonly findings: readonly PlacedFinding[] };
}

export interface PlacedFinding extends Finding, TextPlace {}

export function withPlaces(file: string, candidate: Candidate, verdict: RequestVerdict): Linted {
  if (verdict.findings.length === 0) return { ...candidate, file, verdict: { ...verdict, findings: [] } };
  const isBlank = candidate.text.trim() === "";
  const fault = isBlank ? undefined : findSyntaxFault(candidate.text);
  const pointers = verdict.findings.map(({ pointer }) => pointer);
  const places = fault === undefined ? jsonPlaces(candidate.text, pointers) : new Map<string, TextPlace>();
  const findings = verdict.findings.map((finding) => {
    const { line, column } = fault ?? places.get(finding.pointer) ?? { line: 1, column: 1 };
    return {
      ...finding,
      line: candidate.line + line - 1,
      column: line === 1 ? candidate.column + column - 1 : column,
    };
  });
  return { ...candidate, file, verdict: { ...verdict, findings } };
}
