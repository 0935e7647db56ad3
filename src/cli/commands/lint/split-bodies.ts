import { endOfBlanks, endOfString } from "../../../text/json-strings.js";
import { LinePlaces } from "../../../text/line-places.js";
import { parseJson } from "../../../text/parse-json.js";

/** One request body as text, and where it stood. */
export interface Candidate {
  readonly text: string;
  /** Line of the file it starts on, from 1. */
  readonly line: number;
  /** Column of that line it starts at, from 1, in UTF-16 units. */
  readonly column: number;
  /** JSON pointer to it in the file: `""`, or `/3` in an array. */
  readonly at: string;
}

/**
 * The request bodies of a file: one JSON object, an array of them, or one JSON object a line (JSON Lines).
 * The texts are those of the file, so that repeated keys stay visible. A text that is no JSON is one
 * candidate, which the contract refuses.
 */
export function splitBodies(text: string): Candidate[] {
  const whole = parseJson(text);
  const items = whole === undefined ? jsonLines(text) : Array.isArray(whole) ? arrayItems(text) : undefined;
  return items ?? [{ text, line: 1, column: 1, at: "" }];
}

/** Lines that are tried for JSON before a text counts as one broken body. */
const MOST_TRIED = 1000;

/** Lines that are JSON each; `undefined` when the text is not meant as JSON Lines. */
function jsonLines(text: string): Candidate[] | undefined {
  const lines = new LinePlaces(text);
  const candidates: Candidate[] = [];
  let start = endOfBlanks(text, 0);
  while (start < text.length) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    candidates.push({ text: text.slice(start, end).trim(), ...lines.at(start), at: "" });
    start = endOfBlanks(text, end);
  }
  const likely = candidates.filter((candidate) => /^[[{]/.test(candidate.text)).slice(0, MOST_TRIED);
  const meantAsLines =
    candidates.length > 1 && likely.some((candidate) => typeof parseJson(candidate.text) === "object");
  return meantAsLines ? candidates : undefined;
}

/** The items of a JSON array with their own text. */
function arrayItems(text: string): Candidate[] {
  const lines = new LinePlaces(text);
  return itemRanges(text).map(([start, end], index) => ({
    text: text.slice(start, end),
    ...lines.at(start),
    at: `/${index}`,
  }));
}

/** Where the items of an array begin and end, in text that is known to be one. */
function itemRanges(text: string): (readonly [start: number, end: number])[] {
  const ranges: (readonly [number, number])[] = [];
  let level = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') at = endOfString(text, at);
    else if (char === "[" || char === "{") {
      if (level++ === 0) start = endOfBlanks(text, at + 1);
    } else if (char === "]" || char === "}") {
      if (--level === 0 && at > start) ranges.push([start, start + text.slice(start, at).trimEnd().length]);
    } else if (char === "," && level === 1) {
      ranges.push([start, start + text.slice(start, at).trimEnd().length]);
      start = endOfBlanks(text, at + 1);
    }
  }
  return ranges;
}
