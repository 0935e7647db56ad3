import { isJsonObject } from "../text/is-json-object.js";
import { nameAdvice } from "./close-names.js";
import { invalidOption } from "./kit-error.js";
import { quoteForMessage } from "./quote-for-message.js";

/**
 * Refuses an object with an unknown member: a misspelt one would have no effect.
 *
 * @param place - what the members belong to, such as `options`
 * @throws {KitError} `INVALID_OPTION`, with the known name that is closest
 */
export function refuseUnknownKeys(given: unknown, known: readonly string[], place: string): void {
  if (!isJsonObject(given)) {
    throw invalidOption(`${place} must be one object, got ${quoteForMessage(given)}`);
  }
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw invalidOption(
    `${quoteForMessage(unknown)} is not one of the ${place}: ${nameAdvice(unknown, known)}`,
  );
}
