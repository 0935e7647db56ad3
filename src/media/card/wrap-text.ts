/** The width of characters in cells, for setting a text. */
export interface TextMetrics {
  advance(code: number): number;
}

/** Code points of one line. */
export type Line = readonly number[];

/** As much of a text as is looked at, in UTF-16 units: more than the largest frame can show. */
const LONGEST_TEXT = 12_000;
const SPACE = 0x20;
const HYPHEN = 0x2d;
const ELLIPSIS = 0x2026;
/** Wide signs that do not begin a line. */
const CLOSING = new Set(Array.from("、。，．！？：；）］｝」』》】〉”’ー", (sign) => sign.codePointAt(0)));

/**
 * The code points to draw: composed (NFC), white space and control characters as single spaces, without what
 * takes no room (joiners, variation selectors, loose accents). Of a very long text only the start.
 */
export function drawableText(text: string): number[] {
  const start = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
  const clean = start
    .normalize("NFC")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .replace(/[\p{Cf}\p{M}]/gu, "")
    .trim();
  return Array.from(clean, (character) => character.codePointAt(0) ?? SPACE);
}

/**
 * Breaks a text into lines no wider than `width`: at spaces and after hyphens, and inside a word when it is
 * longer than a line. Stops after `most` lines; without room for a single character there are none.
 */
export function wrapText(codes: Line, metrics: TextMetrics, width: number, most: number): Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start < codes.length && lines.length < most) {
    const end = endOfLine(codes, start, metrics, width);
    if (end === start) return [];
    lines.push(trimmed(codes.slice(start, end)));
    start = end;
    while (codes[start] === SPACE) start++;
  }
  return lines;
}

/** The first `count` lines; when some are left out, the last one ends in an ellipsis. */
export function clipLines(
  lines: readonly Line[],
  count: number,
  metrics: TextMetrics,
  width: number,
): Line[] {
  if (lines.length <= count) return [...lines];
  const kept = lines.slice(0, count);
  const last = [...(kept.pop() ?? [])];
  while (last.length > 0 && lineWidth([...last, ELLIPSIS], metrics) > width) last.pop();
  return count > 0 ? [...kept, [...trimmed(last), ELLIPSIS]] : [];
}

export function lineWidth(codes: Line, metrics: TextMetrics): number {
  return codes.reduce((sum, code) => sum + metrics.advance(code), 0);
}

function endOfLine(codes: Line, start: number, metrics: TextMetrics, width: number): number {
  let used = 0;
  let breakAt = start;
  for (let i = start; i < codes.length; i++) {
    const code = codes[i] ?? SPACE;
    used += metrics.advance(code);
    if (code === SPACE) breakAt = i;
    if (used > width) {
      if (code === SPACE) return i;
      return breakAt > start ? breakAt : i;
    }
    // Between two characters of a script that writes no spaces, a line may end anywhere.
    const wide = metrics.advance(code) > metrics.advance(SPACE);
    if (code === HYPHEN || (wide && !CLOSING.has(codes[i + 1]))) breakAt = i + 1;
  }
  return codes.length;
}

function trimmed(line: Line): Line {
  return line.at(-1) === SPACE ? line.slice(0, -1) : line;
}
