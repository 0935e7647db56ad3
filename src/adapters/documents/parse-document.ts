import { type Document, LineCounter, parseDocument } from "yaml";
import type { PublishedDocument } from "../../drift/published-page.js";
import { invalidDocument, type KitError } from "../../errors/kit-error.js";
import { scanJson } from "../../text/duplicate-keys.js";
import { isJsonObject } from "../../text/is-json-object.js";
import { parseJson } from "../../text/parse-json.js";
import { repeatedKey } from "../../text/repeated-key.js";
import { YamlPlaces } from "../../text/yaml-places.js";

/** A text that holds one document: a file, or a fenced block of Markdown. */
export interface Block {
  /** Line of the file that the first line of `text` stands on, from 1. */
  readonly line: number;
  readonly text: string;
}

/** YAML aliases may repeat parts of a document; this many times at most (a bomb repeats them by the million). */
const MOST_ALIASES = 10_000;

/**
 * Parses YAML (merge keys included) or JSON, in time in proportion to the text.
 *
 * @param file - its name, for messages
 * @throws {KitError} `DOCUMENT_INVALID`, with file, line and column
 */
export function parseBlock(file: string, block: Block): Pick<PublishedDocument, "document" | "lineOf"> {
  const value = jsonOf(file, block) ?? valueOf(file, block, parseYaml(file, block));
  if (!isJsonObject(value)) {
    throw invalidDocument(`${file}:${block.line}: an OpenAPI document is an object with an "openapi" member`);
  }
  let places: ((pointer: string) => number) | undefined;
  const lineOf = (pointer: string) => (places ??= placesIn(file, block))(pointer);
  return { document: value, lineOf };
}

/** JSON is YAML too, but read by its own parser some fifty times as fast. */
function jsonOf(file: string, block: Block): unknown {
  const value = /^\s*\{/.test(block.text) ? parseJson(block.text) : undefined;
  if (value === undefined) return undefined;
  const [repeated] = scanJson(block.text).duplicates;
  if (repeated === undefined) return value;
  throw repetition(file, block.line + repeated.line - 1, repeated.column);
}

function parseYaml(file: string, block: Block): { parsed: Document; lines: LineCounter } {
  const lines = new LineCounter();
  const parsed = parseDocument(withoutComments(block.text), {
    uniqueKeys: false,
    merge: true,
    lineCounter: lines,
    prettyErrors: false,
  });
  const [fault] = parsed.errors;
  if (fault !== undefined) {
    const { line, col } = lines.linePos(fault.pos[0]);
    throw invalidDocument(`${file}:${block.line + line - 1}:${col}: ${wordsOf(fault)}`);
  }
  const repeated = repeatedKey(parsed);
  if (repeated !== undefined) {
    const { line, col } = lines.linePos(repeated.offset);
    throw repetition(file, block.line + line - 1, col);
  }
  return { parsed, lines };
}

/** JSON with comments, as editors write it, with blanks in their place; YAML as it is. */
function withoutComments(text: string): string {
  if (!/^\s*(?:\{|\/[/*])/.test(text)) return text;
  return text.replaceAll(/"(?:\\.|[^"\\\n])*"|\/\/.*|\/\*[^]*?\*\//g, (found) =>
    found.startsWith('"') ? found : found.replaceAll(/[^\n]/g, " "),
  );
}

function valueOf(file: string, block: Block, { parsed }: { parsed: Document }): unknown {
  try {
    return parsed.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    throw invalidDocument(`${file}:${block.line}: ${wordsOf(error as Error)}`, {
      cause: error,
    });
  }
}

function repetition(file: string, line: number, column: number): KitError {
  return invalidDocument(`${file}:${line}:${column}: Map keys must be unique`);
}

function wordsOf({ message }: Error): string {
  // The parser calls itself for each level, and reports the end of the stack as a fault of the text.
  if (/call stack/i.test(message)) return "it is nested too deeply to be read";
  return /multiple documents/.test(message) ? "a second document begins here: keep one in the file" : message;
}

/** Finds the lines of JSON pointers; parses the text anew, as only a comparison of documents asks for them. */
function placesIn(file: string, block: Block): (pointer: string) => number {
  const { parsed, lines } = parseYaml(file, block);
  const places = new YamlPlaces(parsed);
  return (pointer) => block.line + lines.linePos(places.offsetAt(pointer, "key") ?? 0).line - 1;
}
