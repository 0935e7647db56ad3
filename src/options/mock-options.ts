import type { ContractSettings } from "../contract/settings.js";
import type { Option, OptionWithDefault } from "./option.js";
import { optionTable } from "./option-table.js";

type Table = typeof optionTable;

/** The value of each option of the table, which has their descriptions. */
type Values = {
  readonly [Key in keyof Table]?: Table[Key] extends Option<infer Value> ? Value : never;
};

/** The settings of a mock. Everything has a default. */
export interface MockOptions
  extends Partial<ContractSettings>,
    Omit<Values, keyof ContractSettings | "log" | "network"> {}

/** The settings that `wan-mock.config.mjs` holds: the options, and those of the command line alone. */
export interface MockConfig extends MockOptions, Pick<Values, "log" | "network"> {}

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
