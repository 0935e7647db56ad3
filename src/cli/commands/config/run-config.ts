import type { Option } from "commander";
import configSchema from "../../../../schemas/config.schema.json" with { type: "json" };
import { composeMock } from "../../../compose/start-mock.js";
import { keyLabel } from "../../../options/key-label.js";
import type { MockOptions } from "../../../options/mock-options.js";
import { type EffectiveFlags, keyOf, type Origin } from "../../settings/effective-flags.js";
import { hooksOf, type Terminal } from "../../terminal/terminal.js";

/**
 * Prints every setting with its value and where it came from, then tries them; keys and tokens stay unseen.
 *
 * @param how.options - the same settings as serve would take them
 * @throws {KitError} for a setting that serve would refuse
 */
export async function runConfig(
  terminal: Terminal,
  options: readonly Option[],
  settings: EffectiveFlags<object>,
  how: { readonly format: "pretty" | "json"; readonly options: MockOptions },
): Promise<void> {
  terminal.stdout.write(textOf(options, settings, how.format));
  const { onWarning } = hooksOf(terminal);
  const mock = await composeMock(how.options, { onWarning, onNotice: onWarning });
  mock.release();
}

function textOf(
  options: readonly Option[],
  settings: EffectiveFlags<object>,
  format: "pretty" | "json",
): string {
  const flags = settings.flags as Readonly<Record<string, unknown>>;
  const { origins } = settings;
  const rows = options.map((option) => {
    const key = keyOf(option);
    const origin = origins.get(key) ?? { from: "default" as const };
    return { key, value: shownValue(key, flags[option.attributeName()] ?? standard(option)), origin };
  });
  if (format === "json") {
    const all = Object.fromEntries(rows.map(({ key, value, origin }) => [key, { value, ...origin }]));
    return `${JSON.stringify(all, null, 2)}\n`;
  }
  const texts = rows.map(({ key, value, origin }) => [key, valueText(value), sourceOf(origin)] as const);
  const width = (column: 0 | 1) => Math.min(60, Math.max(...texts.map((row) => row[column].length)));
  return texts
    .map(([key, value, source]) => `${key.padEnd(width(0))}  ${value.padEnd(width(1))}  ${source}\n`)
    .join("");
}

const schemas: Readonly<Record<string, { readonly description: string; readonly default?: unknown }>> =
  configSchema.properties;

/** The default that the schema states; what the help says where there is none but a word, such as "unlimited". */
function standard(option: Option): unknown {
  const stated = schemas[keyOf(option)]?.default;
  if (stated !== undefined) return stated;
  return /\(default (?:is )?([^():]+)\)/.exec(option.description)?.[1] ?? null;
}

function shownValue(key: string, value: unknown): unknown {
  if (key === "controlToken" && value !== null) return "(set)";
  if (key === "keys" && Array.isArray(value)) {
    return value.map((item) => keyLabel(String(item)));
  }
  if (key === "accounts" && typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, account]) => [keyLabel(name), account]));
  }
  return value;
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return "-";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function sourceOf(origin: Origin): string {
  return origin.from === "default" ? "default" : `${origin.from} ${origin.name}`;
}
