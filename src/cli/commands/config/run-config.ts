import { composeMock } from "../../../compose/compose-mock.js";
import { jsonText } from "../../reports/print-catalogue.js";
import { tableText } from "../../reports/table.js";
import type { Settings } from "../../settings/read-settings.js";
import { safeSetting, settingText } from "../../settings/shown-setting.js";
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
    value: safeSetting(key, values[key] ?? standard ?? defaultText),
    origin: origins.get(key) ?? ({ from: "default" } as const),
  }));
  if (format === "json") {
    return jsonText(Object.fromEntries(rows.map(({ key, value, origin }) => [key, { value, ...origin }])));
  }
  const texts = rows.map(({ key, value, origin }) => {
    const isDefault = origin.from === "default";
    const source = isDefault ? colours.dim("default") : `${origin.from} ${origin.name}`;
    return [colours.cyan(key), isDefault ? settingText(value) : colours.bold(settingText(value)), source];
  });
  return tableText(texts, screen, { flexible: 1, widest: 60 });
}
