import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { RuleSetting } from "../../contract/finding.js";
import { KitError } from "../../contract/kit-error.js";
import type { Policy } from "../../contract/policy.js";
import type { AccountOptions, MockOptions } from "../../mock-options.js";
import type { AssetFolder, KnownAsset } from "../../ports/asset-source.js";
import { version } from "../../version.js";
import { effectiveFlags } from "./effective-flags.js";
import { exitCodes } from "./exit-codes.js";
import { helpGroup } from "./help-group.js";

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
  policy?: Policy;
  /** A flag holds `PREFIX=FOLDER`, a file objects. */
  assets?: readonly (string | KnownAsset | AssetFolder)[];
  config?: string;
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
  balance?: number;
  rateLimit?: string;
  rateLimitQueries?: string;
  concurrency?: number;
  forwardTo?: string;
  callbackMap?: Record<string, string>;
  allowExternalCallbacks?: boolean;
  callbackPatience?: string;
  controlToken?: string;
  allowHost?: string[];
  accounts?: Readonly<Record<string, AccountOptions>>;
  deliveries?: number;
  journalEntries?: number;
  journalAge?: string;
  scenarios?: string[];
  chaos?: Record<string, number>;
  log?: "pretty" | "json" | "quiet";
}

const DEFAULT_PORT = 2727;

/**
 * Runs the command line.
 *
 * @param args - arguments after the program's name
 * @returns the exit code: 0 clean, 1 findings, 2 usage or unreadable input; that of the program for `run`
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
    .action(async (_flags: ServeFlags, command: Command) => {
      const { flags } = await effectiveFlags<ServeFlags>(command, everyOption());
      const { serve: run } = await import("./serve.js");
      finish(await run(mockOptions(flags), flags.log ?? "pretty"));
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
      const { flags } = await effectiveFlags<ServeFlags>(self, everyOption(), environment);
      const { run: runBesideMock } = await import("./run.js");
      const options = mockOptions({ ...flags, port: flags.port ?? 0 });
      finish(await runBesideMock(options, flags.log ?? "refused", command));
    });
  for (const option of [configOption(), ...everyOption()]) run.addOption(runOption(option));
  program.addCommand(run);

  const lint = new Command("lint")
    .description("check request bodies: JSON objects, arrays of them, or JSON Lines")
    .argument("<file...>", 'files to read, "-" for standard input')
    .addOption(formatOption())
    .action(async (files: string[], _flags: object, command: Command) => {
      const { flags } = await effectiveFlags<ContractFlags & { format: "pretty" | "json" }>(
        command,
        everyOption(),
      );
      const { lint: run } = await import("./lint.js");
      finish(await run(files, mockOptions(flags), flags.format));
    });
  for (const option of [configOption(), ...contractOptions()]) lint.addOption(option);
  program.addCommand(lint);

  const config = new Command("config")
    .description("print every setting that serve would use, and where it came from")
    .addOption(formatOption())
    .action(async (_flags: object, command: Command) => {
      const settings = await effectiveFlags<ServeFlags & { format: "pretty" | "json" }>(
        command,
        everyOption(),
      );
      const { format, ...flags } = settings.flags;
      const { printConfig } = await import("./print-config.js");
      await printConfig(everyOption(), settings, { format, options: mockOptions(flags) });
    });
  for (const option of [configOption(), ...everyOption()]) config.addOption(option);
  program.addCommand(config);

  program
    .command("rules")
    .description("list the rules that the documents state in prose")
    .addOption(formatOption())
    .action(async (flags: { format: "pretty" | "json" }) => {
      const { printRules } = await import("./print-rules.js");
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
      const { readScenarios } = await import("../../start-mock.js");
      const { printScenarios } = await import("./print-scenarios.js");
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
      const { printAssets } = await import("./print-assets.js");
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
      const { printSamples } = await import("./print-samples.js");
      await printSamples(model, flags);
    });

  for (const command of program.commands) command.exitOverride().copyInheritedSettings(program);
  return program;
}

/** The options whose default differs for `run`. */
function runOption(option: Option): Option {
  if (option.long === "--port") option.description = "port to listen on (default: any free one)";
  if (option.long === "--log") option.description = "requests told on stderr (default: refused ones)";
  return option;
}

