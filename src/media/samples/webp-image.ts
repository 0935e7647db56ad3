import { BitWriter } from "../bit-writer.js";
import { littleEndian, riffChunk, riffFile, type SampleFile, type Segment } from "./sample-file.js";
import { type Band, bandsOf, type SamplePicture } from "./sample-picture.js";

const LONGEST_COPY = 4096;
/** Symbols of the green channel: 256 values, then 24 classes of copy lengths. */
const GREEN_SYMBOLS = 280;
/** Distance codes: the pixel above, the pixel to the left. */
const ABOVE = 0;
const LEFT = 1;

/**
 * A lossless WebP (VP8L) with a palette of four colours: four pixels are packed into one, which here is a cell.
 *
 * @param picture - cells of 4 pixels
 * @param bytes - size of the file, even, padded with a chunk that readers skip; `undefined` for what it takes
 * @throws {SampleSizeError} for a size that it cannot have
 */
export function webpImage(picture: SamplePicture, bytes: number | undefined): SampleFile {
  return riffFile("WEBP", riffChunk("VP8L", vp8l(picture)), bytes, ["PAD ", ...extendedHeader(picture)]);
}

/** The header that a file needs which holds further chunks. */
function extendedHeader({ width, height }: SamplePicture): readonly Segment[] {
  return riffChunk("VP8X", littleEndian(4, 0), littleEndian(3, width - 1, height - 1));
}

function vp8l(picture: SamplePicture): Uint8Array {
  const out = new LowBitsFirst();
  out.bits(8, 0x2f);
  out.bits(14, picture.width - 1);
  out.bits(14, picture.height - 1);
  out.bits(1, 0); // no alpha
  out.bits(3, 0); // version
  out.bits(1, 1); // a transform:
  out.bits(2, 3); // palette
  out.bits(8, picture.colours.length - 1);
  writePalette(out, picture.colours);
  out.bits(1, 0); // no further transform
  out.bits(1, 0); // no colour cache
  out.bits(1, 0); // one set of codes for the whole picture
  writePixels(out, bandsOf(picture));
  return out.finish();
}

/** The palette is a picture one pixel high; each colour is stored as its difference from the one before. */
function writePalette(out: LowBitsFirst, colours: SamplePicture["colours"]): void {
  const steps = colours.map((colour, i) =>
    [0, 1, 2, 3].map((channel) => {
      const before = i === 0 ? 0 : (colours[i - 1]?.[channel] ?? 0);
      return ((colour[channel] ?? 0) - before) & 255;
    }),
  );
  const channel = (index: number): number[] => steps.map((step) => step[index] ?? 0);
  out.bits(1, 0); // no colour cache
  const green = writeCode(out, channel(1), GREEN_SYMBOLS);
  const red = writeCode(out, channel(0), 256);
  const blue = writeCode(out, channel(2), 256);
  const alpha = writeCode(out, channel(3), 256);
  writeCode(out, [0], 40);
  for (const [r = 0, g = 0, b = 0, a = 0] of steps) {
    green(g);
    red(r);
    blue(b);
    alpha(a);
  }
}

/** A packed pixel, or a copy of the pixels above or to the left. */
type Token =
  | { readonly value: number }
  | { readonly copy: number; readonly from: typeof ABOVE | typeof LEFT };

function writePixels(out: LowBitsFirst, bands: readonly Band[]): void {
  const tokens = bands.flatMap(tokensOf);
  const symbols = tokens.map((token) =>
    "value" in token ? token.value : 256 + lengthClass(token.copy).symbol,
  );
  const green = writeCode(out, symbols, GREEN_SYMBOLS);
  for (let channel = 0; channel < 3; channel++) writeCode(out, [0], 256); // red, blue, alpha: unused
  const distance = writeCode(out, [ABOVE, LEFT], 40);
  tokens.forEach((token, i) => {
    green(symbols[i] ?? 0);
    if ("value" in token) return;
    const { extraBits, extra } = lengthClass(token.copy);
    out.bits(extraBits, extra);
    distance(token.from);
  });
}

function tokensOf({ cells, height }: Band): Token[] {
  const tokens: Token[] = [];
  for (let x = 0; x < cells.length; ) {
    const shade = cells[x] ?? 0;
    let end = x + 1;
    while (cells[end] === shade) end++;
    tokens.push({ value: shade * 0b01010101 }, ...copies(end - x - 1, LEFT));
    x = end;
  }
  return [...tokens, ...copies((height - 1) * cells.length, ABOVE)];
}

