import { Command } from "commander";
import type { CommandMaker } from "../../command-context.js";
import { type ReportFlags, reportOptions } from "../../reports/report-options.js";
import { readSettings } from "../../settings/read-settings.js";
import { addTableOptions } from "../../settings/table-option.js";

/** `wan-mock lint FILE...` */
export const lintCommand: CommandMaker = ({ terminal, finish }) => {
  const command = new Command("lint")
    .description("check request bodies: JSON objects, arrays of them, or JSON Lines")
    .argument("<file...>", 'files to read, "-" for standard input')
    .action(async (files: string[], flags: ReportFlags) => {
      const { values } = await readSettings(command, terminal);
      const { runLint } = await import("./run-lint.js");
      finish(await runLint(terminal, files, values, flags));
    });
  for (const option of reportOptions(["sarif"])) command.addOption(option);
  return addTableOptions(command, (_key, { scope }) => scope === "contract");
};
