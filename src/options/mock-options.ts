import { type ContractSettings, defaultSettings } from "../contract/settings.js";
import { invalidOption } from "../errors/kit-error.js";
import { refuseUnknownKeys } from "../errors/refuse-unknown-keys.js";
import { type Option, type OptionWithDefault } from "./option.js";
import { optionTable } from "./option-table.js";

type Table = typeof optionTable;

/** The value of each option of the table, which has their descriptions. */
type Values = {
  readonly [Key in keyof Table]?: Table[Key] extends Option<infer Value> ? Value : never;
};

/** Readings of the contract, as options give them. */
export type ContractOptions = { readonly [Key in keyof ContractSettings]?: NonNullable<Values[Key]> };

/** Options that the library has no use for. */
type OfCommandLine = "log" | "network" | "report" | "watch" | "workers";

/** The settings of a mock. Everything has a default. */
export interface MockOptions extends ContractOptions, Omit<Values, keyof ContractSettings | OfCommandLine> {}

/** The settings that `wan-mock.config.mjs` holds: the options, and those of the command line alone. */
export interface MockConfig extends MockOptions, Pick<Values, OfCommandLine> {}

/** The options that have a value also where nobody sets them. */
type Defaulted = {
  [Key in keyof Table]: Table[Key] extends OptionWithDefault<infer _> ? Key : never;
}[keyof Table];

/** Options, and the defaults of those that are not among them. The port of the library is another: any free one. */
export function withDefaults(options: MockOptions): MockOptions & Required<Pick<Values, Defaulted>> {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return { ...defaults, port: 0, ...Object.fromEntries(given) };
}

const defaults = Object.fromEntries(
  Object.entries<Option<unknown>>(optionTable).flatMap(([key, { default: standard }]) =>
    standard === undefined ? [] : [[key, standard]],
  ),
) as Required<Pick<Values, Defaulted>>;

/**
 * Gives a configuration file its types; returns what it is given.
 *
 * @example
 * // wan-mock.config.mjs
 * import { defineConfig } from "wan-mock";
 * export default defineConfig({ pace: "realistic", forwardTo: "http://localhost:3000/hooks" });
 */
export function defineConfig(config: MockConfig): MockConfig {
  return config;
}

/**
 * Checks the names and the types of a mock's options, as a caller without types may hand over anything. What a value
 * says is left to those who read it.
 *
 * @throws {KitError} `INVALID_OPTION`, with the option and what it must be, or the known name that is closest
 */
export function checkOptions(options: unknown): void {
  check(options, Object.keys(optionTable), "options");
}

/**
 * The same for the settings of a contract alone.
 *
 * @throws {KitError} `INVALID_OPTION`
 */
export function checkSettings(settings: unknown): void {
  check(settings, Object.keys(defaultSettings), "settings");
}

function check(options: unknown, known: readonly string[], place: string): void {
  refuseUnknownKeys(options, known, place);
  for (const [name, value] of Object.entries(options as object)) {
    if (value === undefined) continue;
    const fault = optionTable[name as keyof typeof optionTable].value.fault(value);
    if (fault !== undefined) throw invalidOption(`${name} ${fault}`);
  }
}
