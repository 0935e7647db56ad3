import { defaultSettings } from "../contract/settings.js";
import { refuseUnknownKeys } from "../errors/refuse-unknown-keys.js";
import { refuseFault } from "./option.js";
import { optionTable } from "./option-table.js";

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
    if (value !== undefined) refuseFault(name, optionTable[name as keyof typeof optionTable].value, value);
  }
}
