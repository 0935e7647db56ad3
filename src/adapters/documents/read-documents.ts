import { extname } from "node:path";
import type { Readable } from "node:stream";
import type { PublishedDocument, PublishedPage } from "../../drift/published-page.js";
import { invalidDocument, KitError } from "../../errors/kit-error.js";
import { readStandardText, readTextFile } from "../../files/read-file.js";
import { type Block, parseBlock } from "./parse-document.js";

/** A parsed contract document and where it stood. References to other files are relative to its `file`. */
export interface FoundDocument extends PublishedDocument {
  /** Headings of the page above the block, the nearest first; none where the file is the document. */
  readonly headings: readonly string[];
}

/** Published pages have some 20 kB, and the largest documents of services some 10 MB. */
const MOST_CHARACTERS = 20_000_000;

const HTML = /^\s*(?:<\?xml[^>]*>\s*|<!--[\s\S]*?-->\s*)*<(?:!doctype|html|head|body|svg)\b/i;

/** Pages indent blocks that belong to a list, a tab or another component. */
const FENCE = /^([ \t]*)(`{3,}|~{3,})\s*([^\s`]*)/;

/** The documents of a file, and what keeps others in it from being read. */
export interface ReadDocuments {
  readonly found: readonly FoundDocument[];
  readonly faults: readonly KitError[];
}

/**
 * Reads the OpenAPI documents of a file: YAML, JSON, or a Markdown page with documents in fenced blocks.
 *
 * @throws {KitError} `DOCUMENT_UNREADABLE` when the file cannot be read, `DOCUMENT_INVALID` when it is HTML, or a
 * document that does not parse; both name the file and, where there is one, line and column
 */
export function readDocuments(file: string): ReadDocuments {
  const text = readText(file);
  refuseLong(file, text, MOST_CHARACTERS);
  if (HTML.test(text)) {
    throw invalidDocument(`${file}: it is HTML: save the page as Markdown, or save its OpenAPI document`);
  }
  if (isDocument(file, text)) return { found: [documentIn(file, text)], faults: [] };
  const found: FoundDocument[] = [];
  const faults: KitError[] = [];
  for (const block of openApiBlocks(text)) {
    try {
      found.push(documentOfBlock(file, block));
    } catch (error) {
      if (!(error instanceof KitError)) throw error;
      faults.push(error);
    }
  }
  return { found, faults };
}

