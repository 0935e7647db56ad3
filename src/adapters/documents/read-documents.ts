import { extname } from "node:path";
import type { PublishedDocument } from "../../drift/published-page.js";
import { invalidDocument, KitError } from "../../errors/kit-error.js";
import { readTextFile } from "../../files/read-file.js";
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
  if (text.length > MOST_CHARACTERS) {
    const sentence = `${file}: it has ${text.length} characters: at most ${MOST_CHARACTERS} are read`;
    throw new KitError("DOCUMENT_UNREADABLE", sentence);
  }
  if (isHtml(text)) {
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

/** Whether a text is a page for browsers. */
export function isHtml(text: string): boolean {
  return HTML.test(text);
}

/** Whether a text is a document itself, and no page: by the ending of its name, else by what it says. */
export function isDocument(file: string, text: string): boolean {
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

/**
 * The documents in the fenced blocks of a Markdown page; none where no block says `openapi:` and a version.
 *
 * @param file - its name, for messages
 * @throws {KitError} `DOCUMENT_INVALID`
 */
export function documentsOfPage(file: string, text: string): FoundDocument[] {
  return openApiBlocks(text).map((block) => documentOfBlock(file, block));
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
export const documentUse = {
  what: "a document",
  most: 50_000_000,
  code: "DOCUMENT_UNREADABLE",
  pipes: true,
} as const;

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
