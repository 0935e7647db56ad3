import { brotliDecompressSync } from "node:zlib";

/** A glyph's pixels row by row, 1 where there is ink. */
export type GlyphPixels = Uint8Array;

/** A bitmap font: every glyph has the same size. */
export class BitmapFont {
  readonly #places = new Map<number, number>();

  /**
   * @param codes - the code points it has, in the order of their glyphs
   * @param bits - width x height bits a glyph, without gaps
   */
  constructor(
    readonly width: number,
    readonly height: number,
    codes: readonly number[],
    private readonly bits: Uint8Array,
  ) {
    codes.forEach((code, place) => {
      this.#places.set(code, place);
    });
  }

  /** undefined for a character that the font does not have */
  glyph(code: number): GlyphPixels | undefined {
    const place = this.#places.get(code);
    if (place === undefined) return undefined;
    const size = this.width * this.height;
    const start = place * size;
    return Uint8Array.from({ length: size }, (_, i) => {
      const bit = start + i;
      return ((this.bits[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1;
    });
  }
}

/** Unpacks the faces of a glyph module, whose form `scripts/make-font.mjs` describes. */
export function readFonts(packed: string): BitmapFont[] {
  const data = brotliDecompressSync(Buffer.from(packed, "base64"));
  const fonts: BitmapFont[] = [];
  for (let at = 0; at < data.length; ) {
    const [width = 0, height = 0] = data.subarray(at, at + 2);
    const count = data.readUInt16BE(at + 2);
    const codes = readCodes(data, at + 4, count);
    const size = Math.ceil((count * width * height) / 8);
    fonts.push(new BitmapFont(width, height, codes.values, data.subarray(codes.end, codes.end + size)));
    at = codes.end + size;
  }
  return fonts;
}

function readCodes(data: Uint8Array, start: number, count: number): { values: number[]; end: number } {
  const values: number[] = [];
  let code = 0;
  let gap = 0;
  let shift = 0;
  let at = start;
  while (values.length < count) {
    const byte = data[at++] ?? 0;
    gap |= (byte & 127) << shift;
    shift += 7;
    if (byte > 127) continue;
    code += gap;
    values.push(code);
    gap = 0;
    shift = 0;
  }
  return { values, end: at };
}

/**
 * Enlarges a glyph 1, 2, 3 or 4 times with diagonals instead of steps (the rules known as Scale2x and
 * Scale3x; 4 is 2 twice).
 */
export function smoothScale(pixels: GlyphPixels, width: number, height: number, factor: number): GlyphPixels {
  if (factor === 1) return pixels;
  if (factor === 4) return smoothScale(smoothScale(pixels, width, height, 2), 2 * width, 2 * height, 2);
  const at = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : (pixels[y * width + x] ?? 0);
  const out = new Uint8Array(pixels.length * factor * factor);
  const block = factor === 2 ? twice : thrice;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const near = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => at(x + dx, y + dy)));
      block(near).forEach((ink, i) => {
        const row = y * factor + Math.floor(i / factor);
        out[row * width * factor + x * factor + (i % factor)] = ink;
      });
    }
  return out;
}

/** The 2x2 pixels that replace the middle one of nine. */
function twice(near: readonly number[]): number[] {
  const [, up = 0, , left = 0, middle = 0, right = 0, , down = 0] = near;
  if (up === down || left === right) return [middle, middle, middle, middle];
  return [
    left === up ? left : middle,
    up === right ? right : middle,
    left === down ? left : middle,
    down === right ? right : middle,
  ];
}

/** The 3x3 pixels that replace the middle one of nine. */
function thrice(near: readonly number[]): number[] {
  const [upLeft, up = 0, upRight, left = 0, middle = 0, right = 0, downLeft, down = 0, downRight] = near;
  if (up === down || left === right) return new Array<number>(9).fill(middle);
  return [
    left === up ? left : middle,
    (left === up && middle !== upRight) || (up === right && middle !== upLeft) ? up : middle,
    up === right ? right : middle,
    (left === up && middle !== downLeft) || (left === down && middle !== upLeft) ? left : middle,
    middle,
    (up === right && middle !== downRight) || (down === right && middle !== upRight) ? right : middle,
    left === down ? left : middle,
    (left === down && middle !== downRight) || (down === right && middle !== downLeft) ? down : middle,
    down === right ? right : middle,
  ];
}
