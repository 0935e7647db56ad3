import { InvalidArgumentError, Option } from "commander";
import type { RuleSetting } from "../../contract/finding.js";
import type { ModelPrice } from "../../contract/model-price.js";
import { helpGroup } from "./help-group.js";
import { VariableOption } from "./variable-option.js";

/** Where `serve` listens unless told otherwise. */
export const DEFAULT_PORT = 2727;

/** Every option that a configuration file may set. */
export function everyOption(): Option[] {
  return [...serveOptions(), ...contractOptions()];
}

/** The options of `run`. */
export function runOptions(): Option[] {
  return [
    ...everyOption(),
    env("--network <mode>", "calls to other hosts pass or are stopped (default open)").choices([
      "open",
      "closed",
    ]),
  ];
}

/** `--config`. */
export function configOption(): Option {
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
    env("--max-body <bytes>", "largest request body, up to 32000000 (default 10000000)").argParser(
      wholeNumber,
    ),
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
    env("--tasks <number>", "tasks kept before the oldest settled ones make room (default 100000)").argParser(
      positiveNumber,
    ),
    env("--journal-entries <number>", "newest journal entries kept (default 1000)").argParser(positiveNumber),
    env("--journal-age <duration>", "virtual time that journal entries are kept (default 7d)"),
    env("--coverage <folder>", "write there what was exercised of the contract, for wan-mock coverage"),
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

/** Options that choose the contract. */
export function contractOptions(): Option[] {
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
    env(
      "--price <model=credits>",
      "credits a second of a model that the price list does not have (repeatable)",
    ).argParser(modelPrice),
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

/** An option that can also be set as `WAN_MOCK_NAME`. */
function env(flags: string, description: string): Option {
  const name = new Option(flags).name();
  const option = new VariableOption(
    flags,
    description,
    `WAN_MOCK_${name.replaceAll("-", "_").toUpperCase()}`,
  );
  return option.helpGroup(helpGroup(name));
}

/** `--format` of commands that print for people and programs. */
export function formatOption(): Option {
  return new Option("--format <format>", "how to print").choices(["pretty", "json"]).default("pretty");
}

function collect(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value];
}

/** @throws {InvalidArgumentError} for a text that is no whole number from 0 */
export function wholeNumber(text: string): number {
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

function modelPrice(
  text: string,
  before: Record<string, ModelPrice> | undefined,
): Record<string, ModelPrice> {
  const prices: Record<string, ModelPrice> = { ...before };
  for (const part of text.split(",")) {
    const [, model, perSecond] = /^\s*([^=\s]+)=(\d{1,6}(?:\.\d{1,6})?)\s*$/.exec(part) ?? [];
    if (model === undefined || perSecond === undefined) {
      throw new InvalidArgumentError("Write it as MODEL=5.44, with credits for a second of the result.");
    }
    prices[model] = { creditsPerSecond: Number(perSecond) };
  }
  return prices;
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