function copies(length: number, from: typeof ABOVE | typeof LEFT): Token[] {
  const tokens: Token[] = [];
  for (let left = length; left > 0; left -= LONGEST_COPY)
    tokens.push({ copy: Math.min(left, LONGEST_COPY), from });
  return tokens;
}

/** A length as a class and what is left of it: two classes to each power of two. */
function lengthClass(length: number): { symbol: number; extraBits: number; extra: number } {
  if (length <= 4) return { symbol: length - 1, extraBits: 0, extra: 0 };
  const highest = 31 - Math.clz32(length - 1);
  const extraBits = highest - 1;
  const second = ((length - 1) >> extraBits) & 1;
  return { symbol: 2 * highest + second, extraBits, extra: (length - 1) & ((1 << extraBits) - 1) };
}

/** Order in which the lengths of the code of code lengths are written. */
const CODE_LENGTH_ORDER = [17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8] as const;
const ZERO_RUN = 18;
const LONGEST_ZERO_RUN = 138;
const SHORTEST_ZERO_RUN = 11;

/**
 * Writes a prefix code for the symbols that occur, as even as their number allows, and returns the writer of one
 * symbol. A lone symbol takes no bits.
 */
function writeCode(
  out: LowBitsFirst,
  occurring: readonly number[],
  alphabet: number,
): (symbol: number) => void {
  const symbols = [...new Set(occurring)].sort((a, b) => a - b);
  const [only] = symbols;
  if (symbols.length === 1 && only !== undefined) {
    out.bits(1, 1); // simple code
    out.bits(1, 0); // of one symbol
    out.bits(1, 1); // written in 8 bits
    out.bits(8, only);
    return () => undefined;
  }
  const longest = Math.ceil(Math.log2(symbols.length));
  const shorter = 2 ** longest - symbols.length;
  const lengths = new Map(symbols.map((symbol, i) => [symbol, i < shorter ? longest - 1 : longest]));
  writeCodeLengths(out, lengths, longest, alphabet);
  const codes = new Map(symbols.map((symbol, i) => [symbol, i < shorter ? i : 2 * shorter + (i - shorter)]));
  return (symbol) => out.code(lengths.get(symbol) ?? 0, codes.get(symbol) ?? 0);
}

/** Writes the length of each symbol's code with four words of two bits: none, many times none, and the two lengths. */
function writeCodeLengths(
  out: LowBitsFirst,
  lengths: ReadonlyMap<number, number>,
  longest: number,
  alphabet: number,
): void {
  const other = longest > 1 ? longest - 1 : longest + 1;
  const words = [0, other, longest, ZERO_RUN].sort((a, b) => a - b);
  const word = (value: number): void => out.code(2, words.indexOf(value));
  out.bits(1, 0); // not a simple code
  out.bits(4, CODE_LENGTH_ORDER.length - 4);
  for (const value of CODE_LENGTH_ORDER) out.bits(3, words.includes(value) ? 2 : 0);
  out.bits(1, 0); // lengths of the whole alphabet follow
  for (let symbol = 0; symbol < alphabet; ) {
    const length = lengths.get(symbol) ?? 0;
    let run = 0;
    while (run < LONGEST_ZERO_RUN && symbol + run < alphabet && !lengths.has(symbol + run)) run++;
    if (run >= SHORTEST_ZERO_RUN) {
      word(ZERO_RUN);
      out.bits(7, run - SHORTEST_ZERO_RUN);
      symbol += run;
    } else {
      word(length);
      symbol++;
    }
  }
}

function reversed(code: number, bits: number): number {
  let result = 0;
  for (let i = 0; i < bits; i++) result |= ((code >> i) & 1) << (bits - 1 - i);
  return result;
}

/** Writes bit strings into bytes that are filled from their lowest bit. */
class LowBitsFirst {
  readonly #out = new BitWriter();

  /** Appends a number of `count` bits, 0 to 16, its lowest bit first. */
  bits(count: number, value: number): void {
    this.#out.bits(count, reversed(value, count));
  }

  /** Appends a prefix code of `count` bits, its highest bit first. */
  code(count: number, value: number): void {
    this.#out.bits(count, value);
  }

  /** The bytes so far; zeros fill the last one. */
  finish(): Uint8Array {
    return this.#out.padded(0).map((byte) => reversed(byte, 8));
  }
}
