import { cutText, longest } from "../text/cut-text.js";
import { plural } from "../text/plural.js";

/** A value as a sentence shows it: short, on one line, never the inside of an object. */
export function quoteForMessage(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(cutText(value, longest.name));
  if (Array.isArray(value)) return `an array of ${plural(value.length, "item")}`;
  if (typeof value === "object" && value !== null) return "an object";
  return String(value);
}
