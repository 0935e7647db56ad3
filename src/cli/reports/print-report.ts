import { githubReport } from "./github-report.js";
import { junitReport } from "./junit-report.js";
import type { Report } from "./report.js";
import type { ReportFormat } from "./report-formats.js";
import { sarifReport } from "./sarif-report.js";
import { writeJobSummary } from "./write-job-summary.js";
import { writeOutput } from "./write-output.js";

/** @public Commands find both here. */
export { type ReportFormat, reportFormats } from "./report-formats.js";

/** What a command hands over: each part is asked for only when its format is. */
export interface Printable {
  /** For people, with a line break at the end. */
  readonly pretty: () => string;
  /** For programs: what the command alone knows. */
  readonly json: () => object;
  /** What `junit`, `github`, `sarif` and the summary of a job are made from. */
  readonly report: () => Report;
}

/**
 * Prints what a command found to stdout. `github` adds it to the summary of the job as well.
 *
 * @param output - a file for the report (`-` is stdout); what people read then goes to stdout
 * @throws {KitError} `OUTPUT_UNWRITABLE`
 */
export function printReport(format: ReportFormat, printable: Printable, output = "-"): void {
  const text = format === "github" ? github(printable.report()) : textOf(format, printable);
  if (output !== "-") writeOutput(output, text);
  process.stdout.write(output === "-" ? text : printable.pretty());
}

function github(report: Report): string {
  writeJobSummary(report);
  return githubReport(report);
}

function textOf(format: Exclude<ReportFormat, "github">, { pretty, json, report }: Printable): string {
  switch (format) {
    case "pretty":
      return pretty();
    case "json":
      return jsonText(json());
    case "junit":
      return junitReport(report());
    case "sarif":
      return jsonText(sarifReport(report()));
  }
}

function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
