import { isJsonObject } from "../text/is-json-object.js";
import { closeNames } from "./close-names.js";
import { KitError } from "./kit-error.js";
import { quoteForMessage } from "./quote-for-message.js";

/**
 * Refuses an object with a member that nobody reads: a misspelt one would say nothing.
 *
 * @param place - what the members belong to, such as `options`
 * @throws {KitError} `INVALID_OPTION`, with the known name that is closest
 */
export function refuseUnknownKeys(given: unknown, known: readonly string[], place: string): void {
  if (!isJsonObject(given)) {
    throw new KitError("INVALID_OPTION", `${place} are given as one object, got ${quoteForMessage(given)}`);
  }
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const [near] = closeNames(unknown, known);
  const advice = near === undefined ? `known are ${known.join(", ")}` : `did you mean ${near}?`;
  throw new KitError("INVALID_OPTION", `${quoteForMessage(unknown)} is none of the ${place}: ${advice}`);
}
