import { isAbsolute, resolve } from "node:path";
import type { Command } from "commander";
import { invalidOption } from "../../errors/kit-error.js";
import type { MockConfig } from "../../options/mock-options.js";
import { optionTable } from "../../options/option-table.js";
import type { Terminal } from "../terminal/terminal.js";
import { readConfigFile } from "./config-file.js";
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
    if (source === "cli") set(option.key, given, { from: "flag", name: option.long ?? name });
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
  return { values: values as MockConfig, origins };
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (optionTable.port.value.fault(port) === undefined) return port;
  throw invalidOption(`PORT is "${text}": it must be a whole number from 0 to 65535`);
}
