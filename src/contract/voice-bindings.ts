import type { Body } from "./define-rule.js";
import { pointerPart } from "./finding.js";

/** Bindings that are looked at: more are refused for their number, twenty times below this. */
const MOST_SEEN = 100;

/** The beginning of bindings beyond that number, so that no rule goes through thousands of names. */
const beginnings = new WeakMap<object, Readonly<Record<string, unknown>>>();

/** How many there are, by their beginning. */
const counts = new WeakMap<object, number>();

/**
 * The voice bindings of a body, when they are an object: the first hundred of them. Their values may be anything.
 */
export function voiceBindings(body: Body): Readonly<Record<string, unknown>> | undefined {
  const params: unknown = body.model_params;
  if (typeof params !== "object" || params === null || Array.isArray(params)) return undefined;
  const bindings = (params as Record<string, unknown>)["voice_bindings"];
  if (typeof bindings !== "object" || bindings === null || Array.isArray(bindings)) return undefined;
  return beginnings.get(bindings) ?? beginningOf(bindings as Record<string, unknown>);
}

function beginningOf(bindings: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  let count = 0;
  for (const _ in bindings) count++;
  if (count <= MOST_SEEN) return bindings;
  const beginning = Object.fromEntries(Object.entries(bindings).slice(0, MOST_SEEN));
  beginnings.set(bindings, beginning);
  counts.set(beginning, count);
  return beginning;
}

/** JSON pointer to a voice binding. */
export function bindingPointer(key: string): string {
  return `/model_params/voice_bindings/${pointerPart(key)}`;
}

/**
 * The reference that a binding key names: `2` for `image2`, `-2` for `video2`, `0` for a key of another form.
 * A signed number rather than an object, since every key of every body comes by here.
 */
export function referenceOfKey(key: string): number {
  const sign = key.startsWith("image") ? 1 : key.startsWith("video") ? -1 : 0;
  if (sign === 0 || key.length < 6) return 0;
  let number = 0;
  for (let i = 5; i < key.length; i++) {
    const digit = key.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9 || (digit === 0 && i === 5)) return 0;
    number = number * 10 + digit;
  }
  return sign * number;
}

/** Number of bindings. */
export function countBindings(bindings: Readonly<Record<string, unknown>> | undefined): number {
  if (bindings === undefined) return 0;
  const known = counts.get(bindings);
  if (known !== undefined) return known;
  let count = 0;
  for (const _ in bindings) count++;
  return count;
}
