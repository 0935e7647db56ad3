import { isJsonObject, type JsonObject } from "../text/is-json-object.js";
import { parseJson } from "../text/parse-json.js";

/** A JSON object that a page shows, in a fenced block or as bare lines. */
export interface JsonExample {
  readonly value: JsonObject;
  /** Line that it begins on, from 1. */
  readonly line: number;
}

const LONGEST = 300;
const MOST = 100;

/** The JSON objects that a page shows; what does not parse is passed over. */
export function jsonExamples(text: string): JsonExample[] {
  const lines = text.split(/\r?\n/);
  const found: JsonExample[] = [];
  for (let at = 0; at < lines.length && found.length < MOST; at++) {
    const [, indent] = /^(\s*)\{\s*$/.exec(lines[at] ?? "") ?? [];
    if (indent === undefined) continue;
    const end = lines.findIndex((line, index) => index > at && line.trimEnd() === `${indent}}`);
    if (end === -1 || end - at > LONGEST) continue;
    const value = parseJson(lines.slice(at, end + 1).join("\n"));
    if (!isJsonObject(value)) continue;
    found.push({ value, line: at + 1 });
    at = end;
  }
  return found;
}
