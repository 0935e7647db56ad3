import { existsSync } from "node:fs";
import { basename, dirname, isAbsolute, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Command } from "commander";
import { invalidOption, KitError } from "../../errors/kit-error.js";
import { readTextFile, requireReadable } from "../../files/read-file.js";
import type { MockConfig } from "../../options/mock-options.js";
import { optionTable } from "../../options/option-table.js";
import { isJsonObject } from "../../text/is-json-object.js";
import { parseStrictJson } from "../../text/strict-json.js";
import type { Terminal } from "../terminal/terminal.js";
import type { ConfigFile } from "./check-config.js";
import { type OptionKey, TableOption } from "./table-option.js";

export interface Origin {
  readonly from: "flag" | "environment" | "file";
  readonly name: string;
}

/** Settings after all sources were joined: a flag wins over the environment, that over the file. */
export interface Settings {
  readonly values: MockConfig;
  /** A setting that is not among them is at its default. */
  readonly origins: ReadonlyMap<string, Origin>;
  /** The configuration file, where there is one. */
  readonly file?: { readonly name: string; readonly path: string };
}

/**
 * Joins what the command line, the environment and the configuration file say. All of a file is checked, and what the
 * command has no use for left out.
 *
 * @param port - what `PORT` says, which hosting tools set; `WAN_MOCK_PORT` and the flag win over it
 * @throws {KitError} `INVALID_OPTION`, with the file and the key; `INPUT_UNREADABLE`
 */
export async function readSettings(
  command: Command,
  { env, cwd }: Pick<Terminal, "env" | "cwd">,
  port = env["PORT"] ?? "",
): Promise<Settings> {
  const origins = new Map<string, Origin>();
  const values: Partial<Record<OptionKey, unknown>> = {};
  const set = (key: OptionKey, value: unknown, origin: Origin) => {
    if (origins.has(key)) return;
    values[key] = value;
    origins.set(key, origin);
  };
  const options = command.options.filter((option) => option instanceof TableOption);
  for (const option of options) {
    const name = option.attributeName();
    const source = command.getOptionValueSource(name);
    const given: unknown = command.getOptionValue(name);
    const flag = given === false ? `--no-${name}` : (option.long ?? name);
    if (source === "cli") set(option.key, given, { from: "flag", name: flag });
    if (source === "env") set(option.key, given, { from: "environment", name: option.variable });
  }
  if (port !== "" && options.some(({ key }) => key === "port") && !origins.has("port")) {
    set("port", portOf(port), { from: "environment", name: "PORT" });
  }
  const file = await readConfigFile(command.getOptionValue("config") as string | undefined, cwd);
  if (file !== undefined) {
    // Ajv costs as much as a small server: nobody without a file pays for it.
    const { checkConfig } = await import("./check-config.js");
    await checkConfig(file);
    const inFolder = (path: string) => (isAbsolute(path) ? path : resolve(file.folder, path));
    for (const { key, entry } of options) {
      const value = file.values[key];
      if (value === undefined) continue;
      set(key, entry.value.fromFile?.(value, inFolder) ?? value, { from: "file", name: file.name });
    }
  }
  const { name, path } = file ?? {};
  return {
    values: values as MockConfig,
    origins,
    ...(name === undefined || path === undefined ? {} : { file: { name, path } }),
  };
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (optionTable.port.value.fault(port) === undefined) return port;
  throw invalidOption(`PORT is "${text}": it must be a whole number from 0 to 65535`);
}

/** Paths at which a configuration file is looked for: the one named, else the standard ones. */
export function configPaths(named: string | undefined, folder: string): readonly string[] {
  return (named === undefined ? STANDARD_NAMES : [named]).map((name) => resolve(folder, name));
}

/** Names looked for where no `--config` is given. */
const STANDARD_NAMES = ["wan-mock.config.yaml", "wan-mock.config.json", "wan-mock.config.mjs"];

/** Endings that others give such a file, and what to do about one: it would be passed over without a word. */
const OTHER_ENDINGS: Readonly<Record<string, string>> = {
  ...{
    yml: "rename it to wan-mock.config.yaml",
    jsonc: "rename it to wan-mock.config.yaml, which may have comments",
  },
  ...{ json5: "write it as wan-mock.config.yaml", toml: "write it as wan-mock.config.yaml" },
  ...{ js: "rename it to wan-mock.config.mjs", cjs: "write it as a module, wan-mock.config.mjs" },
  ...{ ts: "write it as wan-mock.config.mjs", mts: "write it as wan-mock.config.mjs" },
};

/**
 * Reads the configuration file: the one named, else the one that lies in the folder.
 *
 * @returns `undefined` when none is named and none lies there
 * @throws {KitError} `INPUT_UNREADABLE` for a missing or broken file, `INVALID_OPTION` for one that holds no settings
 */
export async function readConfigFile(
  named: string | undefined,
  folder: string,
): Promise<ConfigFile | undefined> {
  const path = named === undefined ? standardFile(folder) : resolve(folder, named);
  if (path === undefined) return undefined;
  const name = named ?? basename(path);
  const { values, ...text } = await read(path, name);
  if (isJsonObject(values)) return { name, path, folder: dirname(path), values, ...text };
  throw invalidOption(`${name} holds no settings: it must be an object such as {"port": 2727}`);
}

function standardFile(folder: string): string | undefined {
  const [first, second] = STANDARD_NAMES.filter((name) => existsSync(resolve(folder, name)));
  if (second !== undefined) {
    throw invalidOption(`both ${first} and ${second} lie here: keep one, or name it with --config`);
  }
  for (const [ending, advice] of Object.entries(OTHER_ENDINGS)) {
    const name = `wan-mock.config.${ending}`;
    if (existsSync(resolve(folder, name)))
      throw invalidOption(`${name} lies here and is not read: ${advice}`);
  }
  return first === undefined ? undefined : resolve(folder, first);
}

async function read(path: string, name: string): Promise<{ values: unknown; text?: string }> {
  const use = { name, what: "a configuration", most: 10_000_000 };
  try {
    if (/\.m?js$/.test(path)) {
      const { mtimeMs } = requireReadable(path, use);
      // Node keeps a module by its address: another one for each version of the file.
      const address = `${pathToFileURL(path).href}?${mtimeMs}`;
      const module = (await import(address)) as { default?: unknown };
      return { values: module.default };
    }
    const text = readTextFile(path, { ...use, pipes: true });
    if (path.endsWith(".json")) return { values: jsonOf(text), text };
    const { parseStrictYaml } = await import("./check-config.js");
    return { values: parseStrictYaml(text), text };
  } catch (error) {
    if (error instanceof KitError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new KitError("INPUT_UNREADABLE", `${name} cannot be read: ${reason.trimEnd()}`, { cause: error });
  }
}

function jsonOf(text: string): unknown {
  const read = parseStrictJson(text);
  if ("value" in read) return read.value;
  throw new Error(`${read.problem} at line ${read.line}, column ${read.column}`);
}
