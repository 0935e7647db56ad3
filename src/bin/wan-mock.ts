#!/usr/bin/env node
import { exitCodes } from "../adapters/cli/exit-codes.js";
import { runCli } from "../adapters/cli/run-cli.js";

let isStdoutBroken = false;

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that went away (`wan-mock rules | head`) is no failure.
  if (error.code === "EPIPE" || isStdoutBroken) return;
  isStdoutBroken = true;
  process.exitCode = exitCodes.usage;
  process.stderr.write(
    `wan-mock: stdout cannot be written (${error.code ?? error.message}): what it should have is not complete\n`,
  );
});

const exitCode = await runCli(process.argv.slice(2));
process.exitCode = isStdoutBroken ? exitCodes.usage : exitCode;
