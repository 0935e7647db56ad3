import { canonicalJson } from "../contract/canonical-json.js";

/** Deepest nesting that is compared. */
export const DEEPEST = 200;

/** A value as text, to compare it by. */
export function valueText(value: unknown): string {
  return canonicalJson(value, DEEPEST) ?? "too deep";
}
