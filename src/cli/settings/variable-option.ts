import { type Command, Help, InvalidArgumentError, Option } from "commander";
import { closeNames } from "../../errors/close-names.js";

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
