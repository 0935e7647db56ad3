import { Command } from "commander";
import type { CommandMaker } from "../../command-context.js";
import { effectiveFlags } from "../../settings/effective-flags.js";
import { mockOptions, type ServeFlags } from "../../settings/flags.js";
import { configOption, everyOption, formatOption } from "../../settings/options.js";

/** `wan-mock scenarios` */
export const scenariosCommand: CommandMaker = ({ terminal }) => {
  const command = new Command("scenarios")
    .description("list what can go wrong on demand, and check scenario files")
    .addOption(formatOption())
    .action(async () => {
      const { flags } = await effectiveFlags<ServeFlags & { format: "pretty" | "json" }>(
        command,
        everyOption(),
        terminal,
      );
      const { runScenarios } = await import("./run-scenarios.js");
      await runScenarios(terminal, mockOptions(flags), flags.format);
    });
  const listed = ["--scenarios", "--spec", "--only-spec"];
  for (const option of [configOption(), ...everyOption().filter(({ long }) => listed.includes(long ?? ""))])
    command.addOption(option);
  return command;
};
