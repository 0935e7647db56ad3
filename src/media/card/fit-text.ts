import type { Typeface } from "./typeface.js";

/** A text set in a face, broken into lines. Sizes are cells. */
export interface TextBlock {
  face: Typeface;
  lines: readonly Line[];
  /** From the top of one line to the top of the next. */
  pitch: number;
  /** All lines together. */
  height: number;
  /** Whether the end of the text is missing. */
  cut: boolean;
}

/** The room a text has, in cells, and the lines it may take. */
export interface Room {
  width: number;
  height: number;
  lines?: number;
}

/**
 * Sets a text in the largest face that shows all of it in the room. When none of the size `smallest` and up
 * does, the text is cut with an ellipsis: in `smallest`, or in a smaller face if only that has room for two
 * lines.
 *
 * @param faces - smallest first
 * @param smallest - an index into `faces`
 * @returns undefined when there is no text, or no room for a single line
 */
export function fitText(
  text: Line,
  faces: readonly Typeface[],
  room: Room,
  smallest: number,
): TextBlock | undefined {
  const larger = faces.slice(smallest).reverse();
  for (const face of larger) {
    const block = setText(text, face, room);
    if (block !== undefined && !block.cut) return block;
  }
  const smaller = faces.slice(0, smallest + 1).reverse();
  const blocks = smaller.map((face) => setText(text, face, room)).filter((block) => block !== undefined);
  return blocks.find((block) => block.lines.length > 1) ?? blocks[0];
}

function setText(text: Line, face: Typeface, room: Room): TextBlock | undefined {
  const { height, leading } = face.measure(text);
  const pitch = height + leading;
  const count = Math.min(room.lines ?? Number.POSITIVE_INFINITY, Math.floor((room.height + leading) / pitch));
  if (count < 1) return undefined;
  const all = wrapText(text, face, room.width, count + 1);
  const lines = clipLines(all, count, face, room.width);
  if (lines.length === 0) return undefined;
  return { face, lines, pitch, height: lines.length * pitch - leading, cut: all.length > count };
}

/**
 * Sets a heading: in the fewest lines, up to 4, that let its letters be `readable` cells high, and otherwise
 * as large as it goes.
 */
export function fitHeading(
  text: Line,
  faces: readonly Typeface[],
  room: Room,
  readable: number,
): TextBlock | undefined {
  const blocks = [1, 2, 3, 4]
    .map((lines) => fitText(text, faces, { ...room, lines }, 0))
    .filter((block) => block !== undefined);
  const whole = blocks.filter((block) => !block.cut);
  const largest = Math.max(...whole.map((block) => block.face.height));
  return (
    whole.find((block) => block.face.height >= readable) ??
    whole.find((block) => block.face.height === largest) ??
    blocks.at(-1)
  );
}

/** The width of characters in cells, for setting a text. */
type TextMetrics = Pick<Typeface, "advance">;

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
