import { jsonOffsets } from "../../../text/json-places.js";
import { endOfBlanks } from "../../../text/json-strings.js";
import { LinePlaces } from "../../../text/line-places.js";

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
  const whole = parsed(text);
  if (whole === undefined) {
    const lines = jsonLines(text);
    return lines ?? [{ text, line: 1, column: 1, at: "" }];
  }
  return Array.isArray(whole) ? arrayItems(text, whole.length) : [{ text, line: 1, column: 1, at: "" }];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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
    candidates.length > 1 && likely.some((candidate) => typeof parsed(candidate.text) === "object");
  return meantAsLines ? candidates : undefined;
}

/** The items of a JSON array with their own text, in the text of an array of that many. */
function arrayItems(text: string, count: number): Candidate[] {
  const pointers = Array.from({ length: count }, (_, index) => `/${index}`);
  const offsets = jsonOffsets(text, new Set(pointers));
  const lines = new LinePlaces(text);
  return pointers.map((at, index) => {
    const start = offsets.get(at) ?? 0;
    const end = offsets.get(`/${index + 1}`) ?? text.length;
    // Between an item and the next one, or the end of the text, stands nothing but blanks and one comma or bracket.
    const own = text.slice(start, end).trimEnd().slice(0, -1).trimEnd();
    return { text: own, ...lines.at(start), at };
  });
}
