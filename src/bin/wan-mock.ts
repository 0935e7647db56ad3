#!/usr/bin/env node
import { exitCodes } from "../cli/exit-codes.js";
import { runCli } from "../cli/program.js";
import type { Terminal } from "../cli/terminal/terminal.js";

const stdout = { isBroken: false };

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that went away (`wan-mock rules | head`) is no failure.
  if (error.code === "EPIPE" || stdout.isBroken) return;
  stdout.isBroken = true;
  process.exitCode = exitCodes.usage;
  process.stderr.write(
    `wan-mock: stdout cannot be written (${error.code ?? error.message}): the output is incomplete\n`,
  );
});

/** Node opens stdin, and looks for the current folder, when they are first asked for. */
const terminal: Terminal = {
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  get cwd() {
    return process.cwd();
  },
  signals: process,
};

const { exitCode, isRead } = await runCli(process.argv.slice(2), terminal);
// The error may come before the end of the command or after.
process.exitCode = stdout.isBroken ? exitCodes.usage : exitCode;
// eslint-disable-next-line no-restricted-syntax -- nothing else ends a process whose output nobody reads
if (!isRead) process.exit();