function everyOption(): Option[] {
  return [...serveOptions(), ...contractOptions()];
}

function configOption(): Option {
  return env(
    "--config <file>",
    "settings as YAML, JSON or a module (default wan-mock.config.yaml, .json or .mjs here)",
  );
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
    env("--clock <mode>", "virtual time follows real time or stands still (default running)").choices([
      "running",
      "frozen",
    ]),
    env("--now <iso>", "first instant of the virtual clock, such as 2027-01-01T00:00:00Z"),
    env("--key <key>", "accept only this API key (repeatable; any key is accepted without it)").argParser(
      collect,
    ),
    env("--seed <number>", "fix ids and jitter (default: drawn and printed)").argParser(wholeNumber),
    env("--max-body <bytes>", "largest request body (default 10000000)").argParser(wholeNumber),
    env("--balance <credits>", "credits that each API key starts with (default unlimited)").argParser(
      credits,
    ),
    env(
      "--rate-limit <calls/window>",
      "submits per API key, such as 10/s, 60/min or 1000/h (default unlimited)",
    ),
    env("--rate-limit-queries <calls/window>", "task queries per API key (default unlimited)"),
    env("--concurrency <tasks>", "live tasks per API key (default unlimited)").argParser(wholeNumber),
    env(
      "--accounts <json>",
      'what single API keys start with, such as {"sk-team-a":{"balance":100}}: rather in the file',
    ),
    env("--forward-to <url>", "send all callbacks there, such as http://localhost:3000/hooks"),
    env(
      "--callback-map <from=to>",
      "send callbacks whose address starts with FROM to TO, path and query kept (repeatable)",
    ).argParser(callbackDetour),
    env(
      "--allow-external-callbacks",
      "send callbacks to public addresses (default: nothing leaves the machine)",
    ),
    env(
      "--callback-patience <duration>",
      "real time that a silent receiver holds up moved time (default 10s)",
    ),
    env("--deliveries <number>", "newest ended callback deliveries kept (default 10000)").argParser(
      positiveNumber,
    ),
    env("--control-token <token>", "let any peer use the control side that sends it in X-Wan-Mock-Token"),
    env("--allow-host <name>", "further name of the control side beside localhost (repeatable)").argParser(
      collect,
    ),
    env("--journal-entries <number>", "newest journal entries kept (default 1000)").argParser(positiveNumber),
    env("--journal-age <duration>", "virtual time that journal entries are kept (default 7d)"),
    env(
      "--scenarios <path>",
      "scenario file, or folder of them, read again on change (repeatable)",
    ).argParser(collect),
    env(
      "--chaos <name=share>",
      "let a scenario hit by chance, such as rate-limited=0.05 (repeatable)",
    ).argParser(chaosShare),
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
    env(
      "--policy <rule=value>",
      "house rules: longest-duration=10, allowed-qualities=720p,1080p, daily-credits=500 (repeatable)",
    ).argParser(collect),
    env("--allow-local-callbacks", "accept callback addresses on this machine, with a warning"),
    env("--unknown-model <status>", "answer to an unknown model (default 404)").choices(["404", "403"]),
    env("--prompt-optional", "image-to-video and video-edit do without a prompt"),
    env("--price-list <name>", "2026-05 or 2026-10 (default 2026-05)"),
    env("--long-prompt <reading>", "what an over-long prompt does (default truncate)").choices([
      "truncate",
      "reject",
    ]),
    env(
      "--assets <prefix=folder>",
      "let files tell what URLs stand for, such as https://cdn.example.com/=./media (repeatable)",
    ).argParser(collect),
    env("--asset-failures <reading>", "what a broken media limit does (default task)").choices([
      "task",
      "request",
    ]),
  ];
}

