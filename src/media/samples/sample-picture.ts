import { drawableText, fitHeading, type Room } from "../card/fit-text.js";
import { typefaces } from "../card/typeface.js";
import { CELL, Mosaic, type Shade } from "../mosaic.js";
import type { Stepwise } from "../stepwise.js";

/** Red, green, blue and opacity, 0 to 255 each. */
export type Colour = readonly [red: number, green: number, blue: number, opacity: number];

/** A still picture of flat square cells in four colours, the same for every format. */
export interface SamplePicture {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Pixels along the side of a cell; the right and bottom edge may cut the last ones. */
  readonly cell: number;
  /** Rows of cells from the top, each an index into `colours` per cell. */
  readonly rows: readonly Uint8Array[];
  readonly colours: readonly [Colour, Colour, Colour, Colour];
}

/** Rows of pixels that are all alike. */
export interface Band {
  readonly cells: Uint8Array;
  /** Rows of pixels. */
  readonly height: number;
}

const OPAQUE: SamplePicture["colours"] = [
  [28, 36, 56, 255],
  [58, 92, 150, 255],
  [148, 182, 222, 255],
  [244, 246, 250, 255],
];

/** The ground is clear, the border half so; the letters are neither, and can be read on black and on white. */
const CLEAR: SamplePicture["colours"] = [
  [28, 36, 56, 0],
  [58, 92, 150, 128],
  [104, 140, 196, 255],
  [76, 118, 190, 255],
];

const BORDER: Shade = 1;
const BRIGHT: Shade = 3;
const DIM: Shade = 2;

/**
 * Draws the card of a sample image, step by step: a border, the size in large letters, the name under it. What finds no room
 * in a small picture is left out.
 *
 * @param cell - pixels along the side of a cell: 4, or 8 for a format that codes blocks of 8
 */
export function* samplePictureSteps(
  facts: { name: string; width: number; height: number; hasTransparency: boolean },
  cell: 4 | 8,
): Stepwise<SamplePicture> {
  const { width, height } = facts;
  const columns = Math.ceil(width / cell);
  const lines = Math.ceil(height / cell);
  const mosaic = new Mosaic(columns * CELL, lines * CELL, []);
  drawBorder(mosaic);
  yield;
  yield* drawTexts(mosaic, [`${width}x${height}`, facts.name]);
  const rows = Array.from({ length: lines }, (_, y) =>
    mosaic.shades.subarray(y * mosaic.stride, y * mosaic.stride + columns),
  );
  return { width, height, cell, rows, colours: facts.hasTransparency ? CLEAR : OPAQUE };
}

/** The picture as bands of equal rows, from the top. */
export function bandsOf(picture: SamplePicture): Band[] {
  const { rows, cell, height } = picture;
  const bands: { cells: Uint8Array; height: number }[] = [];
  rows.forEach((cells, i) => {
    const rowHeight = Math.min(cell, height - i * cell);
    const last = bands.at(-1);
    if (last !== undefined && Buffer.compare(last.cells, cells) === 0) last.height += rowHeight;
    else bands.push({ cells, height: rowHeight });
  });
  return bands;
}

function drawBorder(mosaic: Mosaic): void {
  const { columns, rows } = mosaic;
  const thick = Math.floor(Math.min(columns, rows) / 16);
  mosaic.fill(0, 0, columns, thick, BORDER);
  mosaic.fill(0, rows - thick, columns, thick, BORDER);
  mosaic.fill(0, 0, thick, rows, BORDER);
  mosaic.fill(columns - thick, 0, thick, rows, BORDER);
}

function* drawTexts(mosaic: Mosaic, texts: readonly string[]): Stepwise<void> {
  const { columns, rows } = mosaic;
  const margin = Math.ceil(Math.min(columns, rows) / 8);
  const room = (share: number): Room => ({
    width: columns - 2 * margin,
    height: (rows - 2 * margin) * share,
  });
  let y = margin;
  for (const [i, text] of texts.entries()) {
    const block = fitHeading(drawableText(text), typefaces(), room(i === 0 ? 0.5 : 0.3), rows / 10);
    yield;
    if (block === undefined || block.cut) continue;
    block.lines.forEach((line, k) => {
      block.face.draw(mosaic, margin, y + k * block.pitch, line, i === 0 ? BRIGHT : DIM);
    });
    y += block.height + Math.ceil(rows / 20);
    yield;
  }
}
