import type { Typeface } from "./typeface.js";
import { clipLines, type Line, wrapText } from "./wrap-text.js";

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
