import pc from "picocolors";
import { type Screen, screenOf, type Terminal } from "../terminal/terminal.js";
import { githubReport } from "./github-report.js";
import { writeJobSummary } from "./job-summary.js";
import { junitReport } from "./junit-report.js";
import { jsonText } from "./print-catalogue.js";
import type { Report } from "./report.js";
import type { ReportFlags, ReportFormat } from "./report-options.js";
import { sarifReport } from "./sarif-report.js";
import { writeOutput } from "./write-output.js";

/** The output of a command, by format; only the part that is printed is made. */
export interface Printable {
  /** For people, with a line break at the end. */
  readonly pretty: (screen: Screen) => string;
  /** For programs: what the command alone knows. */
  readonly json: () => object;
  /** For `junit`, `github`, `sarif` and the summary of a job. */
  readonly report: () => Report;
}

/**
 * Prints what a command found to stdout. `github` adds it to the summary of the job as well.
 *
 * @param flags.output - a file for the report (`-` is stdout); what people read then goes to stdout
 * @throws {KitError} `OUTPUT_UNWRITABLE`
 */
export function printReport(
  terminal: Terminal,
  { format, output = "-" }: ReportFlags,
  printable: Printable,
): void {
  const screen = screenOf(terminal.stdout, terminal);
  const text = textOf(terminal, format, printable, output === "-" ? screen : plainScreen);
  if (output !== "-") writeOutput(output, text);
  terminal.stdout.write(output === "-" ? text : printable.pretty(screen));
}

/** A file has no colours, and lines of any length. */
const plainScreen: Screen = { colours: pc.createColors(false) };

function textOf(
  terminal: Terminal,
  format: ReportFormat,
  { pretty, json, report }: Printable,
  screen: Screen,
): string {
  const repository = terminal.env["GITHUB_WORKSPACE"];
  switch (format) {
    case "pretty":
      return pretty(screen);
    case "json":
      return jsonText(json());
    case "github": {
      const made = report();
      writeJobSummary(made, terminal);
      return githubReport(made, repository);
    }
    case "junit":
      return junitReport(report());
    case "sarif":
      return jsonText(sarifReport(report(), repository));
  }
}
