import { isJsonObject } from "../../text/is-json-object.js";
import { parseJson } from "../../text/parse-json.js";
import { parseUrl } from "../../text/parse-url.js";
import { formats } from "../formats.js";
import type { ParameterSchema } from "../model-contract.js";
import { bareName } from "../parameter-names.js";
import { cutCodePoints } from "../truncation.js";
import { respelt, spellingFault } from "../url-spelling.js";

/** Whole numbers on either side of one, and shorter forms of a list, that are offered at the most. */
const MOST_NEIGHBOURS = 16;

/** Characters of a URL that no service turns down for its length. */
const LONGEST_URL = 2048;

/**
 * Values that a wrong one may have been meant as, the closest first: another type, another spelling, then the nearest
 * that lies within the bounds of the schema. Not all of them fit it: whoever asks judges them.
 */
export function* nearValues(value: unknown, schema: ParameterSchema): Generator {
  const close = closestValues(value, schema);
  yield* close;
  const best = close.at(-1) ?? value;
  if (typeof best === "number") yield* wholeNumbersNear(best, schema);
  if (typeof best === "string" && schema.format === "uri") yield* urlsNear(best);
  if (isList(best)) yield* shorterLists(best);
}

/** The value as the type that the schema states, and the nearest within its bounds; neither where it is the value itself. */
export function closestValues(value: unknown, schema: ParameterSchema): readonly unknown[] {
  const cast = castTo(schema, value);
  const fit = fitTo(schema, cast ?? value);
  return [cast, fit].filter((one) => one !== undefined);
}

/** The first type of a schema that is not `null`. */
export function typeOf({ type }: ParameterSchema): string | undefined {
  const types: readonly string[] = typeof type === "string" ? [type] : (type ?? []);
  return types.find((name) => name !== "null");
}

/** A value as another type: `"10"` as 10, `"true"` as true, 720 as `"720"`, one item as a list of it. */
function castTo(schema: ParameterSchema, value: unknown): unknown {
  switch (typeOf(schema)) {
    case "integer":
    case "number":
      return numberIn(value);
    case "boolean":
      return booleanIn(value);
    case "string":
      return textIn(value);
    case "array":
      return listIn(value);
    case "object":
      return objectIn(value);
    default:
      return undefined;
  }
}

function numberIn(value: unknown): number | undefined {
  const only = isList(value) && value.length === 1 ? value[0] : value;
  if (typeof only === "number") return only === value ? undefined : only;
  if (typeof only !== "string") return undefined;
  const digits = /^([+-]?\d{1,15}(?:\.\d{1,15})?)\s*(?:s|secs?|seconds?)?$/i.exec(only.trim())?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** An array; the language's own test makes its items `any`. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function booleanIn(value: unknown): boolean | undefined {
  const word =
    typeof value === "string" || typeof value === "number" ? String(value).trim().toLowerCase() : "";
  if (["true", "1", "yes", "on"].includes(word)) return true;
  return ["false", "0", "no", "off"].includes(word) ? false : undefined;
}

function textIn(value: unknown): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (!isList(value) || value.length === 0) return undefined;
  const [first] = value;
  return typeof first === "string" ? first : undefined;
}

function listIn(value: unknown): readonly unknown[] | undefined {
  if (isList(value) || value === null || value === "") return undefined;
  const parsed = typeof value === "string" ? parseJson(value) : undefined;
  return isList(parsed) ? parsed : [value];
}

function objectIn(value: unknown): object | undefined {
  const parsed = typeof value === "string" ? parseJson(value) : undefined;
  return isJsonObject(parsed) ? parsed : undefined;
}

/** The value of the right type that is nearest within the bounds; `undefined` when that is the value itself, or none. */
function fitTo(schema: ParameterSchema, value: unknown): unknown {
  const fit =
    typeof value === "number"
      ? numberWithin(schema, value)
      : typeof value === "string"
        ? textWithin(schema, value)
        : isList(value)
          ? listWithin(schema, value)
          : undefined;
  return fit === value ? undefined : fit;
}

