import { Command } from "commander";
import type { CommandMaker } from "../../command-context.js";
import { effectiveFlags } from "../../settings/effective-flags.js";
import { mockOptions, type ServeFlags } from "../../settings/flags.js";
import { configOption, everyOption } from "../../settings/options.js";

/** `wan-mock serve`, the default command. */
export const serveCommand: CommandMaker = ({ terminal, finish }) => {
  const command = new Command("serve")
    .description("serve the API on localhost (the default command)")
    .action(async () => {
      const { flags } = await effectiveFlags<ServeFlags>(command, everyOption(), terminal);
      const { runServe } = await import("./run-serve.js");
      const { exitCode, isRead } = await runServe(terminal, mockOptions(flags), flags.log ?? "pretty");
      finish(exitCode, isRead);
    });
  for (const option of [configOption(), ...everyOption()]) command.addOption(option);
  return command;
};
