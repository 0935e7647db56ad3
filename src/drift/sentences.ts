/** A sentence of a published text. */
export interface Sentence {
  /** As it is fingerprinted: what markup, spaces and capitals leave. */
  readonly normalised: string;
  /** As the page has it. */
  readonly text: string;
  /** Line of the text, from 0. */
  readonly line: number;
}

const BULLET = /^\s*(?:>\s*)*(?:[-*+\u2022]\s+|\d+[.)]\s+|#{1,6}\s+)?/;
/** A line that goes on from no other: a list item, a heading, a table's row, a quotation. */
const STARTS = /^\s*(?:[-*+\u2022>|#]|\d+[.)]\s)/;

/**
 * The sentences of a text in Markdown, or of Markdown as it is rendered: each line taken apart, and paragraphs that run
 * over several lines as a whole.
 */
export function sentencesOf(text: string): Sentence[] {
  const found: Sentence[] = [];
  const lines = text.split(/\r?\n/);
  let paragraph: string[] = [];
  let start = 0;
  const add = (unit: string, line: number) => {
    for (const part of unit.replace(BULLET, "").split(/(?<=[.!?;])\s+/)) {
      const plain = normalised(part);
      if (plain !== "") found.push({ normalised: plain, text: part.trim(), line });
    }
  };
  const close = () => {
    if (paragraph.length > 1) add(paragraph.join(" "), start);
    paragraph = [];
  };
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") {
      close();
      continue;
    }
    add(line, index);
    if (STARTS.test(line)) close();
    if (paragraph.length === 0) start = index;
    paragraph.push(line);
  }
  close();
  return found;
}

/** A sentence without what changes when a page is only set anew: markup, quotation marks, spaces, capitals. */
function normalised(sentence: string): string {
  return (
    sentence
      .normalize("NFKC")
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      // A table that was saved as text has lost its bars and empty cells.
      .replaceAll(/\|\s*[-\u2013\u2014]\s*(?=\|)/g, "")
      .replaceAll(/[\s*_`"'\u2018\u2019\u201c\u201d|#\\]/g, "")
      .replaceAll(/[\u2013\u2014]/g, "-")
      .replace(/[.:;,]+$/, "")
      .toLowerCase()
  );
}
