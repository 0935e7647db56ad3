import { Command } from "commander";
import type { CommandMaker } from "../../command-context.js";
import { readSettings } from "../../settings/read-settings.js";
import { addTableOptions } from "../../settings/table-option.js";

/** `wan-mock run -- COMMAND`. */
export const runCommand: CommandMaker = ({ terminal, finish }) => {
  const command = new Command("run")
    .description("run a program with a mock of its own: wan-mock run -- npm start")
    .argument("[command...]", "the program and its arguments, behind --")
    .passThroughOptions()
    .action(async (program: string[]) => {
      const portOfProgram = "";
      const { values } = await readSettings(command, terminal, portOfProgram);
      const { runRun } = await import("./run-run.js");
      const { exitCode, isRead } = await runRun(terminal, values, program);
      finish(exitCode, isRead);
    });
  return addTableOptions(command, () => true, ownDescriptions);
};

/** Of options whose default is another here. */
const ownDescriptions = {
  port: "port to listen on (default: any free one)",
  log: "requests told on stderr (default: refused ones)",
};
