import type { Report } from "./report.js";

/** Formats that a command's findings can be printed in; `sarif` is for `lint` alone. */
export const reportFormats = ["pretty", "json", "junit", "github"] as const;
export type ReportFormat = (typeof reportFormats)[number] | "sarif";

/** What a command hands over: each part is asked for only when its format is. */
export interface Printable {
  /** For people, with a line break at the end. */
  readonly pretty: () => string;
  /** For programs: what the command alone knows. */
  readonly json: () => object;
  /** What `junit`, `github`, `sarif` and the summary of a job are made from. */
  readonly report: () => Report;
}

/** Prints what a command found to stdout. */
export function printReport(format: ReportFormat, printable: Printable): void {
  process.stdout.write(
    format === "json" ? `${JSON.stringify(printable.json(), null, 2)}\n` : printable.pretty(),
  );
}
