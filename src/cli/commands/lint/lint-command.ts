import { Command } from "commander";
import type { CommandMaker } from "../../command-context.js";
import { type ReportFlags, reportOptions } from "../../reports/report-options.js";
import { effectiveFlags } from "../../settings/effective-flags.js";
import { type ContractFlags, mockOptions } from "../../settings/flags.js";
import { configOption, contractOptions, everyOption } from "../../settings/options.js";

/** `wan-mock lint FILE...` */
export const lintCommand: CommandMaker = ({ terminal, finish }) => {
  const command = new Command("lint")
    .description("check request bodies: JSON objects, arrays of them, or JSON Lines")
    .argument("<file...>", 'files to read, "-" for standard input')
    .action(async (files: string[]) => {
      const { flags } = await effectiveFlags<ContractFlags & ReportFlags>(command, everyOption(), terminal);
      const { runLint } = await import("./run-lint.js");
      finish(await runLint(terminal, files, mockOptions(flags), flags));
    });
  for (const option of [...reportOptions(["sarif"]), configOption(), ...contractOptions()])
    command.addOption(option);
  return command;
};
