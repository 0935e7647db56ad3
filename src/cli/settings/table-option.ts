import { type Command, Help, InvalidArgumentError, Option } from "commander";
import { closeNames } from "../../errors/close-names.js";
import { type Option as OptionEntry, TextFault } from "../../options/option.js";
import { optionTable } from "../../options/option-table.js";

/**
 * An option that a variable of the environment may set as well. Not `Option.env()`: commander looks into the environment
 * of the process, whatever the terminal.
 */
export class VariableOption extends Option {
  /** @param variable - its name, such as `WAN_MOCK_PORT`; empty there, it is as good as not set */
  constructor(
    flags: string,
    description: string,
    readonly variable: string,
  ) {
    super(flags, description);
  }

  /** @throws {InvalidArgumentError} */
  fromVariable(text: string): unknown {
    return this.parseArg === undefined ? text : this.parseArg<unknown>(text, undefined);
  }
}

/** Names the variable of an option in the help, as commander does. */
export function describeOption(this: Help, option: Option): string {
  const shown =
    option instanceof VariableOption
      ? Object.assign(Object.create(option) as Option, { envVar: option.variable })
      : option;
  return Help.prototype.optionDescription.call(this, shown);
}

/** Sets the options that no flag has set and the environment has. */
export function readVariables(command: Command, environment: NodeJS.ProcessEnv): void {
  for (const option of command.options) {
    if (!(option instanceof VariableOption)) continue;
    const name = option.attributeName();
    const text = environment[option.variable] ?? "";
    if (text === "" || command.getOptionValueSource(name) === "cli") continue;
    command.setOptionValueWithSource(name, valueOf(command, option, text), "env");
  }
}

function valueOf(command: Command, option: VariableOption, text: string): unknown {
  try {
    return option.fromVariable(text);
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    const { flags, variable } = option;
    const sentence = option.isBoolean()
      ? `${variable} is "${text.trim()}": ${error.message}`
      : `option '${flags}' value '${text}' from env '${variable}' is invalid. ${error.message}`;
    return command.error(`error: ${sentence}`);
  }
}

const PREFIX = "WAN_MOCK_";

/** Variables that are no option's: the preload and the command `run` set them, and examples read them. */
const OTHERS = ["URL", "PROXY", "COMMAND"];

/**
 * Sentences about variables that look like settings, and that nobody reads.
 *
 * @param options - those of all commands, as a variable may be meant for another than the one that runs
 */
export function unknownVariables(environment: NodeJS.ProcessEnv, options: () => readonly Option[]): string[] {
  const given = Object.keys(environment).filter((name) => name.startsWith(PREFIX));
  if (given.length === 0) return [];
  const read = options().flatMap((option) => (option instanceof VariableOption ? option.variable : []));
  const known = [...read.map((name) => name.slice(PREFIX.length)), ...OTHERS];
  return given
    .map((name) => name.slice(PREFIX.length))
    .filter((name) => !known.includes(name))
    .map((name) => {
      const [near] = closeNames(name, known);
      return `nothing reads the variable ${PREFIX}${name}${near === undefined ? "" : `: did you mean ${PREFIX}${near}?`}`;
    });
}

export type OptionKey = keyof typeof optionTable;

/** The options by their keys in a configuration file. */
export const optionEntries = Object.entries(optionTable) as readonly (readonly [
  OptionKey,
  OptionEntry<unknown>,
])[];

export class TableOption extends VariableOption {
  constructor(
    readonly key: OptionKey,
    readonly entry: OptionEntry<unknown>,
    description = descriptionOf(entry),
  ) {
    super(entry.flag, description, variableOf(entry));
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
    if (!has(key, entry)) continue;
    options.push(new TableOption(key, entry, descriptions[key]).helpGroup(heading));
    if (entry.hasOpposite === true)
      options.push(
        new Option(entry.flag.replace("--", "--no-"), `do not ${entry.summary}`).helpGroup(heading),
      );
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
