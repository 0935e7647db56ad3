import type { Schema } from "./reference.js";

/** The type of a value in a few words: `integer`, `array of strings (uri)`, `object of strings`. */
export function typeText(schema: Schema): string {
  const { type, format, items, additionalProperties } = schema;
  const name =
    typeof type === "string" ? type : (type?.join(" or ") ?? (schema.oneOf ? "one of several" : "any"));
  if (name === "array" && items !== undefined) return `array of ${many(typeText(items))}`;
  if (name === "object" && typeof additionalProperties === "object")
    return `object of ${many(typeText(additionalProperties))}`;
  return format === undefined ? name : `${name} (${format})`;
}

/** `string (uri)` -> `strings (uri)` */
function many(type: string): string {
  return type.replace(/^(string|number|integer|object|boolean|array)\b/, "$1s");
}

/** The bounds of a value, each as a phrase: `2 to 10`, `at most 5000 characters`, `exactly 1 item`. */
export function boundTexts(schema: Schema): string[] {
  const {
    minimum,
    maximum,
    exclusiveMinimum,
    exclusiveMaximum,
    minLength,
    maxLength,
    minItems,
    maxItems,
    pattern,
  } = schema;
  return [
    rangeText(minimum, maximum, ""),
    exclusiveMinimum === undefined ? "" : `above ${exclusiveMinimum}`,
    exclusiveMaximum === undefined ? "" : `below ${exclusiveMaximum}`,
    rangeText(minLength, maxLength, "character"),
    rangeText(minItems, maxItems, "item"),
    pattern === undefined ? "" : `fits ${pattern}`,
  ].filter((text) => text !== "");
}

function rangeText(least: number | undefined, most: number | undefined, noun: string): string {
  const counted = (count: number) =>
    noun === "" ? String(count) : ` ${count} ${noun}${count === 1 ? "" : "s"}`.trim();
  if (least !== undefined && least === most) return `exactly ${counted(least)}`;
  if (least !== undefined && most !== undefined) return `${least} to ${counted(most)}`;
  if (least !== undefined) return `at least ${counted(least)}`;
  return most === undefined ? "" : `at most ${counted(most)}`;
}
