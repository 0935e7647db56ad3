import { closeNames } from "../../../errors/close-names.js";
import { quoteForMessage } from "../../../errors/quote-for-message.js";
import { invalidRequest } from "./control-error.js";

/** The values of a query parameter; any other is refused. */
export interface Filter {
  readonly accepts: (text: string) => boolean;
  /** The sentence for everything else, after the filter's name. */
  readonly says: string;
}

/**
 * Reads the parameters of a query; absent ones are absent.
 *
 * @param filters - the parameters that the route takes, each with what it may say, or `undefined` for any text
 * @throws {ControlError} for a parameter that is unknown, given twice or says what it cannot
 */
export function readQuery<Name extends string>(
  query: URLSearchParams,
  filters: Readonly<Record<Name, Filter | undefined>>,
): Readonly<Partial<Record<Name, string>>> {
  const read: Partial<Record<string, string>> = {};
  const known = Object.keys(filters);
  for (const [name, text] of query) {
    if (!Object.hasOwn(filters, name)) throw invalidRequest(unknownParameter(name, known));
    if (read[name] !== undefined) throw invalidRequest(`${name} is given twice: give it once`);
    const filter = filters[name as Name];
    if (filter !== undefined && !filter.accepts(text)) throw invalidRequest(`${name} ${filter.says}`);
    read[name] = text;
  }
  return read as Partial<Record<Name, string>>;
}

/** A filter that is one of some words. */
export function oneOf(words: readonly string[]): Filter {
  return { accepts: (text) => words.includes(text), says: `is one of ${words.join(", ")}` };
}

function unknownParameter(name: string, known: readonly string[]): string {
  if (known.length === 0)
    return `there is no query parameter ${quoteForMessage(name)} here: leave it out, this path takes none`;
  const near = closeNames(name, known);
  const advice = near.length > 0 ? `did you mean ${near.join(" or ")}?` : `known are ${known.join(", ")}`;
  return `there is no query parameter ${quoteForMessage(name)} here: ${advice}`;
}
