import type { JsonObject } from "../text/is-json-object.js";

/** A page as the vendor published it: its text, and the OpenAPI documents in it. */
export interface PublishedPage {
  /** As the user named it; `stdin` for `-`. */
  readonly file: string;
  readonly text: string;
  /** The page is a document itself, or holds some in fenced blocks; a page of prose holds none. */
  readonly documents: readonly PublishedDocument[];
}

export interface PublishedDocument {
  /** `page.md`, or `page.md:23` for a block that starts at that line. */
  readonly place: string;
  readonly file: string;
  readonly document: JsonObject;
  /** Line of the file, from 1, that a JSON pointer leads to; that of the nearest place above where it leads nowhere. */
  readonly lineOf: (pointer: string) => number;
}