function numberWithin(schema: ParameterSchema, value: number): number {
  const isWhole = typeOf(schema) === "integer";
  const step = typeof schema["multipleOf"] === "number" ? schema["multipleOf"] : isWhole ? 1 : 0;
  const [least, most] = boundsOf(schema, isWhole ? 1 : 0.5);
  const rounded = step > 0 ? Math.round(value / step) * step : value;
  return Math.min(Math.max(rounded, least), most);
}

/** Bounds, both inclusive; an exclusive one moves inwards by a margin. */
function boundsOf(schema: ParameterSchema, margin: number): readonly [least: number, most: number] {
  const { exclusiveMinimum: above, exclusiveMaximum: below } = schema;
  const least = typeof above === "number" ? above + margin : -Infinity;
  const most = typeof below === "number" ? below - margin : Infinity;
  return [Math.max(schema.minimum ?? -Infinity, least), Math.min(schema.maximum ?? Infinity, most)];
}

function textWithin(schema: ParameterSchema, value: string): string | undefined {
  const trimmed = value.trim();
  if (schema.enum === undefined) return cutCodePoints(value, schema.maxLength ?? Infinity);
  const words = schema.enum.filter((word) => typeof word === "string");
  const bare = bareName(trimmed);
  if (bare === "") return undefined;
  const isX = /^\d+\s*[x×/]\s*\d+$/i.test(trimmed);
  const spelt = isX ? trimmed.replace(/\s*[x×/]\s*/i, ":") : trimmed;
  return (
    words.find((word) => word === spelt) ??
    words.find((word) => bareName(word) === bare) ??
    words.find((word) => bareName(word) === `${bare}p`)
  );
}

function listWithin(schema: ParameterSchema, list: readonly unknown[]): readonly unknown[] | undefined {
  const items = schema.items ?? {};
  const fit = list.map((item) => {
    const cast = castTo(items, item) ?? item;
    return fitTo(items, cast) ?? cast;
  });
  const unique = schema["uniqueItems"] === true ? [...new Set(fit)] : fit;
  const kept = unique.slice(0, schema.maxItems);
  const isSame = kept.length === list.length && kept.every((item, index) => item === list[index]);
  return isSame ? undefined : kept;
}

/** Whole numbers within the bounds, the closest first. */
function* wholeNumbersNear(value: number, schema: ParameterSchema): Generator<number> {
  const [least, most] = boundsOf(schema, 1);
  const middle = Math.round(value);
  if (middle !== value) yield middle;
  for (let far = 1; far <= MOST_NEIGHBOURS; far++) {
    if (middle + far <= most) yield middle + far;
    if (middle - far >= least) yield middle - far;
  }
}

/** Other spellings of a URL; of a long one, the same without query and then without path. */
function* urlsNear(value: string): Generator<string> {
  const trimmed = value.trim();
  if (trimmed !== value) yield trimmed;
  for (const better of [respelt(value), respelt(value, "https")]) {
    // A long one is cut, for sentences.
    if (better !== undefined && !better.endsWith("...")) yield better;
  }
  if (/^http:\/\//i.test(trimmed)) yield trimmed.replace(/^http/i, "https");
  // A host alone looks like the name of a file.
  if (/^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?\//i.test(trimmed)) yield `https://${trimmed}`;
  const url = parseUrl(trimmed);
  if (url === undefined || !/^https?:$/.test(url.protocol)) return;
  if (!formats.uri(trimmed) || spellingFault(trimmed) !== undefined) yield url.href;
  if (value.length <= LONGEST_URL) return;
  url.hash = "";
  url.search = "";
  yield url.href;
  url.pathname = "/";
  yield url.href;
}

/** A list without its last items, the longest first. */
function* shorterLists(list: readonly unknown[]): Generator<readonly unknown[]> {
  const unique = [...new Set(list)];
  if (unique.length < list.length) yield unique;
  for (let left = list.length - 1; left >= Math.max(1, list.length - MOST_NEIGHBOURS); left--)
    yield list.slice(0, left);
}
