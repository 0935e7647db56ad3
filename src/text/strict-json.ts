import { scanJson } from "./duplicate-keys.js";
import { findSyntaxFault, type SyntaxFault } from "./json-syntax.js";
import { parseJson } from "./parse-json.js";

/** A JSON text as a value, or what is wrong with it and where. Never shows the text: it may hold API keys. */
export type StrictJson = { readonly value: unknown } | SyntaxFault;

/** Reads JSON; an object that names a member twice is refused, for one of the two would be lost. */
export function parseStrictJson(text: string): StrictJson {
  const value = parseJson(text);
  if (value === undefined) {
    const { line, column } = findSyntaxFault(text) ?? { line: 1, column: 1 };
    return { line, column, problem: "it is not JSON from here on" };
  }
  const [twice] = scanJson(text).duplicates;
  if (twice === undefined) return { value };
  return { line: twice.line, column: twice.column, problem: "this name stands there twice" };
}
