import { Command, CommanderError, Option } from "commander";
import { version } from "../text/version.js";
import { coverageCommand } from "./commands/coverage/coverage-command.js";
import { driftCommand } from "./commands/drift/drift-command.js";
import { habitsCommand } from "./commands/habits/habits-command.js";
import { verifyCommand } from "./commands/verify/verify-command.js";
import { exitCodes } from "./exit-codes.js";
import { type ReportFlags, reportOptions } from "./reports/report-options.js";
import { effectiveFlags } from "./settings/effective-flags.js";
import { type ContractFlags, mockOptions, type RunFlags, type ServeFlags } from "./settings/flags.js";
import {
  configOption,
  contractOptions,
  everyOption,
  formatOption,
  runOptions,
  wholeNumber,
} from "./settings/options.js";
import type { LoggedEnd } from "./terminal/logged-end.js";

/**
 * Runs the command line.
 *
 * @param args - arguments after the program's name
 * @returns the exit code: 0 clean, 1 findings, 2 usage or unreadable input; that of the program for `run`
 */
export async function runCli(args: readonly string[]): Promise<LoggedEnd> {
  let end: LoggedEnd = ended(exitCodes.clean);
  const program = createProgram((exitCode, isRead = true) => {
    end = { exitCode, isRead };
  });
  try {
    await program.parseAsync([...args], { from: "user" });
    return end;
  } catch (error) {
    if (error instanceof CommanderError)
      return ended(error.exitCode === 0 ? exitCodes.clean : exitCodes.usage);
    // By name: the tools are bundled apart, with a class of their own.
    if (error instanceof Error && error.name === "KitError") {
      process.stderr.write(`wan-mock: ${error.message}\n`);
      return ended(exitCodes.usage);
    }
    throw error;
  }
}

const ended = (exitCode: number): LoggedEnd => ({ exitCode, isRead: true });

