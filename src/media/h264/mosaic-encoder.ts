import { BitWriter } from "../bit-writer.js";
import { DARKEST_LUMA, MACROBLOCK_CELLS, type Mosaic, type Tint } from "../mosaic.js";
import type { Stepwise } from "../stepwise.js";
import { NAL_HEADER, nalUnit } from "./nal-unit.js";
import { CHROMA_DC, LUMA_DC, ResidualCode } from "./residual-code.js";

/**
 * Codes a mosaic as H.264, without loss.
 *
 * Every macroblock is Intra16x16, predicted from the row above or the column to the left, and only its 16
 * luma DC coefficients are sent: one for each 4x4 block, and a block is flat, so nothing more is needed. At
 * quantiser 40 the decoder's arithmetic is exact: LevelScale(40 % 6) = 256 and a shift of 6 - 40 / 6 = 0 make
 * each block's residual (256 f + 32) >> 6 = 4 f, where f = H c H is the Hadamard transform of the levels. As
 * H H = 4, levels c = H R H / 64 give back any residual R whose entries are multiples of 64, the step between shades.
 * A tint works alike: chroma quantiser 36 and a lone DC level n shift the whole block by 5 n.
 *
 * The levels do not depend on the neighbours' (`nC` counts AC coefficients, and there are none), so a P frame
 * holds runs of skipped macroblocks and the changed ones, coded the same way.
 */
export class MosaicEncoder {
  readonly #repeats: Uint8Array[] = [];
  readonly #above = new MacroblockLuma();
  readonly #left = new MacroblockLuma();
  readonly #chroma = new ResidualCode();
  readonly #chromaLevels = new Int16Array(4);
  #frameNumber = 0;

  constructor(private readonly mosaic: Mosaic) {}

  /** The mosaic as it is now, decodable on its own, step by step. Two of them never follow one another. */
  *keyFrame(): Stepwise<Uint8Array> {
    const out = sliceOf(I_SLICE, 0);
    this.#frameNumber = 1;
    const { mbColumns, mbRows } = this.mosaic;
    for (let row = 0; row < mbRows; row++) {
      for (let column = 0; column < mbColumns; column++) this.#macroblock(out, column, row, 0);
      if (row % ROWS_A_STEP === ROWS_A_STEP - 1) yield;
    }
    return nalUnit(NAL_HEADER.idrSlice, out.finish());
  }

  /** The frame after the last one. `changed` are the addresses of the macroblocks that differ from it, ascending. */
  nextFrame(changed: readonly number[]): Uint8Array {
    const number = this.#frameNumber;
    this.#frameNumber = (number + 1) & 15;
    if (changed.length > 0) return this.#interFrame(number, changed);
    // A frame that repeats the last one depends on its number only, so 16 of them serve a whole film.
    this.#repeats[number] ??= this.#interFrame(number, []);
    return this.#repeats[number];
  }

  #interFrame(number: number, changed: readonly number[]): Uint8Array {
    const out = sliceOf(P_SLICE, number);
    const { mbColumns, mbRows } = this.mosaic;
    let next = 0;
    for (const address of changed) {
      out.unsigned(address - next); // mb_skip_run
      this.#macroblock(out, address % mbColumns, Math.floor(address / mbColumns), 5);
      next = address + 1;
    }
    if (next < mbColumns * mbRows) out.unsigned(mbColumns * mbRows - next);
    return nalUnit(NAL_HEADER.slice, out.finish());
  }

  /** @param typeOffset - where the intra types start in the slice's table of macroblock types */
  #macroblock(out: BitWriter, column: number, row: number, typeOffset: number): void {
    const { tints, palette, mbColumns } = this.mosaic;
    const address = row * mbColumns + column;
    const luma = this.#cheapestLuma(column, row);
    const neighbour = row > 0 ? address - mbColumns : column > 0 ? address - 1 : undefined;
    const tint = tintOf(palette, tints[address]);
    const predicted = neighbour === undefined ? GREY : tintOf(palette, tints[neighbour]);
    const tinted = tint.cb !== predicted.cb || tint.cr !== predicted.cr;
    out.unsigned(typeOffset + 1 + luma.mode + (tinted ? 4 : 0)); // mb_type: I_16x16, mode, chroma DC or none
    out.unsigned(row > 0 ? CHROMA_VERTICAL : column > 0 ? CHROMA_HORIZONTAL : CHROMA_DC_MODE);
    out.signed(0); // mb_qp_delta
    luma.code.writeTo(out);
    if (!tinted) return;
    for (const level of [tint.cb - predicted.cb, tint.cr - predicted.cr]) {
      this.#chromaLevels[0] = level;
      this.#chroma.encode(this.#chromaLevels, CHROMA_DC);
      this.#chroma.writeTo(out);
    }
  }

  /** Whether every column goes on as it ends above: so it is with most of a card, and there is nothing to send. */
  #continuesAbove(column: number, row: number): boolean {
    const { words, mbColumns } = this.mosaic;
    const at = row * MACROBLOCK_CELLS * mbColumns + column;
    const end = words[at - mbColumns];
    for (let i = 0; i < MACROBLOCK_CELLS; i++) if (words[at + i * mbColumns] !== end) return false;
    return true;
  }

  #cheapestLuma(column: number, row: number): MacroblockLuma {
    const { shades, stride } = this.mosaic;
    const at = row * MACROBLOCK_CELLS * stride + column * MACROBLOCK_CELLS;
    if (row > 0) {
      if (this.#continuesAbove(column, row)) return NO_RESIDUAL;
      this.#above.encode(MODE.vertical, shades, at, stride);
      if (column === 0) return this.#above;
    }
    this.#left.encode(column > 0 ? MODE.horizontal : MODE.dc, shades, at, stride);
    return row > 0 && this.#above.code.bits <= this.#left.code.bits ? this.#above : this.#left;
  }
}

