/** A sentence of a published text. */
export interface Sentence {
  /** As it is fingerprinted: what markup, spaces and capitals leave. */
  readonly normalised: string;
  /** As the page has it. */
  readonly text: string;
  /** Line of the text, from 0. */
  readonly line: number;
  /** Put together from several lines, whose parts are sentences of their own as well. */
  readonly isJoined?: true;
}

const QUOTED = /^\s*(?:>\s*)+/;
const BULLET = /^\s*(?:[-*+\u2022]\s+|\d+[.)]\s+|#{1,6}\s+)?/;
/** A line that goes on from no other: a list item, a heading, a table's row. */
const STARTS = /^\s*(?:[-*+\u2022]\s|[|]|#{1,6}\s|\d+[.)]\s)/;
/** Between two sentences; the first may end within quotation marks, brackets or emphasis. */
const BETWEEN = /(?<=[.!?;][*_`"'\u2019\u201d)\]]{0,4})\s+/;
const ENDED = /[.!?;][*_`"'\u2019\u201d)\]]{0,4}\s*$/;
/** Lines that one sentence may run over, where a paragraph is not one sentence after the other. */
const MOST_LINES = 12;

/**
 * The sentences of a text in Markdown, or of Markdown as it is rendered: each line taken apart, sentences that run over
 * several lines, and paragraphs as a whole.
 */
export function sentencesOf(text: string): Sentence[] {
  const found: Sentence[] = [];
  const add = (part: string, line: number, joined: Pick<Sentence, "isJoined"> = {}) => {
    const plain = normalised(part);
    if (plain !== "") found.push({ normalised: plain, text: part.trim(), line, ...joined });
  };
  for (const { start, lines } of paragraphsOf(text)) {
    const parts = lines.map((line) => line.replace(BULLET, "").split(BETWEEN));
    for (const [index, own] of parts.entries()) {
      for (const part of own) add(part, start + index);
      for (const part of runningOn(lines, parts, index)) add(part, start + index, { isJoined: true });
    }
    if (lines.length > MOST_LINES) {
      for (const part of lines.join(" ").replace(BULLET, "").split(BETWEEN))
        add(part, start, { isJoined: true });
    }
  }
  return found;
}

/** Lines without a blank one or a new list item in between. */
function paragraphsOf(text: string): { readonly start: number; readonly lines: readonly string[] }[] {
  const paragraphs: { start: number; lines: string[] }[] = [];
  let open = false;
  for (const [index, raw] of plainText(text).split(/\r?\n/).entries()) {
    const line = raw.replace(QUOTED, "");
    if (line.trim() === "") open = false;
    else if (open && !STARTS.test(line)) paragraphs.at(-1)?.lines.push(line);
    else {
      paragraphs.push({ start: index, lines: [line] });
      open = true;
    }
  }
  return paragraphs;
}

/** Sentences that begin with the last words of a line, one for each of the next lines that they may end on. */
function runningOn(
  lines: readonly string[],
  parts: readonly (readonly string[])[],
  index: number,
): readonly string[] {
  const found: string[] = [];
  if (ENDED.test(lines[index] ?? "")) return found;
  let sentence = parts[index]?.at(-1) ?? "";
  for (let next = index + 1; next < Math.min(lines.length, index + MOST_LINES); next++) {
    const [first = "", ...more] = parts[next] ?? [];
    sentence += ` ${first}`;
    found.push(sentence);
    if (more.length > 0 || ENDED.test(lines[next] ?? "")) break;
  }
  return found;
}

/** A sentence without what changes when a page is only set anew: markup, quotation marks, spaces, capitals. */
function normalised(sentence: string): string {
  return (
    sentence
      .replaceAll(/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, "$1")
      .replaceAll(/<(https?:[^>\s]*)>/g, "$1")
      // A table that was saved as text has lost its bars and empty cells.
      .replaceAll(/\|\s*-\s*(?=\|)/g, "")
      .replaceAll("~~", "")
      .replaceAll(/[\u2010-\u2015\u2212]/g, "-")
      .replaceAll("<=", "\u2264")
      .replaceAll(">=", "\u2265")
      .replaceAll(/[\s*_`"'\u2018\u2019\u201a-\u201f\u00ab\u00bb|#\\]/g, (mark) =>
        /\s/.test(mark) ? " " : "",
      )
      // Hyphens come and go where words are set or broken anew.
      .replaceAll(/(?<=\p{L})- *(?=\p{L})/gu, "")
      .replaceAll(" ", "")
      .replace(/[.:;,]+$/, "")
      .toLowerCase()
  );
}

/** Named entities that texts like these have; others stay as they are. */
const entities: Readonly<Record<string, string>> = {
  amp: "&",
  apos: "'",
  ge: "\u2265",
  gt: ">",
  hellip: "...",
  ldquo: '"',
  le: "\u2264",
  lsquo: "'",
  lt: "<",
  mdash: "-",
  middot: "\u00b7",
  nbsp: " ",
  ndash: "-",
  quot: '"',
  rdquo: '"',
  rsquo: "'",
  shy: "",
  times: "\u00d7",
};

/** Tags that only set text; others may be part of it, such as a placeholder in angle brackets. */
const INLINE = /<\/?(?:a|abbr|b|code|em|i|kbd|mark|s|small|span|strong|sub|sup|u)(?:\s[^<>\n]*)?>/gi;
const BLOCK = /<\/?(?:br|dd|div|dl|dt|li|ol|p|section|td|th|tr|ul)(?:\s[^<>\n]*)?\/?>/gi;
/** Soft hyphens, and spaces and joiners without a width. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;

/**
 * A text with its characters written one way, line by line: entities and compatibility forms resolved, tags for looks
 * and invisible characters gone, dashes alike.
 */
function plainText(text: string): string {
  return (
    withoutEntities(text.replaceAll(INLINE, "").replaceAll(BLOCK, " "))
      .normalize("NFKC")
      .replaceAll(INVISIBLE, "")
      // One that begins a line is no bullet.
      .replaceAll(/(?<=\S *)[\u2010-\u2015\u2212]/g, "-")
  );
}

/** A text on the same lines as it is read: plain, without quotation bars, emphasis and the addresses of links. */
export function legibleText(text: string): string {
  return plainText(text)
    .replaceAll(/^[ \t]*(?:>[ \t]?)+/gm, "")
    .replaceAll(/!?\[([^\]\n]*)\]\([^)\n]*\)/g, "$1")
    .replaceAll(/\*\*|__|~~/g, "")
    .replaceAll(/(?<![\w*])([*_])(?=\S)([^*_\n]*[^\s*_])\1(?![\w*])/g, "$2");
}

function withoutEntities(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined)
      return Object.hasOwn(entities, name as string) ? (entities[name as string] ?? whole) : whole;
    const code = decimal === undefined ? parseInt(hex as string, 16) : Number(decimal);
    return code > 0x10ffff || code === 10 || code === 13 ? " " : String.fromCodePoint(code);
  });
}
