import { composeMock } from "../../../compose/compose-mock.js";
import { keyLabel } from "../../../options/read-accounts.js";
import { jsonText } from "../../reports/print-catalogue.js";
import { tableText } from "../../reports/table.js";
import type { Settings } from "../../settings/read-settings.js";
import { optionEntries } from "../../settings/table-option.js";
import { hooksOf, type Screen, screenOf, type Terminal } from "../../terminal/terminal.js";

/**
 * Prints every setting with its value and where it came from, then tries them; keys and tokens stay unseen.
 *
 * @throws {KitError} for a setting that serve would refuse
 */
export async function runConfig(
  terminal: Terminal,
  settings: Settings,
  format: "pretty" | "json",
): Promise<void> {
  terminal.stdout.write(textOf(settings, format, screenOf(terminal.stdout, terminal)));
  const { onWarning } = hooksOf(terminal);
  const mock = await composeMock(settings.values, { onWarning, onNotice: onWarning });
  mock.release();
}

function textOf({ values, origins }: Settings, format: "pretty" | "json", screen: Screen): string {
  const { colours } = screen;
  const rows = optionEntries.map(([key, { default: standard, defaultText = null }]) => ({
    key,
    value: shownValue(key, values[key] ?? standard ?? defaultText),
    origin: origins.get(key) ?? ({ from: "default" } as const),
  }));
  if (format === "json") {
    return jsonText(Object.fromEntries(rows.map(({ key, value, origin }) => [key, { value, ...origin }])));
  }
  const texts = rows.map(({ key, value, origin }) => {
    const isDefault = origin.from === "default";
    const source = isDefault ? colours.dim("default") : `${origin.from} ${origin.name}`;
    return [colours.cyan(key), isDefault ? valueText(value) : colours.bold(valueText(value)), source];
  });
  return tableText(texts, screen, { flexible: 1, widest: 60 });
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
