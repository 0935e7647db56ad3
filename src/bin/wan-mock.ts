#!/usr/bin/env node
import { runCli } from "../adapters/cli/run-cli.js";

// A reader that went away (`wan-mock rules | head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await runCli(process.argv.slice(2));
