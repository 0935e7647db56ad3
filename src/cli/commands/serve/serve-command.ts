import { Command } from "commander";
import { optionTable } from "../../../options/option-table.js";
import type { CommandMaker } from "../../command-context.js";
import { readSettings } from "../../settings/read-settings.js";
import { addTableOptions } from "../../settings/table-option.js";

/** `wan-mock serve`, the default command. */
export const serveCommand: CommandMaker = ({ terminal, finish }) => {
  const command = new Command("serve")
    .description("serve the API on localhost (the default command)")
    .action(async () => {
      const { values } = await readSettings(command, terminal);
      const { runServe } = await import("./run-serve.js");
      const { exitCode, isRead } = await runServe(terminal, { port: optionTable.port.default, ...values });
      finish(exitCode, isRead);
    });
  return addTableOptions(command, (_key, { scope }) => scope !== "run");
};
