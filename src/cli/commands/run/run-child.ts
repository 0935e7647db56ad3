import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import { KitError } from "../../../errors/kit-error.js";
import { exitCodes } from "../../exit-codes.js";
import { type Terminal, tell } from "../../terminal/terminal.js";
import type { SignalRelay } from "./signal-relay.js";

/** As shells have it: a program killed by a signal ends with this and the signal's number. */
const KILLED = 128;

/**
 * Runs a program with this one's input and output, passes signals on to it, and waits for its end.
 *
 * @returns its exit code; 127 when there is no such program, 126 when it cannot be started
 */
export async function runChild(
  terminal: Pick<Terminal, "stderr">,
  command: readonly string[],
  environment: NodeJS.ProcessEnv,
  signals: SignalRelay,
): Promise<number> {
  if (signals.early !== undefined) return codeOf(signals.early);
  const [program = "", ...args] = command;
  let child: ChildProcess;
  try {
    child = spawn(program, args, { stdio: "inherit", env: environment });
    if (child.pid === undefined) await once(child, "spawn");
  } catch (error) {
    const failure = error as NodeJS.ErrnoException;
    tell(terminal, startFailure(program, failure));
    return failure.code === "ENOENT" ? exitCodes.commandNotFound : exitCodes.commandNotStarted;
  }
  signals.aimAt(child);
  // A signal that a child of another user does not take is no reason to leave it.
  child.on("error", () => undefined);
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve(code ?? (signal === null ? KILLED : codeOf(signal))));
  });
}

function codeOf(signal: NodeJS.Signals): number {
  return KILLED + constants.signals[signal];
}

/** @throws {KitError} `INVALID_OPTION` without a command */
export function requireCommand(command: readonly string[]): void {
  if (command.length === 0 || command[0] === "") {
    throw new KitError(
      "INVALID_OPTION",
      "run needs a command: write it behind two dashes, such as wan-mock run -- npm start",
    );
  }
}

function startFailure(program: string, error: NodeJS.ErrnoException): string {
  if (process.platform === "win32" && (error.code === "ENOENT" || error.code === "EINVAL")) {
    return `"${program}" cannot be started: scripts such as npm need a shell, write: wan-mock run -- cmd /c ${program}`;
  }
  if (error.code === "ENOENT") {
    return `there is no command "${program}": check its spelling and the PATH (shell words such as && need sh -c '...')`;
  }
  if (error.code === "EACCES") return `"${program}" may not be run: make the file executable`;
  return `"${program}" cannot be started (${error.code ?? error.message})`;
}
