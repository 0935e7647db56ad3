import { isMap, isSeq, LineCounter, parseDocument } from "yaml";

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
 * The texts are those of the file, so that repeated keys stay visible. What is no JSON is one candidate, to
 * be told so by the contract.
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

/** Lines that are JSON each; `undefined` when the text is not meant as JSON Lines. */
function jsonLines(text: string): Candidate[] | undefined {
  const candidates = text
    .split("\n")
    .map((line, index) => ({
      text: line.trim(),
      line: index + 1,
      column: line.length - line.trimStart().length + 1,
      at: "",
    }))
    .filter((candidate) => candidate.text !== "");
  const meantAsLines =
    candidates.length > 1 && candidates.some((candidate) => typeof parsed(candidate.text) === "object");
  return meantAsLines ? candidates : undefined;
}

/** The items of a JSON array with their own text; YAML reads JSON and knows the places. */
function arrayItems(text: string, count: number): Candidate[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { uniqueKeys: false, lineCounter: lines, prettyErrors: false });
  if (!isSeq(document.contents) || document.contents.items.length !== count)
    return [{ text, line: 1, column: 1, at: "" }];
  return document.contents.items.map((item, index) => {
    const range =
      isMap(item) || isSeq(item) ? item.range : (item as { range?: [number, number, number] }).range;
    const [start, end] = range ?? [0, text.length];
    const { line, col: column } = lines.linePos(start);
    return { text: text.slice(start, end), line, column, at: `/${index}` };
  });
}
