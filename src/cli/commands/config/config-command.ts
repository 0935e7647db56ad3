import { Command } from "commander";
import type { CommandMaker } from "../../command-context.js";
import { type FormatFlags, formatOption } from "../../settings/format-option.js";
import { readSettings } from "../../settings/read-settings.js";
import { addTableOptions } from "../../settings/table-option.js";

/** `wan-mock config` */
export const configCommand: CommandMaker = ({ terminal }) => {
  const command = new Command("config")
    .description("print every setting that serve and run would use, and where it came from")
    .addOption(formatOption())
    .action(async ({ format }: FormatFlags) => {
      const settings = await readSettings(command, terminal);
      const { runConfig } = await import("./run-config.js");
      await runConfig(terminal, settings, format);
    });
  return addTableOptions(command, () => true);
};
