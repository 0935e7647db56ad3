import { shortText, visibleText } from "./visible-text.js";

/** Characters of one cell; the log has the rest. */
const LONGEST_CELL = 2000;

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** A text that Markdown shows as it is, on one line. */
export function markdownText(text: string): string {
  return visibleText(text)
    .replace(/\s+/g, " ")
    .replace(/[&<>]/g, (char) => entities[char] ?? char)
    .replace(/[\\`*_[\]|~#]/g, "\\$&");
}

/** The same for a cell of a table: not longer than 2,000 characters before they are escaped. */
export function markdownCell(text: string): string {
  return markdownText(shortText(text, LONGEST_CELL));
}
