import { composeMock } from "../../../compose/compose-mock.js";
import { type MockOptions, withDefaults } from "../../../options/mock-options.js";
import { optionTable } from "../../../options/option-table.js";
import { liveSettingsOf } from "../../../options/read-live.js";
import { statePlaceOf, workersOf } from "../../../options/read-state.js";
import { jsonText } from "../../reports/print-catalogue.js";
import { tableText } from "../../reports/table.js";
import type { Settings } from "../../settings/read-settings.js";
import { safeSetting, settingText } from "../../settings/shown-setting.js";
import { type OptionKey, optionEntries } from "../../settings/table-option.js";
import { hooksOf, type Screen, screenOf, type Terminal } from "../../terminal/terminal.js";

/**
 * Prints every setting with its value and where it came from, then tries them; keys and tokens stay unseen.
 *
 * @throws {KitError} for a setting that serve, or proxy, would refuse
 */
export async function runConfig(
  terminal: Terminal,
  settings: Settings,
  format: "pretty" | "json",
): Promise<void> {
  terminal.stdout.write(textOf(settings, format, screenOf(terminal.stdout, terminal)));
  const { onWarning } = hooksOf(terminal);
  const ofMock = optionEntries.filter(([, { scope }]) => scope !== "proxy").map(([key]) => key);
  const { values } = settings;
  const served: MockOptions = Object.fromEntries(
    Object.entries(values).filter(([key]) => ofMock.includes(key as OptionKey)),
  );
  statePlaceOf(served);
  workersOf(values);
  // The state is left alone: a mock that runs may have it.
  const { data: _data, store: _store, ...tried } = served;
  const mock = await composeMock(tried, { onWarning, onNotice: onWarning });
  await mock.release();
  tryProxy(values);
}

/** Reads what is set for `proxy`, and opens nothing. */
function tryProxy(values: Settings["values"]): void {
  for (const [key, { scope, value: kind }] of optionEntries)
    if (scope === "proxy" && values[key] !== undefined) kind.read?.(values[key]);
  const { upstream, port = optionTable.port.default } = values;
  if (upstream !== undefined) liveSettingsOf({ ...withDefaults(values), upstream, port });
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
