import { access } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { invalidOption, KitError } from "../../errors/kit-error.js";
import { readTextFile, requireReadable } from "../../files/read-file.js";
import { isJsonObject } from "../../text/is-json-object.js";
import { parseStrictJson } from "../../text/strict-json.js";
import type { ConfigFile } from "./check-config.js";

/** Names looked for where no `--config` is given. */
const STANDARD_NAMES = ["wan-mock.config.yaml", "wan-mock.config.json", "wan-mock.config.mjs"];

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
  const path = named === undefined ? await standardFile(folder) : resolve(folder, named);
  if (path === undefined) return undefined;
  const name = named ?? basename(path);
  const { values, text } = await read(path, name);
  if (!isJsonObject(values)) {
    throw invalidOption(`${name} holds no settings: it must be an object such as {"port": 2727}`);
  }
  return {
    name,
    folder: dirname(path),
    values,
    ...(text === undefined ? {} : { text }),
  };
}

async function standardFile(folder: string): Promise<string | undefined> {
  const found: string[] = [];
  for (const name of STANDARD_NAMES) {
    const exists = await access(resolve(folder, name)).then(
      () => true,
      () => false,
    );
    if (exists) found.push(name);
  }
  const [first, second] = found;
  if (second !== undefined) {
    throw invalidOption(`both ${first ?? ""} and ${second} lie here: keep one, or name it with --config`);
  }
  return first === undefined ? undefined : resolve(folder, first);
}

async function read(path: string, name: string): Promise<{ values: unknown; text?: string }> {
  const use = { name, what: "a configuration", most: 10_000_000 };
  try {
    if (/\.m?js$/.test(path)) {
      requireReadable(path, use);
      const module = (await import(pathToFileURL(path).href)) as { default?: unknown };
      return { values: module.default };
    }
    const text = readTextFile(path, { ...use, pipes: true });
    return { values: await (path.endsWith(".json") ? jsonOf(text) : yamlOf(text)), text };
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

async function yamlOf(text: string): Promise<unknown> {
  const { parseStrictYaml } = await import("./check-config.js");
  return parseStrictYaml(text);
}