/** Whether a text is a document itself, and no page: by the ending of its name, else by what it says. */
function isDocument(file: string, text: string): boolean {
  const ending = extname(file).toLowerCase();
  if ([".yaml", ".yml", ".json"].includes(ending)) return true;
  if ([".md", ".markdown", ".mdx"].includes(ending)) return false;
  return (
    /^\s*\{/.test(text) ||
    (/^["']?(?:openapi|swagger|paths)["']?\s*:/m.test(text) && !/^ {0,3}(?:`{3}|~{3})/m.test(text))
  );
}

/**
 * A text that is one document in YAML or JSON.
 *
 * @param file - its name, for messages
 * @throws {KitError} `DOCUMENT_INVALID`
 */
export function documentIn(file: string, text: string): FoundDocument {
  return { place: file, file, headings: [], ...parseBlock(file, { line: 1, text }) };
}

function openApiBlocks(text: string): FencedBlock[] {
  return fencedBlocks(text).filter((block) =>
    /^\s*["']?(?:openapi|swagger)["']?\s*:\s*["']?\d/m.test(block.text),
  );
}

function documentOfBlock(file: string, block: FencedBlock): FoundDocument {
  return { place: `${file}:${block.line}`, file, headings: block.headings, ...parseBlock(file, block) };
}

/**
 * The text of a file, without a byte order mark.
 *
 * @throws {KitError} `DOCUMENT_UNREADABLE`
 */
export function readText(file: string): string {
  return readTextFile(file, documentUse);
}

/** The largest document known, of a whole cloud provider, has 12 MB. */
const documentUse = {
  what: "a document",
  most: 50_000_000,
  code: "DOCUMENT_UNREADABLE",
  pipes: true,
} as const;

/** The published pages have some 20 kB; a parser should not be busy with a film. */
const MOST_OF_PAGE = 500_000;

/**
 * Reads a page that the vendor published.
 *
 * @param file - Markdown, YAML, JSON or plain text; `-` for standard input
 * @throws {KitError} `DOCUMENT_UNREADABLE` for what is no file, too large or an address, `DOCUMENT_INVALID` for what
 * does not parse
 */
export async function readPublished(file: string, stdin: Readable = process.stdin): Promise<PublishedPage> {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(file)) {
    throw unreadable(file, "nothing is fetched: save the page first and name the file");
  }
  const name = file === "-" ? "stdin" : file;
  const text = file === "-" ? await readStandardText(documentUse, stdin) : readText(file);
  refuseLong(name, text, MOST_OF_PAGE);
  if (text.trim() === "") throw unreadable(name, "it is empty");
  if (/[\u0000\ufffd]/.test(text)) throw unreadable(name, "it is no text in UTF-8: save the page as UTF-8");
  if (HTML.test(text)) {
    throw unreadable(name, "it is HTML: save the page as Markdown, as text or as its OpenAPI document");
  }
  const whole = isDocument(file, text);
  const documents = whole
    ? [documentIn(name, text)]
    : openApiBlocks(text).map((block) => documentOfBlock(name, block));
  if (whole) refuseAnswer(name, documents[0]?.document ?? {});
  else if (documents.length > 0) refuseCut(name, text);
  return { file: name, text, documents };
}

/** The answer of a server that was saved in place of a document. */
function refuseAnswer(name: string, document: Readonly<Record<string, unknown>>): void {
  if (["openapi", "swagger", "paths"].some((key) => Object.hasOwn(document, key))) return;
  const keys = Object.keys(document).slice(0, 5).join(", ").slice(0, 100);
  const what = Object.hasOwn(document, "error")
    ? "it looks like the error of a server"
    : `its members are ${keys}`;
  throw invalidDocument(
    `${name}: it is no OpenAPI document (${what}), and describes no operation under "paths"`,
  );
}

/** A page whose last fenced block has no end: the rest of its document is missing. */
function refuseCut(name: string, text: string): void {
  let open: { readonly fence: string; readonly line: number } | undefined;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [, fence = "", info = ""] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line.trimEnd()) ?? [];
    if (fence === "") continue;
    if (open === undefined) open = { fence, line: index + 1 };
    else if (info === "" && fence.startsWith(open.fence)) open = undefined;
  }
  if (open === undefined) return;
  throw invalidDocument(
    `${name}:${open.line}: the fenced block that begins here has no end, so the page is cut short: save all of it`,
  );
}

function refuseLong(name: string, text: string, most: number): void {
  if (text.length > most) {
    throw unreadable(name, `it has ${text.length} characters: at most ${most} are read`);
  }
}

function unreadable(name: string, why: string): KitError {
  return new KitError("DOCUMENT_UNREADABLE", `${name}: ${why}`);
}

/** A fenced block, and the headings of the page above it, the nearest first. */
interface FencedBlock extends Block {
  readonly headings: readonly string[];
}

const BEGINS_DOCUMENT = /^(?:\s|#.*\n)*(?:\{\s*)?["']?(?:openapi|swagger)["']?\s*:/;

function fencedBlocks(markdown: string): FencedBlock[] {
  const lines = markdown.split(/\r?\n/);
  const blocks: FencedBlock[] = [];
  const headings: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const [, heading] = /^ {0,3}#{1,6}\s+(.*?)[\s#]*$/.exec(lines[at] ?? "") ?? [];
    if (heading !== undefined) headings.unshift(heading);
    const [, indent = "", fence = "", language = ""] = FENCE.exec(lines[at] ?? "") ?? [];
    if (fence === "") continue;
    const start = at + 1;
    at = start;
    while (at < lines.length && !isClosing(lines[at] ?? "", fence, indent)) at++;
    const text = lines
      .slice(start, at)
      .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
      .join("\n");
    // Whatever the block calls itself, it may begin as a document.
    const isNamed = language === "" || /^\{?(?:ya?ml|json|openapi)/i.test(language);
    if (isNamed || BEGINS_DOCUMENT.test(text))
      blocks.push({ line: start + 1, text, headings: [...headings] });
  }
  return blocks;
}

/** A fence inside a description of the document stands further in, and closes nothing. */
function isClosing(line: string, fence: string, indent: string): boolean {
  const closing = line.trim();
  return (
    closing.length >= fence.length &&
    closing === (fence[0] ?? "").repeat(closing.length) &&
    line.length - line.trimStart().length <= indent.length + 3
  );
}
