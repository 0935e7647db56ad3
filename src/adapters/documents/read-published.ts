import type { Readable } from "node:stream";
import type { PublishedPage } from "../../drift/published-page.js";
import { invalidDocument, KitError } from "../../errors/kit-error.js";
import { readStandardText } from "../../files/read-file.js";
import { documentIn, documentsOfPage, documentUse, isDocument, isHtml, readText } from "./read-documents.js";

/** The published pages have some 20 kB; a parser should not be busy with a film. */
const MOST_CHARACTERS = 500_000;

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
  if (text.length > MOST_CHARACTERS) {
    throw unreadable(name, `it has ${text.length} characters: at most ${MOST_CHARACTERS} are read`);
  }
  if (text.trim() === "") throw unreadable(name, "it is empty");
  if (/[\u0000\ufffd]/.test(text)) throw unreadable(name, "it is no text in UTF-8: save the page as UTF-8");
  if (isHtml(text)) {
    throw unreadable(name, "it is HTML: save the page as Markdown, as text or as its OpenAPI document");
  }
  const whole = isDocument(file, text);
  const documents = whole ? [documentIn(name, text)] : documentsOfPage(name, text);
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

function unreadable(name: string, why: string): KitError {
  return new KitError("DOCUMENT_UNREADABLE", `${name}: ${why}`);
}
