import { isAbsolute, resolve } from "node:path";
import { type Command, InvalidArgumentError, type Option } from "commander";
import { closest } from "fastest-levenshtein";
import { KitError } from "../../contract/kit-error.js";
import type { KnownAsset } from "../../ports/asset-source.js";
import { readKnownAssets } from "../../read-known-assets.js";
import { type ConfigFile, readConfigFile } from "./config-file.js";

/** Where a setting came from; a setting that nobody made is at its default. */
export type Origin =
  | { readonly from: "flag" | "environment" | "file"; readonly name: string }
  | { readonly from: "default" };

/** Settings after all sources were joined: a flag wins over the environment, that over the file. */
export interface EffectiveFlags<Flags> {
  readonly flags: Flags;
  readonly origins: ReadonlyMap<string, Origin>;
}

/** Keys whose plural reads better in a file, by the name their flag gives them. */
const fileKeys: Readonly<Record<string, string>> = { key: "keys", rule: "rules", allowHost: "allowHosts" };

/** Settings that are paths; in a file they start at its folder. */
const PATHS: ReadonlySet<string> = new Set(["spec", "scenarios", "assets"]);

/** What only a file can hold: a list of objects. */
export const LISTED = "assets";

/** The key of an option in a file and in `wan-mock config`. */
export function keyOf(option: Option): string {
  const name = option.attributeName();
  return fileKeys[name] ?? name;
}

/**
 * Joins what the command line, the environment and the configuration file say.
 *
 * @param known - every option that a file may set; those the command does not have are checked and left out
 * @throws {KitError} `INVALID_OPTION`, with the file and the key; `INPUT_UNREADABLE`
 */
export async function effectiveFlags<Flags>(
  command: Command,
  known: readonly Option[],
  environment: NodeJS.ProcessEnv = process.env,
  folder = process.cwd(),
): Promise<EffectiveFlags<Flags>> {
  const origins = new Map<string, Origin>();
  for (const option of command.options) {
    const name = option.attributeName();
    const source = command.getOptionValueSource(name);
    if (source === "cli") origins.set(keyOf(option), { from: "flag", name: option.long ?? name });
    if (source === "env") {
      refineEnvironment(command, option, environment);
      origins.set(keyOf(option), { from: "environment", name: option.envVar ?? "" });
    }
  }
  takePort(command, environment, origins);
  let listed: readonly KnownAsset[] | undefined;
  const file = await readConfigFile(command.getOptionValue("config") as string | undefined, folder);
  if (file !== undefined) {
    const options = new Map(known.map((option) => [keyOf(option), option]));
    for (const [key, value] of Object.entries(file.values)) {
      if (key === LISTED) {
        listed = listedAssets(file, value);
        origins.set(key, { from: "file", name: file.name });
        continue;
      }
      const option = options.get(key);
      if (option === undefined) throw unknownKey(file, key, [...options.keys(), LISTED]);
      const parsed = parseFileValue(file, key, option, value);
      if (origins.has(key) || !command.options.some((own) => own.long === option.long)) continue;
      command.setOptionValueWithSource(option.attributeName(), parsed, "config");
      origins.set(key, { from: "file", name: file.name });
    }
  }
  for (const option of command.options) {
    if (!origins.has(keyOf(option))) origins.set(keyOf(option), { from: "default" });
  }
  const flags = listed === undefined ? command.opts() : { ...command.opts(), [LISTED]: listed };
  return { flags: flags as Flags, origins };
}

/** `WAN_MOCK_STRICT=0` means no, and a list has commas between its items. */
function refineEnvironment(command: Command, option: Option, environment: NodeJS.ProcessEnv): void {
  const name = option.attributeName();
  const variable = option.envVar ?? "";
  const text = (environment[variable] ?? "").trim();
  if (option.isBoolean()) {
    if (!/^(?:|0|1|true|false|yes|no|on|off)$/i.test(text)) {
      throw new KitError("INVALID_OPTION", `${variable} is "${text}": it must be 1 or 0`);
    }
    command.setOptionValueWithSource(name, !/^(?:|0|false|no|off)$/i.test(text), "env");
  } else if (Array.isArray(command.getOptionValue(name))) {
    const items = text.split(",").map((item) => item.trim());
    command.setOptionValueWithSource(
      name,
      items.filter((item) => item !== ""),
      "env",
    );
  }
}

/** `PORT` is what hosting tools set; `WAN_MOCK_PORT` and the flag win over it. */
function takePort(command: Command, environment: NodeJS.ProcessEnv, origins: Map<string, Origin>): void {
  const option = command.options.find(({ long }) => long === "--port");
  const port = environment["PORT"];
  if (option === undefined || origins.has("port") || port === undefined || port === "") return;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new KitError("INVALID_OPTION", `PORT is "${port}": it must be a whole number from 0 to 65535`);
  }
  command.setOptionValueWithSource("port", Number(port), "env");
  origins.set("port", { from: "environment", name: "PORT" });
}

/** A value of a file, read by the parser of its flag: one schema for both. */
function parseFileValue(file: ConfigFile, key: string, option: Option, value: unknown): unknown {
  const fail = (sentence: string) => new KitError("INVALID_OPTION", `${file.name}: ${key}: ${sentence}`);
  if (option.isBoolean()) {
    if (typeof value !== "boolean") throw fail("It must be true or false.");
    return value;
  }
  const { parseArg } = option;
  const isScalar = typeof value === "string" || typeof value === "number";
  if (parseArg === undefined) {
    if (!isScalar) throw fail("It must be a text.");
    return PATHS.has(key) ? inFolder(file, String(value)) : value;
  }
  const texts = isScalar ? [String(value)] : itemsOf(value);
  if (texts === undefined) throw fail("It has no value that can be read.");
  try {
    let parsed: unknown = Array.isArray(value) ? [] : undefined;
    for (const text of texts) parsed = parseArg(PATHS.has(key) ? inFolder(file, text) : text, parsed);
    if (!isScalar && (typeof parsed !== "object" || Array.isArray(parsed) !== Array.isArray(value))) {
      throw fail("It takes one value.");
    }
    return parsed;
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw fail(error.message);
    throw error;
  }
}

/** The items of a list, or the members of an object as their flag would name them. */
function itemsOf(value: unknown): string[] | undefined {
  if (Array.isArray(value)) return value.every((item) => typeof item === "string") ? value : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).map(([name, item]) => `${name}=${String(item)}`);
}

/** The list of known assets in a file. */
function listedAssets(file: ConfigFile, value: unknown): readonly KnownAsset[] {
  try {
    return readKnownAssets(value);
  } catch (error) {
    if (!(error instanceof KitError)) throw error;
    throw new KitError(error.code, `${file.name}: ${error.message}`, { cause: error });
  }
}

function inFolder(file: ConfigFile, path: string): string {
  return isAbsolute(path) ? path : resolve(file.folder, path);
}

function unknownKey(file: ConfigFile, key: string, known: readonly string[]): KitError {
  return new KitError(
    "INVALID_OPTION",
    `${file.name}: ${key.slice(0, 60)} is no setting: did you mean ${closest(key, known)}?`,
  );
}
