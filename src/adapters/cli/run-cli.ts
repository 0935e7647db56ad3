import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { RuleSetting } from "../../contract/finding.js";
import { KitError } from "../../contract/kit-error.js";
import type { MockOptions } from "../../mock-options.js";
import { version } from "../../version.js";
import { exitCodes } from "./exit-codes.js";

/** Flags that choose the contract; `lint` and `serve` share them. */
interface ContractFlags {
  spec?: string[];
  onlySpec?: boolean;
  unknownModel?: "404" | "403";
  promptOptional?: boolean;
  priceList?: string;
  longPrompt?: "truncate" | "reject";
  assetFailures?: "task" | "request";
  strict?: boolean;
  allowLocalCallbacks?: boolean;
  rule?: Record<string, RuleSetting>;
}

interface ServeFlags extends ContractFlags {
  port?: number;
  host?: string;
  publicUrl?: string;
  pace?: string;
  clock?: "running" | "frozen";
  now?: string;
  key?: string[];
  seed?: number;
  maxBody?: number;
  log?: "pretty" | "json" | "quiet";
}

const DEFAULT_PORT = 2727;

/**
 * Runs the command line.
 *
 * @param args - arguments after the program's name
 * @returns the exit code: 0 clean, 1 findings, 2 usage or unreadable input
 */
export async function runCli(args: readonly string[]): Promise<number> {
  let exitCode: number = exitCodes.clean;
  const program = createProgram((code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.clean : exitCodes.usage;
    if (error instanceof KitError) {
      process.stderr.write(`wan-mock: ${error.message}\n`);
      return exitCodes.usage;
    }
    throw error;
  }
}

function createProgram(finish: (exitCode: number) => void): Command {
  const program = new Command("wan-mock")
    .description("Mock server and contract test kit for EvoLink's Wan 2.7 video API.")
    .version(version)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "wan-mock: ")) })
    .showSuggestionAfterError()
    .enablePositionalOptions();

  const serve = new Command("serve")
    .description("serve the API on localhost (the default command)")
    .action(async (flags: ServeFlags) => {
      const { serve: run } = await import("./serve.js");
      finish(await run(mockOptions(flags), flags.log ?? "pretty"));
    });
  for (const option of [...serveOptions(), ...contractOptions()]) serve.addOption(option);
  program.addCommand(serve, { isDefault: true });
  program.addHelpText(
    "after",
    '\n"wan-mock serve --help" lists the options of the server; "wan-mock --port 3000" works as well.',
  );

  const lint = new Command("lint")
    .description("check request bodies: JSON objects, arrays of them, or JSON Lines")
    .argument("<file...>", 'files to read, "-" for standard input')
    .addOption(formatOption())
    .action(async (files: string[], flags: ContractFlags & { format: "pretty" | "json" }) => {
      const { lint: run } = await import("./lint.js");
      finish(await run(files, mockOptions(flags), flags.format));
    });
  for (const option of contractOptions()) lint.addOption(option);
  program.addCommand(lint);

  program
    .command("rules")
    .description("list the rules that the documents state in prose")
    .addOption(formatOption())
    .action(async (flags: { format: "pretty" | "json" }) => {
      const { printRules } = await import("./print-rules.js");
      printRules(flags.format);
    });

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
      const { printSamples } = await import("./print-samples.js");
      await printSamples(model, flags);
    });

  for (const command of program.commands) command.exitOverride().copyInheritedSettings(program);
  return program;
}

