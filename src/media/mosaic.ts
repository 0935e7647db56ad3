/** One cell of a mosaic is a flat square of this many pixels. */
export const CELL = 4;

/** Cells along the side of a macroblock, the 16x16 pixels that H.264 codes as a unit. */
export const MACROBLOCK_CELLS = 4;

/** Luma of shade 0, and the step between shades. The encoder's exactness depends on the step being 64. */
export const DARKEST_LUMA = 32;
export const LUMA_STEP = 64;

/** Shades of a cell, by the luma they become: 32, 96, 160, 224. */
export type Shade = 0 | 1 | 2 | 3;

/** Chroma of a macroblock as steps of 5 away from grey (128). */
export interface Tint {
  cb: number;
  cr: number;
}

export const TINT_STEP = 5;

/**
 * A picture made of flat squares of 4x4 pixels in four shades, with one tint a macroblock: rough, but exact
 * and cheap to code. Coordinates are cells from the top left corner.
 */
export class Mosaic {
  /** Size in macroblocks; it covers the frame, whose right and bottom edge may cut the last ones. */
  readonly mbColumns: number;
  readonly mbRows: number;
  /** Whole cells inside the frame. */
  readonly columns: number;
  readonly rows: number;
  /** Distance between a cell and the one below it. */
  readonly stride: number;
  readonly shades: Uint8Array;
  /** The same bytes, four cells (a macroblock's row) to a word. */
  readonly words: Uint32Array;
  /** Index into `palette`, one a macroblock. */
  readonly tints: Uint8Array;
  #changed = new Set<number>();

  /**
   * @param width - frame width in pixels
   * @param height - frame height in pixels
   * @param palette - the tints in use; the first one is the background's
   */
  constructor(
    readonly width: number,
    readonly height: number,
    readonly palette: readonly Tint[],
  ) {
    this.mbColumns = Math.ceil(width / (CELL * MACROBLOCK_CELLS));
    this.mbRows = Math.ceil(height / (CELL * MACROBLOCK_CELLS));
    this.columns = Math.floor(width / CELL);
    this.rows = Math.floor(height / CELL);
    this.stride = this.mbColumns * MACROBLOCK_CELLS;
    this.shades = new Uint8Array(this.stride * this.mbRows * MACROBLOCK_CELLS);
    this.words = new Uint32Array(this.shades.buffer);
    this.tints = new Uint8Array(this.mbColumns * this.mbRows);
  }

  /** Sets one cell; outside the mosaic nothing happens. */
  set(x: number, y: number, shade: number): void {
    if (x < 0 || y < 0 || x >= this.stride || y >= this.mbRows * MACROBLOCK_CELLS) return;
    const at = y * this.stride + x;
    if (this.shades[at] === shade) return;
    this.shades[at] = shade;
    this.#changed.add((y >> 2) * this.mbColumns + (x >> 2));
  }

  fill(x: number, y: number, width: number, height: number, shade: Shade): void {
    for (let row = y; row < y + height; row++)
      for (let column = x; column < x + width; column++) this.set(column, row, shade);
  }

  /** Tints the macroblocks that a rectangle of cells touches. Not for use after the first frame. */
  tint(x: number, y: number, width: number, height: number, index: number): void {
    for (let row = y >> 2; row <= (y + height - 1) >> 2; row++)
      this.tints.fill(
        index,
        row * this.mbColumns + (x >> 2),
        row * this.mbColumns + ((x + width - 1) >> 2) + 1,
      );
  }

  /** Addresses of the macroblocks changed since the last call, ascending. */
  takeChanges(): number[] {
    const changed = [...this.#changed].sort((a, b) => a - b);
    this.#changed = new Set();
    return changed;
  }
}
