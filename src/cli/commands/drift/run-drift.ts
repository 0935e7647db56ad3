import { type ComparedPages, comparePublished } from "../../../compose/drift.js";
import type { ComparedPage } from "../../../drift/compare-page.js";
import type { DriftFinding, DriftSeverity } from "../../../drift/drift-finding.js";
import { plural } from "../../../text/plural.js";
import { exitCodes } from "../../exit-codes.js";
import { groupBy } from "../../reports/group-by.js";
import { printReport } from "../../reports/print-report.js";
import type { Report, ReportCase, ReportGroup, ReportLevel } from "../../reports/report.js";
import type { ReportFlags } from "../../reports/report-options.js";
import { hanging, wrapped } from "../../reports/table.js";
import { keepApart } from "../../reports/write-output.js";
import { type Colours, type Screen, type Terminal, tell } from "../../terminal/terminal.js";

/**
 * Compares published pages with the bundled contract and tells what differs.
 *
 * @param files - paths, or `-` for standard input
 * @returns 2 when a page could not be compared, 1 when something is critical (or a warning, as told), else 0
 * @throws {KitError} `OUTPUT_UNWRITABLE`, `INVALID_OPTION` for an output that is among the files
 */
export async function runDrift(
  terminal: Terminal,
  files: readonly string[],
  { failOn, ...flags }: ReportFlags & { readonly failOn: "critical" | "warning" },
): Promise<number> {
  keepApart(files, { "--output": flags.output });
  const compared = await comparePublished(files, terminal.stdin);
  const { pages, notCompared } = compared;
  for (const { error } of notCompared) tell(terminal, error.message);
  if (pages.length === 0) return exitCodes.usage;
  printReport(terminal, flags, {
    pretty: (screen) => prettyReport(pages, screen),
    json: () => jsonReport(compared),
    report: () => sharedReport(compared, failOn),
  });
  if (notCompared.length > 0) return exitCodes.usage;
  const failing: readonly DriftSeverity[] = failOn === "warning" ? ["critical", "warning"] : ["critical"];
  const fails = pages.some(({ findings }) => findings.some(({ severity }) => failing.includes(severity)));
  return fails ? exitCodes.findings : exitCodes.clean;
}

const order: readonly DriftSeverity[] = ["critical", "warning", "info"];

function jsonReport({ pages, notCompared }: ComparedPages): object {
  const all = pages.flatMap(({ findings }) => findings);
  return {
    ...Object.fromEntries(order.map((severity) => [severity, countOf(all, severity)])),
    pages,
    notCompared: notCompared.map(({ file, error }) => ({ file, code: error.code, message: error.message })),
  };
}

function prettyReport(pages: readonly ComparedPage[], screen: Screen): string {
  const { colours, width } = screen;
  const parts = pages.flatMap((page) =>
    grouped(page.findings).flatMap(([model, parameters]) => [
      `${page.file}  ${colours.bold(model)}\n`,
      ...[...parameters].map(([parameter, findings]) => parameterText(parameter, findings, screen)),
    ]),
  );
  const closing = pages.map((page) => wrapped(pageLine(page), width)).join("");
  return `${parts.join("")}${closing}${summaryOf(pages)}\n`;
}

function parameterText(
  parameter: string,
  findings: readonly DriftFinding[],
  { colours, width }: Screen,
): string {
  const indent = parameter === "" ? "  " : "    ";
  const lines = findings.map((finding) => {
    const place = finding.line === undefined ? "" : `  (line ${finding.line})`;
    const severity = paints(colours)[finding.severity](finding.severity.padEnd(8));
    return hanging(`${indent}${severity}  `, `${sentenceOf(finding)}${place}`, width);
  });
  return (parameter === "" ? "" : `  ${colours.cyan(parameter)}\n`) + lines.join("");
}

const paints = ({ red, yellow, dim }: Colours) => ({ critical: red, warning: yellow, info: dim });

/** Findings by model, then by parameter; the worst first. */
function grouped(findings: readonly DriftFinding[]) {
  const sorted = findings.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  return [...groupBy(sorted, ({ model }) => model)].map(
    ([model, own]) => [model, groupBy(own, ({ parameter }) => parameter)] as const,
  );
}

/** A difference with both values, and its consequence. */
function sentenceOf({ change, ours, published, meaning }: DriftFinding): string {
  const sides = [
    ours === undefined ? [] : [`${shown(ours)} here`],
    published === undefined ? [] : [`${shown(published)} on the page`],
  ].flat();
  return `${change}: ${[...sides, meaning].join("; ")}`;
}

const SHOWN = 120;

function shown(value: unknown): string {
  const text =
    typeof value === "string" ? value : Array.isArray(value) ? value.join(", ") : JSON.stringify(value);
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}...` : line;
}

function pageLine({ file, models, findings, known }: ComparedPage): string {
  const parts = [
    `compared with ${models.join(", ")}`,
    ...(findings.length === 0 ? ["no drift"] : []),
    ...(known.length === 0 ? [] : [`${known.length} known differences`]),
  ];
  return `${file}: ${parts.join(", ")}`;
}

function summaryOf(pages: readonly ComparedPage[]): string {
  const all = pages.flatMap(({ findings }) => findings);
  const count = plural(pages.length, "page");
  return `${count}: ${order.map((severity) => `${countOf(all, severity)} ${severity}`).join(", ")}`;
}

function countOf(findings: readonly DriftFinding[], severity: DriftSeverity): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

const levels: Readonly<Record<DriftSeverity, ReportLevel>> = {
  critical: "error",
  warning: "warning",
  info: "note",
};

function sharedReport({ pages, notCompared }: ComparedPages, failOn: "critical" | "warning"): Report {
  return {
    tool: "drift",
    summary: summaryOf(pages),
    groups: [...pages.map((page) => groupOf(page, failOn)), ...notCompared.map(groupOfNone)],
  };
}

function groupOf(page: ComparedPage, failOn: "critical" | "warning"): ReportGroup {
  return {
    name: page.file,
    cases: [
      ...grouped(page.findings).flatMap(([model, parameters]) =>
        [...parameters].map(([parameter, findings]) => caseOf(page, { model, parameter, findings }, failOn)),
      ),
      ...page.models
        .filter((model) => page.findings.every((finding) => finding.model !== model))
        .map((model): ReportCase => ({ name: model, outcome: "passed", messages: [] })),
    ],
  };
}

function groupOfNone({ file, error }: ComparedPages["notCompared"][number]): ReportGroup {
  const message = { level: "error", rule: "drift/not-compared", text: error.message } as const;
  return { name: file, cases: [{ name: "not compared", outcome: "failed", messages: [message] }] };
}

function caseOf(
  { file }: ComparedPage,
  about: { readonly model: string; readonly parameter: string; readonly findings: readonly DriftFinding[] },
  failOn: "critical" | "warning",
): ReportCase {
  const name = `${about.model} ${about.parameter}`.trimEnd();
  const messages = about.findings.map((finding) => ({
    level: finding.severity === "warning" && failOn === "warning" ? "error" : levels[finding.severity],
    rule: finding.rule ?? `drift/${finding.change}`,
    text: `${name}: ${sentenceOf(finding)}`,
    ...(finding.line === undefined ? {} : { place: { file, line: finding.line } }),
    ...(finding.pointer === undefined ? {} : { pointer: finding.pointer }),
  }));
  return {
    name,
    outcome: messages.some(({ level }) => level === "error") ? "failed" : "passed",
    messages,
  };
}