/** An option that can also be set as `WAN_MOCK_NAME`. An empty variable is none. */
function env(flags: string, description: string): Option {
  const option = new Option(flags, description);
  option.helpGroup(helpGroup(option.name()));
  const variable = `WAN_MOCK_${option.name().replaceAll("-", "_").toUpperCase()}`;
  return process.env[variable] === "" ? option : option.env(variable);
}

function formatOption(): Option {
  return new Option("--format <format>", "how to print").choices(["pretty", "json"]).default("pretty");
}

function mockOptions(flags: ServeFlags): MockOptions {
  const { key, rule, allowHost, assets, log: _log, config: _config, ...same } = flags;
  const port = flags.port ?? DEFAULT_PORT;
  return {
    ...same,
    port,
    ...(key === undefined ? {} : { keys: key }),
    ...(allowHost === undefined ? {} : { allowHosts: allowHost }),
    ...(rule === undefined ? {} : { rules: rule }),
    ...(assets === undefined ? {} : { assets: assets.map(assetEntry) }),
  };
}

/** `PREFIX=FOLDER`: prefixes have no query, so the first `=` parts them; `%3D` is one of the prefix. */
function assetEntry(entry: string | KnownAsset | AssetFolder): KnownAsset | AssetFolder {
  if (typeof entry !== "string") return entry;
  const at = entry.indexOf("=");
  if (at > 0 && at < entry.length - 1) return { prefix: entry.slice(0, at), folder: entry.slice(at + 1) };
  throw new KitError(
    "INVALID_OPTION",
    `--assets is "${entry}": write it as https://cdn.example.com/=./media, a prefix of URLs and a folder`,
  );
}

function collect(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value];
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError("It must be a whole number from 0.");
  return Number(text);
}

function positiveNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("It must be a whole number from 1.");
  return Number(text);
}

function credits(text: string): number {
  if (!/^\d{1,10}(?:\.\d{1,6})?$/.test(text))
    throw new InvalidArgumentError("It must be credits such as 100 or 12.5.");
  return Number(text);
}

/** `FROM=TO`: addresses may hold `=` themselves, so the detour starts at the last `=http`. */
function callbackDetour(text: string, before: Record<string, string> | undefined): Record<string, string> {
  const detours: Record<string, string> = { ...before };
  for (const part of text.split(/,(?=https?:)/)) {
    const at = Math.max(part.lastIndexOf("=http://"), part.lastIndexOf("=https://"));
    const from = part.slice(0, Math.max(at, 0));
    if (!URL.canParse(from)) {
      throw new InvalidArgumentError("Write it as https://app.example.com=http://localhost:3000.");
    }
    detours[from] = part.slice(at + 1);
  }
  return detours;
}

function portNumber(text: string): number {
  const port = wholeNumber(text);
  if (port > 65_535) throw new InvalidArgumentError("It must be a whole number from 0 to 65535.");
  return port;
}

function chaosShare(text: string, before: Record<string, number> | undefined): Record<string, number> {
  const shares: Record<string, number> = { ...before };
  for (const part of text.split(",")) {
    const [, name, share] = /^\s*([^=\s]+)=(\d{1,3}(?:\.\d{1,12})?|\.\d{1,12})\s*$/.exec(part) ?? [];
    if (name === undefined || share === undefined || Number(share) > 1) {
      throw new InvalidArgumentError("Write it as NAME=0.05, with a probability from 0 to 1.");
    }
    shares[name] = Number(share);
  }
  return shares;
}

function ruleSetting(
  text: string,
  before: Record<string, RuleSetting> | undefined,
): Record<string, RuleSetting> {
  const settings: Record<string, RuleSetting> = { ...before };
  for (const part of text.split(",")) {
    const [, id, severity] = /^\s*([^=]+)=(error|warn|off)\s*$/.exec(part) ?? [];
    if (id === undefined || severity === undefined) {
      throw new InvalidArgumentError("Write it as RULE=error, RULE=warn or RULE=off.");
    }
    settings[id] = severity as RuleSetting;
  }
  return settings;
}
