#!/usr/bin/env node
import { runCli } from "../adapters/cli/run-cli.js";

process.exitCode = await runCli(process.argv.slice(2));
