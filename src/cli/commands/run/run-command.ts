import { Command, type Option } from "commander";
import type { CommandMaker } from "../../command-context.js";
import { effectiveFlags } from "../../settings/effective-flags.js";
import { mockOptions, type RunFlags } from "../../settings/flags.js";
import { configOption, runOptions } from "../../settings/options.js";

/** `wan-mock run -- COMMAND`. */
export const runCommand: CommandMaker = ({ terminal, finish }) => {
  const command = new Command("run")
    .description("run a program with a mock of its own: wan-mock run -- npm start")
    .argument("[command...]", "the program and its arguments, behind --")
    .passThroughOptions()
    .action(async (program: string[]) => {
      // PORT is meant for the program.
      const { PORT: _port, ...env } = terminal.env;
      const { flags } = await effectiveFlags<RunFlags>(command, runOptions(), {
        ...terminal,
        cwd: terminal.cwd,
        env,
      });
      const { runRun } = await import("./run-run.js");
      const options = mockOptions({ ...flags, port: flags.port ?? 0 });
      const how = { log: flags.log ?? "refused", network: flags.network ?? "open" } as const;
      const { exitCode, isRead } = await runRun(terminal, options, how, program);
      finish(exitCode, isRead);
    });
  for (const option of [configOption(), ...runOptions()]) command.addOption(runOption(option));
  return command;
};

/** The options whose default differs for `run`. */
function runOption(option: Option): Option {
  if (option.long === "--port") option.description = "port to listen on (default: any free one)";
  if (option.long === "--log") option.description = "requests told on stderr (default: refused ones)";
  return option;
}
