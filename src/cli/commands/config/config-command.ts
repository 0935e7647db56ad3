import { Command } from "commander";
import type { CommandMaker } from "../../command-context.js";
import { effectiveFlags } from "../../settings/effective-flags.js";
import { mockOptions, type RunFlags } from "../../settings/flags.js";
import { configOption, formatOption, runOptions } from "../../settings/options.js";

/** `wan-mock config` */
export const configCommand: CommandMaker = ({ terminal }) => {
  const command = new Command("config")
    .description("print every setting that serve and run would use, and where it came from")
    .addOption(formatOption())
    .action(async () => {
      const settings = await effectiveFlags<RunFlags & { format: "pretty" | "json" }>(
        command,
        runOptions(),
        terminal,
      );
      const { format, ...flags } = settings.flags;
      const { runConfig } = await import("./run-config.js");
      await runConfig(terminal, runOptions(), settings, { format, options: mockOptions(flags) });
    });
  for (const option of [configOption(), ...runOptions()]) command.addOption(option);
  return command;
};