function createProgram(finish: (exitCode: number, isLogRead?: boolean) => void): Command {
  const program = new Command("wan-mock")
    .description("Mock server and contract test kit for EvoLink's Wan 2.7 video API.")
    .version(version)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "wan-mock: ")) })
    .showSuggestionAfterError()
    .enablePositionalOptions();

  const serve = new Command("serve")
    .description("serve the API on localhost (the default command)")
    .action(async (_flags: ServeFlags, command: Command) => {
      const { flags } = await effectiveFlags<ServeFlags>(command, everyOption());
      const { serve: run } = await import("./commands/serve/serve.js");
      const { exitCode, isRead } = await run(mockOptions(flags), flags.log ?? "pretty");
      finish(exitCode, isRead);
    });
  for (const option of [configOption(), ...everyOption()]) serve.addOption(option);
  program.addCommand(serve, { isDefault: true });
  program.addHelpText(
    "after",
    '\n"wan-mock serve --help" lists the options of the server; "wan-mock --port 3000" works as well.\nExit codes: 0 clean, 1 findings, 2 usage or unreadable input; "run" gives back the program\'s own.',
  );

  const run = new Command("run")
    .description("run a program with a mock of its own: wan-mock run -- npm start")
    .argument("[command...]", "the program and its arguments, behind --")
    .passThroughOptions()
    .action(async (command: string[], _flags: ServeFlags, self: Command) => {
      // PORT is meant for the program.
      const { PORT: _port, ...environment } = process.env;
      const { flags } = await effectiveFlags<RunFlags>(self, runOptions(), environment);
      const { run: runBesideMock } = await import("./commands/run/run.js");
      const options = mockOptions({ ...flags, port: flags.port ?? 0 });
      const how = { log: flags.log ?? "refused", network: flags.network ?? "open" } as const;
      const { exitCode, isRead } = await runBesideMock(options, how, command);
      finish(exitCode, isRead);
    });
  for (const option of [configOption(), ...runOptions()]) run.addOption(runOption(option));
  program.addCommand(run);

  const lint = new Command("lint")
    .description("check request bodies: JSON objects, arrays of them, or JSON Lines")
    .argument("<file...>", 'files to read, "-" for standard input')
    .action(async (files: string[], _flags: object, command: Command) => {
      const { flags } = await effectiveFlags<ContractFlags & ReportFlags>(command, everyOption());
      const { lint: run } = await import("./commands/lint/lint.js");
      finish(await run(files, mockOptions(flags), flags));
    });
  for (const option of [...reportOptions(["sarif"]), configOption(), ...contractOptions()])
    lint.addOption(option);
  program.addCommand(lint);

  const config = new Command("config")
    .description("print every setting that serve and run would use, and where it came from")
    .addOption(formatOption())
    .action(async (_flags: object, command: Command) => {
      const settings = await effectiveFlags<RunFlags & { format: "pretty" | "json" }>(command, runOptions());
      const { format, ...flags } = settings.flags;
      const { printConfig } = await import("./commands/config/print-config.js");
      await printConfig(runOptions(), settings, { format, options: mockOptions(flags) });
    });
  for (const option of [configOption(), ...runOptions()]) config.addOption(option);
  program.addCommand(config);

  program
    .command("rules")
    .description("list the rules that the documents state in prose")
    .addOption(formatOption())
    .action(async (flags: { format: "pretty" | "json" }) => {
      const { printRules } = await import("./commands/rules/print-rules.js");
      printRules(flags.format);
    });

  const scenarios = new Command("scenarios")
    .description("list what can go wrong on demand, and check scenario files")
    .addOption(formatOption())
    .action(async (_flags: object, command: Command) => {
      const { flags } = await effectiveFlags<ServeFlags & { format: "pretty" | "json" }>(
        command,
        everyOption(),
      );
      const { readScenarios } = await import("../compose/read-scenarios.js");
      const { printScenarios } = await import("./commands/scenarios/print-scenarios.js");
      const onWarning = (sentence: string) => process.stderr.write(`wan-mock: warning: ${sentence}\n`);
      printScenarios(await readScenarios(mockOptions(flags), { onWarning }), flags.format);
    });
  const listed = ["--scenarios", "--spec", "--only-spec"];
  for (const option of [configOption(), ...everyOption().filter(({ long }) => listed.includes(long ?? ""))])
    scenarios.addOption(option);
  program.addCommand(scenarios);

  const assets = new Command("assets")
    .description(
      "tell what the mock knows of media URLs, and from where; without a URL: the names of samples",
    )
    .argument("[url...]", "media URLs as a request would name them")
    .addOption(formatOption())
    .action(async (urls: string[], _flags: object, command: Command) => {
      const { flags } = await effectiveFlags<ContractFlags & { format: "pretty" | "json" }>(
        command,
        everyOption(),
      );
      const { printAssets } = await import("./commands/assets/print-assets.js");
      await printAssets(urls, mockOptions(flags), flags.format);
    });
  for (const option of [configOption(), ...contractOptions().filter(({ long }) => long === "--assets")])
    assets.addOption(option);
  program.addCommand(assets);

  program
    .command("sample")
    .description("print a valid request body for a model")
    .argument("<model>", "model id, such as wan2.7-text-to-video")
    .addOption(
      new Option("--seed <number>", "the same seed gives the same body").argParser(wholeNumber).default(1),
    )
    .addOption(
      new Option("--count <number>", "so many bodies, as JSON Lines").argParser(wholeNumber).default(1),
    )
    .action(async (model: string, flags: { seed: number; count: number }) => {
      const { printSamples } = await import("./commands/sample/print-samples.js");
      await printSamples(model, flags);
    });

  program.addCommand(driftCommand(finish));
  program.addCommand(habitsCommand(finish));
  program.addCommand(verifyCommand(finish));
  program.addCommand(coverageCommand(finish));

  for (const command of program.commands) command.exitOverride().copyInheritedSettings(program);
  return program;
}

/** The options whose default differs for `run`. */
function runOption(option: Option): Option {
  if (option.long === "--port") option.description = "port to listen on (default: any free one)";
  if (option.long === "--log") option.description = "requests told on stderr (default: refused ones)";
  return option;
}