function serveOptions(): Option[] {
  return [
    env("--port <number>", `port to listen on, 0 for any free one (default ${DEFAULT_PORT})`).argParser(
      portNumber,
    ),
    env("--host <address>", "address to bind (default 127.0.0.1)"),
    env("--public-url <url>", "base of result links, when clients reach the mock under another address"),
    env(
      "--pace <pace>",
      "quick, realistic, instant, manual, polls:N, or a duration such as 20s (default quick)",
    ),
    env("--clock <mode>", "virtual time follows real time or stands still").choices(["running", "frozen"]),
    env("--now <iso>", "first instant of the virtual clock, such as 2027-01-01T00:00:00Z"),
    env("--key <key>", "accept only this API key (repeatable; any key is accepted without it)").argParser(
      collect,
    ),
    env("--seed <number>", "fix ids and jitter (default: drawn and printed)").argParser(wholeNumber),
    env("--max-body <bytes>", "largest request body (default 10000000)").argParser(wholeNumber),
    env("--log <style>", "one line per request (default pretty)").choices(["pretty", "json", "quiet"]),
  ];
}

function contractOptions(): Option[] {
  return [
    env(
      "--spec <file>",
      "add or replace a model by an OpenAPI document or a Markdown page (repeatable)",
    ).argParser(collect),
    env("--only-spec", "serve the documents of --spec alone"),
    env("--strict", "every warning refuses"),
    env("--rule <id=severity>", "set a rule to error, warn or off (repeatable)").argParser(ruleSetting),
    env("--allow-local-callbacks", "accept callback addresses on this machine, with a warning"),
    env("--unknown-model <status>", "answer to an unknown model (default 404)").choices(["404", "403"]),
    env("--prompt-optional", "image-to-video and video-edit do without a prompt"),
    env("--price-list <name>", "2026-05 or 2026-10 (default 2026-05)"),
    env("--long-prompt <reading>", "what an over-long prompt does (default truncate)").choices([
      "truncate",
      "reject",
    ]),
    env("--asset-failures <reading>", "what a broken media limit does (default task)").choices([
      "task",
      "request",
    ]),
  ];
}

/** What a variable says to leave a switch off. */
const OFF = new Set(["0", "false", "no", "off"]);

/** An option that can also be set as `WAN_MOCK_NAME`. An empty variable is none. */
function env(flags: string, description: string): Option {
  const option = new Option(flags, description);
  const variable = `WAN_MOCK_${option.name().replaceAll("-", "_").toUpperCase()}`;
  const value = process.env[variable];
  // A switch takes no value: commander would read any, "false" too, as on.
  const isOff = value === "" || (!option.required && OFF.has(value?.toLowerCase() ?? ""));
  return isOff ? option : option.env(variable);
}

function formatOption(): Option {
  return new Option("--format <format>", "how to print").choices(["pretty", "json"]).default("pretty");
}

function mockOptions(flags: ServeFlags): MockOptions {
  const { key, rule, log: _log, ...same } = flags;
  const port = flags.port ?? portFromEnvironment() ?? DEFAULT_PORT;
  return {
    ...same,
    port,
    ...(key === undefined ? {} : { keys: key }),
    ...(rule === undefined ? {} : { rules: rule }),
  };
}

/** `PORT` is what hosting tools set; `WAN_MOCK_PORT` and the flag win over it. */
function portFromEnvironment(): number | undefined {
  const port = process.env["PORT"];
  if (port === undefined || port === "") return undefined;
  try {
    return portNumber(port);
  } catch {
    throw new KitError("INVALID_OPTION", `PORT is "${port}": it must be a whole number from 0 to 65535`);
  }
}

function collect(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value];
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError("It must be a whole number from 0.");
  return Number(text);
}

function portNumber(text: string): number {
  const port = wholeNumber(text);
  if (port > 65_535) throw new InvalidArgumentError("It must be a whole number from 0 to 65535.");
  return port;
}

function ruleSetting(
  text: string,
  before: Record<string, RuleSetting> | undefined,
): Record<string, RuleSetting> {
  const [, id, severity] = /^([^=]+)=(error|warn|off)$/.exec(text) ?? [];
  if (id === undefined || severity === undefined) {
    throw new InvalidArgumentError("Write it as RULE=error, RULE=warn or RULE=off.");
  }
  return { ...before, [id]: severity as RuleSetting };
}
