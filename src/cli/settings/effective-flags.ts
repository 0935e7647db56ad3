import { isAbsolute, resolve } from "node:path";
import { type Command, InvalidArgumentError, type Option } from "commander";
import { KitError } from "../../errors/kit-error.js";
import type { Terminal } from "../terminal/terminal.js";
import type { ConfigFile } from "./config-fault.js";
import { readConfigFile } from "./config-file.js";
import { VariableOption } from "./variable-option.js";

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
const fileKeys: Readonly<Record<string, string>> = {
  key: "keys",
  rule: "rules",
  price: "prices",
  allowHost: "allowHosts",
};

/** Settings that are paths; in a file they start at its folder. */
const PATHS: ReadonlySet<string> = new Set(["spec", "scenarios", "coverage"]);

/** Settings that a file writes out member by member: what the schema has passed is the value itself. */
const WRITTEN_OUT: ReadonlySet<string> = new Set(["policy", "accounts"]);

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
  { env: environment, cwd: folder }: Pick<Terminal, "env" | "cwd">,
): Promise<EffectiveFlags<Flags>> {
  const origins = new Map<string, Origin>();
  for (const option of command.options) {
    const name = option.attributeName();
    const source = command.getOptionValueSource(name);
    if (source === "cli") origins.set(keyOf(option), { from: "flag", name: option.long ?? name });
    if (source === "env") {
      refineEnvironment(command, option, environment);
      origins.set(keyOf(option), { from: "environment", name: variableOf(option) });
    }
  }
  takePort(command, environment, origins);
  await readWrittenOut(command, origins);
  const file = await readConfigFile(command.getOptionValue("config") as string | undefined, folder);
  if (file !== undefined) {
    // Ajv costs as much as a small server: nobody without a file pays for it.
    const { checkConfig } = await import("./lazy-settings.js");
    await checkConfig(file);
    const options = new Map(known.map((option) => [keyOf(option), option]));
    for (const [key, value] of Object.entries(file.values)) {
      const option = options.get(key);
      if (option === undefined || value === undefined) continue;
      const parsed = await parseFileValue(file, key, option, value);
      if (origins.has(key) || !command.options.some((own) => own.long === option.long)) continue;
      command.setOptionValueWithSource(option.attributeName(), parsed, "config");
      origins.set(key, { from: "file", name: file.name });
    }
  }
  for (const option of command.options) {
    if (!origins.has(keyOf(option))) origins.set(keyOf(option), { from: "default" });
  }
  return { flags: command.opts() as Flags, origins };
}

const variableOf = (option: Option): string => (option instanceof VariableOption ? option.variable : "");

/** `WAN_MOCK_STRICT=0` means no, and a list has commas between its items. */
function refineEnvironment(command: Command, option: Option, environment: NodeJS.ProcessEnv): void {
  const name = option.attributeName();
  const variable = variableOf(option);
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

/** Flags that hold more than a word are read when there is one: nobody else pays for what reads them. */
async function readWrittenOut(command: Command, origins: ReadonlyMap<string, Origin>): Promise<void> {
  for (const key of WRITTEN_OUT) {
    if (!origins.has(key)) continue;
    const { accountsOfFlag, policyOfFlags } = await import("./lazy-settings.js");
    const given: unknown = command.getOptionValue(key);
    const read = key === "policy" ? policyOfFlags(given as string[]) : accountsOfFlag(given as string);
    command.setOptionValueWithSource(key, read, command.getOptionValueSource(key) ?? "cli");
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

/** A value that has passed the schema, as its flag would give it. */
async function parseFileValue(
  file: ConfigFile,
  key: string,
  option: Option,
  value: unknown,
): Promise<unknown> {
  const { parseArg } = option;
  if (key === "assets") {
    const { assetsOfFile } = await import("./lazy-settings.js");
    return assetsOfFile(value as readonly unknown[], file.folder);
  }
  if (option.isBoolean() || key === "prices" || WRITTEN_OUT.has(key)) return value;
  if (parseArg === undefined) return PATHS.has(key) ? inFolder(file, String(value)) : value;
  try {
    let parsed: unknown = Array.isArray(value) ? [] : undefined;
    for (const text of textsOf(value)) {
      parsed = parseArg(PATHS.has(key) ? inFolder(file, text) : text, parsed);
    }
    return parsed;
  } catch (error) {
    if (error instanceof InvalidArgumentError) {
      const { configFault } = await import("./lazy-settings.js");
      throw await configFault(file, [key], (shown) => `${shown}: ${error.message}`);
    }
    throw error;
  }
}

/** A value, the items of a list, or the members of an object, as their flag would name them. */
function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  if (typeof value !== "object" || value === null) return [String(value)];
  return Object.entries(value).map(([name, item]) => `${name}=${String(item)}`);
}

function inFolder(file: ConfigFile, path: string): string {
  return isAbsolute(path) ? path : resolve(file.folder, path);
}
