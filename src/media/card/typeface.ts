import type { Mosaic, Shade } from "../mosaic.js";
import { type BitmapFont, type GlyphPixels, readFonts, smoothScale } from "./bitmap-font.js";
import { HAN_GLYPHS } from "./han-glyphs.js";
import { TEXT_GLYPHS } from "./text-glyphs.js";

/** Faces below this height get Chinese characters of half size. */
const FULL_HAN_HEIGHT = 13;
const HAN_SIZE = 16;

/** A face in one size, drawn on a mosaic. Sizes are cells. */
export class Typeface {
  readonly width: number;
  readonly height: number;
  readonly #hanSize: number;

  /**
   * @param font - characters of this font are taken first
   * @param fallback - then of this one, of the same size; then a box is drawn
   * @param scale - 1 to 4
   */
  constructor(
    private readonly font: BitmapFont,
    private readonly fallback: BitmapFont,
    private readonly scale: number,
  ) {
    this.width = font.width * scale;
    this.height = font.height * scale;
    this.#hanSize = (font.height < FULL_HAN_HEIGHT ? HAN_SIZE / 2 : HAN_SIZE) * scale;
  }

  /** Cells that a character takes from left to right. */
  advance(code: number): number {
    return isWide(code) ? this.#hanSize : this.width;
  }

  /** Height of a line of this text, and the space to leave before the next one. */
  measure(codes: readonly number[]): { height: number; leading: number } {
    if (!codes.some(isWide) || this.#hanSize <= this.height) {
      return { height: this.height, leading: Math.floor(this.height / 10) };
    }
    return { height: this.#hanSize, leading: this.scale };
  }

  /** Draws one line from its top left corner. */
  draw(mosaic: Mosaic, x: number, y: number, codes: readonly number[], shade: Shade): void {
    const drop = Math.round((this.measure(codes).height - this.height) / 2);
    let left = x;
    for (const code of codes) {
      const width = this.advance(code);
      const top = isWide(code) ? y : y + drop;
      const [pixels, isHalved] = isWide(code) ? this.#wide(code) : [this.#narrow(code), false];
      const start = left;
      pixels.forEach((ink, i) => {
        if (ink > 0)
          mosaic.set(
            start + (i % width),
            top + Math.floor(i / width),
            isHalved ? Math.min(shade, ink + 1) : shade,
          );
      });
      left += width;
    }
  }

  #narrow(code: number): GlyphPixels {
    const { width, height } = this.font;
    const glyph = this.font.glyph(code) ?? this.fallback.glyph(code) ?? emptyBox(width, height);
    return smoothScale(glyph, width, height, this.scale);
  }

  #wide(code: number): [pixels: GlyphPixels, isHalved: boolean] {
    const glyph = hanFont().glyph(code) ?? emptyBox(HAN_SIZE, HAN_SIZE);
    // Faces so low are never enlarged.
    if (this.#hanSize < HAN_SIZE * this.scale) return [halved(glyph), true];
    return [smoothScale(glyph, HAN_SIZE, HAN_SIZE, this.scale), false];
  }
}

let faces: readonly Typeface[] | undefined;
let han: BitmapFont | undefined;

/** All sizes of text, smallest first; unpacked at the first call. */
export function typefaces(): readonly Typeface[] {
  faces ??= makeFaces();
  return faces;
}

function makeFaces(): Typeface[] {
  const [tiny, small, medium, large, largeBold] = readFonts(TEXT_GLYPHS);
  if (!tiny || !small || !medium || !large || !largeBold) throw new Error("A face is missing");
  return [
    new Typeface(tiny, tiny, 1),
    new Typeface(small, small, 1),
    ...[1, 2, 3, 4].flatMap((scale) => [
      new Typeface(medium, medium, scale),
      new Typeface(largeBold, large, scale),
    ]),
  ];
}

/** Unpacked when the first Chinese character is drawn: few prompts need it. */
function hanFont(): BitmapFont {
  han ??= readFonts(HAN_GLYPHS)[0];
  if (han === undefined) throw new Error("The Chinese face is missing");
  return han;
}

/** A character without a glyph: a frame with a margin. */
function emptyBox(width: number, height: number): GlyphPixels {
  const right = width - 2;
  const top = Math.round(height / 8);
  const bottom = height - Math.round(height / 5) - 1;
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const inside = x <= right && y >= top && y <= bottom;
    return inside && (x === 0 || x === right || y === top || y === bottom) ? 1 : 0;
  });
}

/** A 16x16 glyph as 8x8: 0 to 2, the ink under each cell (0, 1, 2 or more pixels of four). */
function halved(glyph: GlyphPixels): GlyphPixels {
  const size = HAN_SIZE / 2;
  return Uint8Array.from({ length: size * size }, (_, i) => {
    const at = Math.floor(i / size) * 2 * HAN_SIZE + (i % size) * 2;
    const ink = [at, at + 1, at + HAN_SIZE, at + HAN_SIZE + 1].reduce((sum, p) => sum + (glyph[p] ?? 0), 0);
    return Math.min(2, ink);
  });
}

/** First and last code point of the blocks drawn two columns wide: East Asian scripts and emoji. */
const WIDE_BLOCKS: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f000, 0x1faff],
  [0x20000, 0x3fffd],
];

function isWide(code: number): boolean {
  return code >= 0x1100 && WIDE_BLOCKS.some(([first, last]) => code >= first && code <= last);
}
