import { quoteForMessage } from "../errors/quote-for-message.js";
import { type DuplicateKey, type JsonScan, MOST_REPETITIONS, scanJson } from "../text/duplicate-keys.js";
import { isJsonObject } from "../text/is-json-object.js";
import { isFault, type JsonTotals, walkJson } from "../text/json-syntax.js";
import { parseJson } from "../text/parse-json.js";
import { type BodyRefusal, refuseBody } from "./body-refusal.js";
import type { Body } from "./rules/define-rule.js";

/**
 * How much a body may hold; a documented one has 3 levels, fewer than 100 values, and some 200 characters of names.
 * Within these limits 10 MB are parsed and judged in some 50 ms. Millions of values would take seconds in `JSON.parse`
 * alone, which nothing can interrupt: all other requests would wait.
 */
export const bodyLimits: JsonTotals = { depth: 64, values: 10_000, names: 250_000 };

/** A body that is a JSON object. */
export interface ReadBody {
  readonly body: Body;
  readonly duplicates: readonly DuplicateKey[];
}

/**
 * Reads the JSON text of a body, in steps that each take some milliseconds, or as long as `JSON.parse` does.
 *
 * @returns the object, or the refusal of a text that is empty, no JSON, no object, or beyond a limit: 64 levels,
 * 10,000 members and items, 250,000 characters of names, 100 repeated names
 */
export function* readBodyInSteps(text: string): Generator<void, ReadBody | BodyRefusal> {
  const scan = scanJson(text, bodyLimits);
  yield;
  const read = scan.isBeyond === true ? undefined : parsed(text, scan);
  yield;
  return read ?? (yield* refusal(text));
}

/** The same at once. */
export function readBody(text: string): ReadBody | BodyRefusal {
  const steps = readBodyInSteps(text);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** The body that a text within the limits is; `undefined` for one that is not JSON. */
function parsed(text: string, { duplicates }: JsonScan): ReadBody | BodyRefusal | undefined {
  const value = parseJson(text);
  if (value === undefined) return undefined;
  if (duplicates.length > MOST_REPETITIONS) {
    return refuseBody("json/repeated-keys", `the body repeats more than ${MOST_REPETITIONS} keys`);
  }
  if (!isJsonObject(value)) {
    return refuseBody("json/object", `the body must be a JSON object, got ${quoteForMessage(value)}`);
  }
  return { body: value, duplicates };
}

/** Why a text is refused that is not JSON or goes beyond a limit; in steps. */
function* refusal(text: string): Generator<void, BodyRefusal> {
  if (text.trim() === "") return refuseBody("json/syntax", "the body is empty: send a JSON object");
  const end = yield* walkJson(text);
  if (!isFault(end)) return refuseTotals(end);
  return refuseBody(
    "json/syntax",
    `the body is not JSON: line ${end.line}, column ${end.column}: ${end.problem}`,
  );
}

function refuseTotals({ depth, values, names }: JsonTotals): BodyRefusal {
  if (depth > bodyLimits.depth) {
    const message = `the body is nested ${depth} levels deep, at most ${bodyLimits.depth} are read`;
    return refuseBody("json/depth", message);
  }
  if (values > bodyLimits.values) {
    const message = `the body holds ${values} members and items, at most ${bodyLimits.values} are read`;
    return refuseBody("json/values", message);
  }
  const message = `the names in the body have ${names} characters, at most ${bodyLimits.names} are read`;
  return refuseBody("json/names", message);
}
