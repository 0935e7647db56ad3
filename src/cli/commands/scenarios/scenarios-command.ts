import { Command } from "commander";
import type { CommandMaker } from "../../command-context.js";
import { type FormatFlags, formatOption } from "../../settings/format-option.js";
import { readSettings } from "../../settings/read-settings.js";
import { addTableOptions } from "../../settings/table-option.js";

/** `wan-mock scenarios` */
export const scenariosCommand: CommandMaker = ({ terminal }) => {
  const command = new Command("scenarios")
    .description("list what can go wrong on demand, and check scenario files")
    .addOption(formatOption())
    .action(async ({ format }: FormatFlags) => {
      const { values } = await readSettings(command, terminal);
      const { runScenarios } = await import("./run-scenarios.js");
      await runScenarios(terminal, values, format);
    });
  return addTableOptions(command, (key) => ["scenarios", "spec", "onlySpec"].includes(key));
};
