import { isJsonObject } from "../text/is-json-object.js";
import { pointerPart } from "../text/json-pointer.js";
import { type Body, type Complaint, MOST_COMPLAINTS, noComplaints } from "./rules/define-rule.js";

/** Bindings that rules look at: a body with more is refused for their number, twenty times below this. */
const MOST_SEEN = 100;

/** How many there were, by the bindings that are left of them. */
const counts = new WeakMap<object, number>();

/** The body with the first hundred of its voice bindings, so that no rule goes through thousands of names. */
export function withFewBindings(body: Body): Body {
  const bindings = voiceBindings(body);
  const count = countBindings(bindings);
  if (bindings === undefined || count <= MOST_SEEN) return body;
  const few = Object.fromEntries(Object.entries(bindings).slice(0, MOST_SEEN)) as Record<string, string>;
  counts.set(few, count);
  return { ...body, model_params: { ...body.model_params, voice_bindings: few } };
}

/**
 * The voice bindings of a body, when they are an object. Their values may be anything: the schema sees no
 * more than the first hundred.
 */
export function voiceBindings(body: Body): Readonly<Record<string, unknown>> | undefined {
  const params: unknown = body.model_params;
  const bindings = isJsonObject(params) ? params["voice_bindings"] : undefined;
  return isJsonObject(bindings) ? bindings : undefined;
}

/** The complaints about the voice bindings of a body, looked at one by one. */
export function complaintsAboutBindings<Message extends string>(
  body: Body,
  complainOf: (key: string, value: unknown) => Omit<Complaint<Message>, "at"> | undefined,
): readonly Complaint<Message>[] {
  if (body.model_params === undefined) return noComplaints;
  const bindings = voiceBindings(body);
  let found: Complaint<Message>[] | undefined;
  for (const key in bindings) {
    const complaint = complainOf(key, bindings[key]);
    if (complaint === undefined) continue;
    found ??= [];
    if (
      found.push({ at: `/model_params/voice_bindings/${pointerPart(key)}`, ...complaint }) === MOST_COMPLAINTS
    )
      break;
  }
  return found ?? noComplaints;
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

/** Number of bindings; of those that are left of more, how many there were. */
export function countBindings(bindings: Readonly<Record<string, unknown>> | undefined): number {
  let count = 0;
  for (const _ in bindings) count++;
  return count === MOST_SEEN && bindings !== undefined ? (counts.get(bindings) ?? count) : count;
}
