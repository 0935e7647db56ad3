import { BitWriter } from "../bit-writer.js";
import { u16 } from "../mp4/mp4-box.js";
import type { Stepwise } from "../stepwise.js";
import { fileOf, paddingFor, type SampleFile, type Segment } from "./sample-file.js";
import type { Colour, SamplePicture } from "./sample-picture.js";

const MARKER_AND_LENGTH = 4;
const LONGEST_SEGMENT = 2 + 0xffff;
/** DC levels are multiples of 8 times a sample, so with this quantiser a level is a sample's value. */
const DC_QUANTISER = 8;
/** Sizes of a DC difference that occur: none, or 1 to 8 bits. */
const LARGEST_DC_SIZE = 8;

/**
 * A baseline JPEG, 4:2:0: each block of 8x8 pixels is flat, so it is its DC coefficient and an end of block.
 *
 * @param picture - cells of 8 pixels
 * @param bytes - size of the file, padded with comments; `undefined` for what it takes
 * @throws {SampleSizeError} for a size that it cannot have
 */
export function* jpegImage(picture: SamplePicture, bytes: number | undefined): Stepwise<SampleFile> {
  const mcuColumns = Math.ceil(picture.width / 16);
  const head = Buffer.concat([
    Uint8Array.of(0xff, 0xd8),
    segment(0xe0, [...Buffer.from("JFIF\0", "latin1"), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    segment(0xdb, [0, ...new Array<number>(64).fill(DC_QUANTISER)]),
    segment(0xc0, [
      ...[8, ...u16(picture.height), ...u16(picture.width), 3],
      ...[1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0],
    ]),
    segment(0xc4, [0x00, ...codeLengths([1, 0, 0, 0, LARGEST_DC_SIZE]), 0, 1, 2, 3, 4, 5, 6, 7, 8]),
    segment(0xc4, [0x10, ...codeLengths([1]), 0]),
    segment(0xdd, [...u16(mcuColumns)]),
  ]);
  const scan = Buffer.concat([
    segment(0xda, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]),
    ...(yield* scanRows(picture, mcuColumns)),
  ]);
  const end = Uint8Array.of(0xff, 0xd9);
  const natural = head.length + scan.length + end.length;
  const padding = paddingFor(natural, bytes, MARKER_AND_LENGTH);
  return fileOf(head, comments(padding), scan, end);
}

const codeLengths = (counts: readonly number[]): number[] =>
  Array.from({ length: 16 }, (_, i) => counts[i] ?? 0);

function segment(marker: number, data: readonly number[]): Uint8Array {
  return Uint8Array.of(0xff, marker, ...u16(data.length + 2), ...data);
}

/** Comments of `length` bytes together: as long ones as there are, and a last one that is not too short. */
function comments(length: number): Segment[] {
  if (length === 0) return [];
  const times = Math.floor((length - MARKER_AND_LENGTH) / LONGEST_SEGMENT);
  const rest = length - times * LONGEST_SEGMENT;
  const last = rest > LONGEST_SEGMENT ? [rest - MARKER_AND_LENGTH, MARKER_AND_LENGTH] : [rest];
  return [
    { bytes: comment(LONGEST_SEGMENT), times },
    ...last.map((size) => ({ bytes: comment(size), times: 1 })),
  ];
}

function comment(length: number): Uint8Array {
  const bytes = new Uint8Array(length).fill(0x20);
  bytes.set([0xff, 0xfe, ...u16(length - 2)]);
  return bytes;
}

/** One restart interval a row of 16 pixels: equal rows are then equal bytes, coded once. */
function* scanRows({ rows, colours }: SamplePicture, mcuColumns: number): Stepwise<Uint8Array[]> {
  const samples = colours.map(toYcc);
  const parts: Uint8Array[] = [];
  let before: { upper: Uint8Array; lower: Uint8Array; code: Uint8Array } | undefined;
  for (let y = 0; y < rows.length; y += 2) {
    const upper = rows[y] ?? new Uint8Array();
    const lower = rows[y + 1] ?? upper;
    if (before === undefined || !isSame(before.upper, upper) || !isSame(before.lower, lower))
      before = { upper, lower, code: codeRow(upper, lower, samples, mcuColumns) };
    if (y > 0) parts.push(Uint8Array.of(0xff, 0xd0 + ((y / 2 - 1) & 7)));
    parts.push(before.code);
    yield;
  }
  return parts;
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

function codeRow(
  upper: Uint8Array,
  lower: Uint8Array,
  samples: readonly (readonly number[])[],
  mcuColumns: number,
): Uint8Array {
  const out = new EntropyWriter();
  const last = upper.length - 1;
  for (let column = 0; column < mcuColumns; column++) {
    const left = Math.min(last, column * 2);
    const right = Math.min(last, left + 1);
    const blocks = [upper[left], upper[right], lower[left], lower[right]].map(
      (shade) => samples[shade ?? 0] ?? [],
    );
    for (const block of blocks) out.block(0, block[0] ?? 0);
    for (const component of [1, 2]) {
      const sum = blocks.reduce((total, block) => total + (block[component] ?? 0), 0);
      out.block(component, Math.round(sum / 4));
    }
  }
  return out.finish();
}

/** Y, Cb and Cr as JFIF has them, around 0. */
function toYcc([red, green, blue]: Colour): number[] {
  const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
  return [luma - 128, 0.564 * (blue - luma), 0.713 * (red - luma)].map(Math.round);
}

/** Writes flat blocks; a byte of all ones is followed by a zero, as the standard wants it. */
class EntropyWriter {
  readonly #out = new BitWriter();
  readonly #predictions = [0, 0, 0];

  block(component: number, level: number): void {
    const difference = level - (this.#predictions[component] ?? 0);
    this.#predictions[component] = level;
    const size = 32 - Math.clz32(Math.abs(difference));
    // The code of size 0 is one bit; the others are 10000 and up.
    if (size === 0) this.#out.bits(1, 0);
    else {
      this.#out.bits(5, 0b10000 + size - 1);
      this.#out.bits(size, difference > 0 ? difference : difference + (1 << size) - 1);
    }
    this.#out.bits(1, 0); // end of block
  }

  finish(): Uint8Array {
    return Uint8Array.from([...this.#out.padded(1)].flatMap((byte) => (byte === 255 ? [byte, 0] : [byte])));
  }
}
