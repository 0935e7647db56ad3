import { parseJson } from "./parse-json.js";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NOT_BLANK = /[^\t\n\r ]/g;

/** Index of the first character at or after `start` that is no white space; an expression passes by megabytes of it fastest. */
export function endOfBlanks(text: string, start: number): number {
  NOT_BLANK.lastIndex = start;
  return NOT_BLANK.test(text) ? NOT_BLANK.lastIndex - 1 : text.length;
}

/** Index of the quote that closes the string opened at `start`; the end of the text where none does. */
export function endOfString(text: string, start: number): number {
  const first = text.indexOf('"', start + 1);
  if (first < 0) return text.length;
  if (text.charCodeAt(first - 1) !== BACKSLASH) return first;
  // A search from each escaped quote to the next costs ten times this loop where there are many.
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === BACKSLASH) at++;
  }
  return text.length;
}

/** The name between the quotes at `start` and `end`, its escapes resolved; as it stands there where they are wrong. */
export function nameAt(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end);
  return raw.includes("\\") ? ((parseJson(text.slice(start, end + 1)) as string | undefined) ?? raw) : raw;
}