/** Rows of macroblocks coded in a step. */
const ROWS_A_STEP = 32;

/** Values of slice_type. */
const P_SLICE = 5;
const I_SLICE = 7;
const MODE = { vertical: 0, horizontal: 1, dc: 2 } as const;
const CHROMA_DC_MODE = 0;
const CHROMA_HORIZONTAL = 1;
const CHROMA_VERTICAL = 2;
const GREY: Tint = { cb: 0, cr: 0 };

/** Without neighbours the prediction is 128; a lone DC level n shifts the whole macroblock by 4 n. */
const LEVEL_FROM_GREY_TO_DARKEST = (DARKEST_LUMA - 128) / 4;

/** Position in the 4x4 matrix of levels, by zigzag index. */
const ZIGZAG = [0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15];

const tintOf = (palette: readonly Tint[], index: number | undefined): Tint => palette[index ?? 0] ?? GREY;

/** A slice with its header. */
function sliceOf(type: typeof I_SLICE | typeof P_SLICE, frameNumber: number): BitWriter {
  const out = new BitWriter();
  out.unsigned(0); // first_mb_in_slice
  out.unsigned(type);
  out.unsigned(0); // pic_parameter_set_id
  out.bits(4, frameNumber);
  if (type === I_SLICE) out.unsigned(0); // idr_pic_id: differs only between key frames in a row
  // no_output_of_prior_pics_flag, long_term_reference_flag; or num_ref_idx_active_override, ref_pic_list_modification,
  // adaptive_ref_pic_marking
  out.bits(type === I_SLICE ? 2 : 3, 0);
  out.signed(0); // slice_qp_delta
  out.unsigned(1); // disable_deblocking_filter_idc: the squares keep their edges
  return out;
}

/** One way to code a macroblock's luma: the prediction mode and the code of what it leaves over. */
class MacroblockLuma {
  mode: number = MODE.vertical;
  readonly code = new ResidualCode();
  readonly #residual = new Int16Array(16);
  readonly #levels = new Int16Array(16);

  /** Predicts from the row above, from the column to the left, or from nothing. */
  encode(mode: number, shades: Uint8Array, at: number, stride: number): void {
    this.mode = mode;
    for (let i = 0; i < 16; i++) {
      const row = at + (i >> 2) * stride;
      const from = mode === MODE.vertical ? at - stride + (i & 3) : row - 1;
      const predicted = mode === MODE.dc ? 0 : (shades[from] ?? 0);
      this.#residual[i] = (shades[row + (i & 3)] ?? 0) - predicted;
    }
    hadamard(this.#residual);
    for (let i = 0; i < 16; i++) this.#levels[i] = this.#residual[ZIGZAG[i] ?? 0] ?? 0;
    if (mode === MODE.dc) this.#levels[0] = (this.#levels[0] ?? 0) + LEVEL_FROM_GREY_TO_DARKEST;
    this.code.encode(this.#levels, LUMA_DC);
  }
}

/** H m H in place, m being 4x4 row by row; the rows of H are ++++, ++--, +--+, +-+-. */
function hadamard(m: Int16Array): void {
  for (let row = 0; row < 16; row += 4) butterfly(m, row, 1);
  for (let column = 0; column < 4; column++) butterfly(m, column, 4);
}

function butterfly(m: Int16Array, at: number, step: number): void {
  const a = m[at] ?? 0;
  const b = m[at + step] ?? 0;
  const c = m[at + 2 * step] ?? 0;
  const d = m[at + 3 * step] ?? 0;
  m[at] = a + b + c + d;
  m[at + step] = a + b - c - d;
  m[at + 2 * step] = a - b - c + d;
  m[at + 3 * step] = a - b + c - d;
}

/** Vertical prediction that leaves nothing over. */
const NO_RESIDUAL = new MacroblockLuma();
NO_RESIDUAL.code.encode(new Int16Array(16), LUMA_DC);
