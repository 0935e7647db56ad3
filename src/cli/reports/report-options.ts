import { Option } from "commander";

/** Values of the flags of `reportOptions`. */
export interface ReportFlags {
  readonly format: ReportFormat;
  readonly output?: string;
}

/** `--format` and `--output` of a command whose findings go out through `printReport`. */
export function reportOptions(further: readonly "sarif"[] = []): Option[] {
  return [
    new Option("--format <format>", "output format")
      .choices([...reportFormats, ...further])
      .default("pretty"),
    new Option("--output <file>", "write the report to a file; stdout then gets the pretty one"),
  ];
}

/** Formats that a command's findings can be printed in; `sarif` is for `lint` alone. */
export const reportFormats = ["pretty", "json", "junit", "github"] as const;
export type ReportFormat = (typeof reportFormats)[number] | "sarif";
