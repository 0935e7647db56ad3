import { InvalidArgumentError, type Option } from "commander";
import { type Option as OptionEntry, TextFault } from "../../options/option.js";
import { optionTable } from "../../options/option-table.js";
import { VariableOption } from "./variable-option.js";

export type OptionKey = keyof typeof optionTable;

/** The options by their keys in a configuration file. */
export const optionEntries = Object.entries(optionTable) as readonly (readonly [
  OptionKey,
  OptionEntry<unknown>,
])[];

export class TableOption extends VariableOption {
  readonly key: OptionKey;
  readonly entry: OptionEntry<unknown>;

  constructor(key: OptionKey, entry: OptionEntry<unknown>, description = descriptionOf(entry)) {
    super(entry.flag, description, variableOf(entry));
    this.key = key;
    this.entry = entry;
    const { value: kind } = entry;
    if (kind.choices !== undefined) this.choices(kind.choices);
    else if (this.required) {
      this.argParser((text, before: unknown) => readText(() => kind.fromText(text, before)));
    }
  }

  override fromVariable(text: string): unknown {
    const { value: kind } = this.entry;
    if (kind.fromVariable === undefined) return super.fromVariable(text);
    return readText(() => kind.fromVariable?.(text.trim()));
  }
}

/**
 * The options of the table that a command has, `--config` first.
 *
 * @param descriptions - those that differ from the table's
 */
export function tableOptions(
  has: (key: OptionKey, entry: OptionEntry<unknown>) => boolean,
  descriptions: Partial<Record<OptionKey, string>> = {},
): Option[] {
  const options: Option[] = [
    new VariableOption(
      "--config <file>",
      "settings as YAML, JSON or a module (default wan-mock.config.yaml, .json or .mjs here)",
      "WAN_MOCK_CONFIG",
    ),
  ];
  let heading = "";
  for (const [key, entry] of optionEntries) {
    heading = entry.heading ?? heading;
    if (has(key, entry)) options.push(new TableOption(key, entry, descriptions[key]).helpGroup(heading));
  }
  return options;
}

/** `WAN_MOCK_MAX_BODY` for `--max-body`. */
function variableOf({ flag }: OptionEntry<unknown>): string {
  const [name = ""] = flag.slice(2).split(" ");
  return `WAN_MOCK_${name.replaceAll("-", "_").toUpperCase()}`;
}

/** The default as people read it, where there is one to tell. */
function descriptionOf({
  value,
  summary,
  note,
  default: standard,
  defaultText,
}: OptionEntry<unknown>): string {
  const shown = typeof standard === "boolean" ? undefined : (standard ?? defaultText);
  const notes = [
    value.isRepeatable === true ? "repeatable" : undefined,
    shown === undefined ? undefined : `default ${typeof shown === "string" ? shown : JSON.stringify(shown)}`,
    note,
  ].filter((part) => part !== undefined);
  return notes.length === 0 ? summary : `${summary} (${notes.join("; ")})`;
}

/** commander completes the sentence about a text with the name of the flag. */
export function readText<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw error instanceof TextFault ? new InvalidArgumentError(error.message) : error;
  }
}
