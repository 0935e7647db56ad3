import type { Command } from "commander";
import type { Terminal } from "./terminal/terminal.js";

/** The surroundings of a command. */
export interface CommandContext {
  readonly terminal: Terminal;
  /**
   * Takes how the command ended; without a call the exit code is 0.
   *
   * @param isRead - false where nobody reads the log: what waits to be written would keep the process alive for ever
   */
  readonly finish: (exitCode: number, isRead?: boolean) => void;
}

/**
 * Defines a command: `commands/NAME/NAME-command.ts` exports one and loads `run-NAME.ts` when it is called, which the
 * build bundles apart.
 */
export type CommandMaker = (context: CommandContext) => Command;
