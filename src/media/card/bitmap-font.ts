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

  has(code: number): boolean {
    return this.#places.has(code);
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
