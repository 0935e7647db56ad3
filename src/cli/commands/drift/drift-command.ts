import { Command, Option } from "commander";
import type { CommandMaker } from "../../command-context.js";
import { type ReportFlags, reportOptions } from "../../reports/report-options.js";

interface DriftFlags extends ReportFlags {
  readonly failOn: "critical" | "warning";
}

/** `wan-mock drift DOC...` */
export const driftCommand: CommandMaker = ({ terminal, finish }) => {
  const command = new Command("drift")
    .description("compare published documents with the bundled contract")
    .argument("<doc...>", 'pages as published: Markdown, YAML, JSON or text, "-" for standard input')
    .addOption(
      new Option("--fail-on <severity>", "the mildest finding that makes the exit code 1")
        .choices(["critical", "warning"])
        .default("critical"),
    )
    .action(async (files: string[], flags: DriftFlags) => {
      const { runDrift } = await import("./run-drift.js");
      finish(await runDrift(terminal, files, flags));
    });
  for (const option of reportOptions()) command.addOption(option);
  return command;
};
