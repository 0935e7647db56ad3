import { isJsonObject } from "../text/is-json-object.js";
import { nameAdvice } from "./close-names.js";
import { invalidOption } from "./kit-error.js";
import { quoteForMessage } from "./quote-for-message.js";

/**
 * Refuses an object with a member that nobody reads: a misspelt one would say nothing.
 *
 * @param place - what the members belong to, such as `options`
 * @throws {KitError} `INVALID_OPTION`, with the known name that is closest
 */
export function refuseUnknownKeys(given: unknown, known: readonly string[], place: string): void {
  if (!isJsonObject(given)) {
    throw invalidOption(`${place} are given as one object, got ${quoteForMessage(given)}`);
  }
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw invalidOption(`${quoteForMessage(unknown)} is none of the ${place}: ${nameAdvice(unknown, known)}`);
}
