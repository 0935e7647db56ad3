import { KitError } from "../../contract/kit-error.js";
import { readStandardText } from "../../files/read-standard-input.js";
import {
  documentIn,
  documentsOfPage,
  documentUse,
  type FoundDocument,
  isDocument,
  isHtml,
  readText,
} from "./read-documents.js";

/** A published page: its text, and the OpenAPI documents in it. */
export interface PublishedPage {
  /** As the user named it; `stdin` for `-`. */
  readonly file: string;
  readonly text: string;
  /** The page is a document itself, or holds some in fenced blocks; a page of prose holds none. */
  readonly documents: readonly FoundDocument[];
}

/** The published pages have some 20 kB; a parser should not be busy with a film. */
const MOST_CHARACTERS = 500_000;

/**
 * Reads a page that the vendor published.
 *
 * @param file - Markdown, YAML, JSON or plain text; `-` for standard input
 * @throws {KitError} `DOCUMENT_UNREADABLE` for what is no file, too large or an address, `DOCUMENT_INVALID` for what
 * does not parse
 */
export async function readPublished(file: string): Promise<PublishedPage> {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(file)) {
    throw unreadable(file, "nothing is fetched: save the page first and name the file");
  }
  const name = file === "-" ? "stdin" : file;
  const text = file === "-" ? await readStandardText(documentUse) : readText(file);
  if (text.length > MOST_CHARACTERS) {
    throw unreadable(name, `it has ${text.length} characters: at most ${MOST_CHARACTERS} are read`);
  }
  if (text.trim() === "") throw unreadable(name, "it is empty");
  if (isHtml(text)) {
    throw unreadable(name, "it is HTML: save the page as Markdown, as text or as its OpenAPI document");
  }
  return {
    file: name,
    text,
    documents: isDocument(file, text) ? [documentIn(name, text)] : documentsOfPage(name, text),
  };
}

function unreadable(name: string, why: string): KitError {
  return new KitError("DOCUMENT_UNREADABLE", `${name}: ${why}`);
}
