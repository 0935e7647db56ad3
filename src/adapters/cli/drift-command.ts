import { Command, Option } from "commander";
import { type ReportFormat, reportFormats } from "./reports/print-report.js";

interface DriftFlags {
  readonly format: ReportFormat;
  readonly failOn: "critical" | "warning";
}

/** `wan-mock drift DOC...` */
export function driftCommand(finish: (exitCode: number) => void): Command {
  return new Command("drift")
    .description("compare published documents with the bundled contract")
    .argument("<doc...>", 'pages as published: Markdown, YAML, JSON or text, "-" for standard input')
    .addOption(
      new Option("--format <style>", "how findings are printed")
        .choices([...reportFormats])
        .default("pretty"),
    )
    .addOption(
      new Option("--fail-on <severity>", "the mildest finding that makes the exit code 1")
        .choices(["critical", "warning"])
        .default("critical"),
    )
    .action(async (files: string[], flags: DriftFlags) => {
      const { drift } = await import("./drift.js");
      finish(await drift(files, flags));
    });
}
