import { KeyMask } from "../../contract/key-mask.js";
import { canonicalJson } from "../../text/canonical-json.js";
import { isJsonObject } from "../../text/is-json-object.js";
import { recordedValue } from "./recorded-text.js";

type Members = Readonly<Record<string, unknown>>;

/** Levels of a body that are compared. */
export const DEEPEST_BODY = 32;

/** Values of a body that a file holds. */
const MOST_NODES = 3000;

/** Where a task calls back is no part of what is generated: a receiver has another port in each run. */
const UNCOMPARED = "callback_url";

/** The members of a body that recordings compare, as they keep them. */
export function comparedBody(body: Members, key?: string): Members {
  const { [UNCOMPARED]: _, ...compared } = body;
  return recordedValue(compared, key === undefined ? undefined : new KeyMask(key)) as Members;
}

/**
 * One text for all bodies that recordings take for equal; `undefined` for a body that is nested too deep.
 *
 * @param key - API key of the submit, which is hidden in a recorded body
 */
export function bodyText(body: Members, key?: string): string | undefined {
  return canonicalJson(comparedBody(body, key), DEEPEST_BODY);
}

/** Whether a file can hold a body: it is not nested too deep, and not too large. */
export function isRecordable(body: Members): boolean {
  let left = MOST_NODES;
  const fits = (value: unknown, levels: number): boolean => {
    left--;
    if (levels === 0 || left < 0) return false;
    if (typeof value !== "object" || value === null) return true;
    return Object.values(value).every((item) => fits(item, levels - 1));
  };
  return fits(body, DEEPEST_BODY);
}

/**
 * Names and types of the parameters of a body, as one text. Lists are alike when their items have the same types; model
 * and callback address are no part of it.
 */
export function shapeText(body: Members): string | undefined {
  const { model: _, [UNCOMPARED]: _url, ...parameters } = body;
  return canonicalJson(shapeOf(parameters, DEEPEST_BODY), DEEPEST_BODY + 1);
}

function shapeOf(value: unknown, levels: number): unknown {
  if (value === null || levels === 0) return "null";
  if (Array.isArray(value)) {
    const items = value.map((item) => canonicalJson(shapeOf(item, levels - 1), DEEPEST_BODY));
    return [...new Set(items)].sort();
  }
  if (isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shapeOf(item, levels - 1)]));
  }
  return typeof value;
}
