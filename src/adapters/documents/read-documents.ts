import { readFileSync } from "node:fs";
import { extname } from "node:path";
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  type YAMLMap,
} from "yaml";
import { KitError } from "../../contract/kit-error.js";
import { repeatedKey } from "../../text/repeated-key.js";

/** A parsed contract document and where it stood. */
export interface FoundDocument {
  /** `page.md`, or `page.md:23` for a block that starts at that line. */
  readonly place: string;
  /** The file itself: what references to other files are relative to. */
  readonly file: string;
  readonly document: Readonly<Record<string, unknown>>;
  /** Line of the file, from 1, that a JSON pointer leads to; that of the nearest place above where it leads nowhere. */
  readonly lineOf: (pointer: string) => number;
}

/** A fenced block of Markdown. */
interface Block {
  /** Line of the file that the first line of `text` stands on, from 1. */
  readonly line: number;
  readonly text: string;
}

/** YAML aliases may repeat parts of a document; this many times at most (a bomb repeats them by the million). */
const MOST_ALIASES = 100;

const FENCE = /^( {0,3})(`{3,}|~{3,})\s*([^\s`]*)/;

/**
 * Reads the OpenAPI documents of a file: YAML, JSON, or a Markdown page with documents in fenced blocks.
 *
 * @throws {KitError} `DOCUMENT_UNREADABLE` when the file cannot be read, `DOCUMENT_INVALID` when it does not
 * parse or holds no OpenAPI document; both name the file and, where there is one, line and column
 */
export function readDocuments(file: string): FoundDocument[] {
  const text = readText(file);
  if (![".md", ".markdown", ".mdx"].includes(extname(file).toLowerCase())) return [documentIn(file, text)];
  const found = documentsOfPage(file, text);
  if (found.length === 0) {
    throw new KitError(
      "DOCUMENT_INVALID",
      `${file}: no fenced block holds an OpenAPI document (one that says "openapi: 3.1.0"); a page as rendered for reading does not carry it, its source does`,
    );
  }
  return found;
}

/**
 * A text that is one document in YAML or JSON.
 *
 * @param file - its name, for messages
 * @throws {KitError} `DOCUMENT_INVALID`
 */
export function documentIn(file: string, text: string): FoundDocument {
  return { place: file, file, ...parseBlock(file, { line: 1, text }) };
}

/**
 * The documents in the fenced blocks of a Markdown page; none where no block says `openapi:`.
 *
 * @param file - its name, for messages
 * @throws {KitError} `DOCUMENT_INVALID`
 */
export function documentsOfPage(file: string, text: string): FoundDocument[] {
  return fencedBlocks(text)
    .filter((block) => /^\s*["']?(?:openapi|swagger)["']?\s*:/m.test(block.text))
    .map((block) => ({ place: `${file}:${block.line}`, file, ...parseBlock(file, block) }));
}

/**
 * The text of a file, without a byte order mark.
 *
 * @throws {KitError} `DOCUMENT_UNREADABLE`
 */
export function readText(file: string): string {
  try {
    return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why =
      code === "ENOENT"
        ? "there is no such file"
        : code === "EISDIR"
          ? "it is a folder"
          : `it cannot be read (${code ?? "unknown"})`;
    throw new KitError("DOCUMENT_UNREADABLE", `${file}: ${why}`, { cause: error });
  }
}

function fencedBlocks(markdown: string): Block[] {
  const lines = markdown.split(/\r?\n/);
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; at++) {
    const [, indent = "", fence = "", language = ""] = FENCE.exec(lines[at] ?? "") ?? [];
    if (fence === "") continue;
    const start = at + 1;
    at = start;
    while (at < lines.length && !isClosing(lines[at] ?? "", fence)) at++;
    if (language !== "" && !/^(?:ya?ml|json|openapi)/i.test(language)) continue;
    const inner = lines
      .slice(start, at)
      .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
    blocks.push({ line: start + 1, text: inner.join("\n") });
  }
  return blocks;
}

function isClosing(line: string, fence: string): boolean {
  const closing = line.trim();
  return closing.length >= fence.length && closing === (fence[0] ?? "").repeat(closing.length);
}

function parseBlock(file: string, block: Block): Pick<FoundDocument, "document" | "lineOf"> {
  const lines = new LineCounter();
  const parsed = parseDocument(block.text, { uniqueKeys: false, lineCounter: lines, prettyErrors: false });
  const [fault] = parsed.errors;
  if (fault !== undefined) {
    const { line, col } = lines.linePos(fault.pos[0]);
    throw new KitError("DOCUMENT_INVALID", `${file}:${block.line + line - 1}:${col}: ${wordsOf(fault)}`);
  }
  const repeated = repeatedKey(parsed);
  if (repeated !== undefined) {
    const { line, col } = lines.linePos(repeated.offset);
    throw new KitError(
      "DOCUMENT_INVALID",
      `${file}:${block.line + line - 1}:${col}: Map keys must be unique`,
    );
  }
  let value: unknown;
  try {
    value = parsed.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    throw new KitError("DOCUMENT_INVALID", `${file}:${block.line}: ${(error as Error).message}`, {
      cause: error,
    });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new KitError(
      "DOCUMENT_INVALID",
      `${file}:${block.line}: an OpenAPI document is an object with an "openapi" member`,
    );
  }
  const members: Members = new Map();
  const lineOf = (pointer: string) => block.line + lines.linePos(offsetOf(parsed, pointer, members)).line - 1;
  return { document: value as Record<string, unknown>, lineOf };
}

/** The parser calls itself for each level, and reports the end of the stack as a fault of the text. */
function wordsOf({ message }: Error): string {
  return /call stack/i.test(message) ? "it is nested too deeply to be read" : message;
}

/** The members of the maps that were asked for, by name: a document may have many, and many may be asked for. */
type Members = Map<YAMLMap, ReadonlyMap<string, Pair>>;

function pairsOf(map: YAMLMap, members: Members): ReadonlyMap<string, Pair> {
  let pairs = members.get(map);
  if (pairs === undefined) {
    pairs = new Map(
      map.items.flatMap((item) => (isScalar(item.key) ? [[String(item.key.value), item]] : [])),
    );
    members.set(map, pairs);
  }
  return pairs;
}

/** Where in its text a JSON pointer of a document leads to. */
function offsetOf(parsed: Document, pointer: string, members: Members): number {
  let node: unknown = parsed.contents;
  let offset = 0;
  for (const raw of pointer.split("/").slice(1)) {
    const key = raw.replaceAll("~1", "/").replaceAll("~0", "~");
    if (isAlias(node)) node = node.resolve(parsed);
    if (isMap(node)) {
      const pair = pairsOf(node, members).get(key);
      if (pair === undefined) break;
      offset = (pair.key as { range?: readonly number[] }).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      offset = (node as { range?: readonly number[] } | undefined)?.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}
