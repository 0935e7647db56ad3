import { isJsonObject, type JsonObject } from "../../../../text/is-json-object.js";
import { parseJson } from "../../../../text/parse-json.js";

/** Strings of more characters are taken out of the text before it is parsed. */
const LONG = 4096;

/** Characters that may be left: what a sound body has beside its file is short. */
const MOST_LEFT = 65_536;

/** Strings of a body that are looked at, and escaped quotes of one: a sound body has eight, and none. */
const MOST_STRINGS = 1000;

/** Stands in the place of a long string: followed by its number. */
const MARK = "\u0000long:";

/**
 * Parses a JSON object whose strings may have a hundred million characters. Those are taken out first: parsing all
 * would take seconds for a text that is made for that, and memory without end.
 *
 * @returns the object, or a sentence on why there is none
 */
export function readLongJson(text: string): { readonly body: JsonObject } | { readonly problem: string } {
  const taken = withoutLongStrings(text);
  if (taken === undefined) {
    const problem = `The body must be a JSON object of few members, but beside the file it has more than ${MOST_LEFT} characters or ${MOST_STRINGS} strings`;
    return { problem };
  }
  const value = parseJson(taken.short);
  if (value === undefined) return { problem: "The body is not valid JSON" };
  if (!isJsonObject(value)) return { problem: "The body must be a JSON object" };
  const body = new Map(Object.entries(value));
  for (const [name, member] of body) {
    if (typeof member !== "string" || !member.startsWith(MARK)) continue;
    const long = stringOf(taken.long[Number(member.slice(MARK.length))] ?? '""');
    if (long === undefined) return { problem: "The body is not valid JSON" };
    body.set(name, long);
  }
  return { body: Object.fromEntries(body) };
}

/** The text with marks in the places of its long strings; `undefined` where too much else is left. */
function withoutLongStrings(text: string): { short: string; long: readonly string[] } | undefined {
  const long: string[] = [];
  let short = "";
  let at = 0;
  for (let strings = 0; ; strings++) {
    const start = text.indexOf('"', at);
    const end = start < 0 ? -1 : endOfString(text, start);
    const next = end < 0 ? text.length : end;
    if (strings === MOST_STRINGS || short.length > MOST_LEFT) return undefined;
    if (end < 0 || end - start <= LONG) {
      if (next - at > MOST_LEFT) return undefined;
      short += text.slice(at, next);
    } else {
      if (start - at > MOST_LEFT) return undefined;
      short += text.slice(at, start) + JSON.stringify(MARK + String(long.length));
      long.push(text.slice(start, end));
    }
    if (end < 0) return { short, long };
    at = end;
  }
}

/** The place behind the closing quote of a string; -1 where none is found. */
function endOfString(text: string, start: number): number {
  let end = start;
  for (let quotes = 0; quotes < MOST_STRINGS; quotes++) {
    end = text.indexOf('"', end + 1);
    if (end < 0) return -1;
    let slashes = 0;
    while (text[end - 1 - slashes] === "\\") slashes++;
    if (slashes % 2 === 0) return end + 1;
  }
  return -1;
}

/** The value of a string with its quotes; most hold no escape, and parsing takes time. */
function stringOf(quoted: string): string | undefined {
  if (quoted.includes("\\")) return parseJson(quoted) as string | undefined;
  return /[\u0000-\u001f]/.test(quoted) ? undefined : quoted.slice(1, -1);
}
