import { constants, crc32, deflateRawSync, deflateSync } from "node:zlib";
import { u32 } from "../mp4/mp4-box.js";
import type { Stepwise } from "../stepwise.js";
import { fileOf, paddingFor, type SampleFile, type Segment, zeros } from "./sample-file.js";
import { type Band, bandsOf, type SamplePicture } from "./sample-picture.js";

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const CHUNK_OVERHEAD = 12;
/** A private chunk that any program may ignore and copy: that is what its four cases say. */
const PADDING_CHUNK = "paDd";
const FILTER_NONE = 0;
const FILTER_UP = 2;
const ADLER_PRIME = 65_521;
/** Chunks of 64 KiB that are summed up in a step. */
const CHUNKS_A_STEP = 128;

/**
 * A PNG with 8 bits a channel: RGB, or RGBA when the picture has clear places.
 *
 * @param bytes - size of the file; `undefined` for what it takes
 * @throws {SampleSizeError} for a size that it cannot have
 */
export function* pngImage(picture: SamplePicture, bytes: number | undefined): Stepwise<SampleFile> {
  const channels = picture.colours.some(([, , , opacity]) => opacity < 255) ? 4 : 3;
  const header = Uint8Array.of(
    ...u32(picture.width, picture.height),
    8,
    channels === 4 ? 6 : 2,
    ...[0, 0, 0],
  );
  const parts = [SIGNATURE, ...chunk("IHDR", header), ...chunk("IDAT", yield* pixelData(picture, channels))];
  const end = chunk("IEND", new Uint8Array());
  const natural = fileOf(...parts, ...end).length;
  const padding = paddingFor(natural, bytes, CHUNK_OVERHEAD);
  return fileOf(...parts, padding === 0 ? [] : yield* paddingChunk(padding), ...end);
}

function chunk(type: string, data: Uint8Array): Uint8Array[] {
  const name = Buffer.from(type, "latin1");
  return [u32(data.length), name, data, u32(crc32(data, crc32(name)))];
}

function* paddingChunk(length: number): Stepwise<Segment[]> {
  const name = Buffer.from(PADDING_CHUNK, "latin1");
  const fill = zeros(length - CHUNK_OVERHEAD);
  let crc = crc32(name);
  for (const { bytes, times } of fill)
    for (let i = 0; i < times; i++) {
      crc = crc32(bytes, crc);
      if (i % CHUNKS_A_STEP === CHUNKS_A_STEP - 1) yield;
    }
  const parts = fileOf(u32(length - CHUNK_OVERHEAD), name, fill, u32(crc));
  return [...parts.segments];
}

/**
 * The zlib stream of all rows. The first row of a band is compressed by itself; the rows that repeat it are
 * all zeros under the filter Up and share one compressed form, so that a large picture costs no more than its
 * different rows.
 */
function* pixelData(picture: SamplePicture, channels: 3 | 4): Stepwise<Uint8Array> {
  const zeroRow = new Uint8Array(1 + picture.width * channels);
  zeroRow[0] = FILTER_UP;
  const repeated = deflated(zeroRow);
  const repeatedSum = adlerOf(zeroRow);
  const parts: Uint8Array[] = [Uint8Array.of(0x78, 0x01)];
  let sum = { a: 1, b: 0 };
  for (const band of bandsOf(picture)) {
    const row = pixelRow(picture, band, channels);
    parts.push(deflated(row));
    sum = joinedSum(sum, adlerOf(row), row.length);
    for (let i = 1; i < band.height; i++) {
      parts.push(repeated);
      sum = joinedSum(sum, repeatedSum, zeroRow.length);
    }
    yield;
  }
  const lastBlock = Uint8Array.of(0x03, 0x00);
  return Buffer.concat([...parts, lastBlock, u32(sum.b * 0x10000 + sum.a)]);
}

/** Compressed so that it ends on a whole byte and looks back at nothing before it. */
const deflated = (bytes: Uint8Array): Uint8Array =>
  deflateRawSync(bytes, { finishFlush: constants.Z_FULL_FLUSH });

function pixelRow({ width, cell, colours }: SamplePicture, { cells }: Band, channels: number): Uint8Array {
  const row = new Uint8Array(1 + width * channels);
  row[0] = FILTER_NONE;
  for (let x = 0, at = 1; x < width; x++) {
    const colour = colours[(cells[Math.floor(x / cell)] ?? 0) as 0 | 1 | 2 | 3];
    for (let i = 0; i < channels; i++) row[at++] = colour[i as 0 | 1 | 2 | 3];
  }
  return row;
}

interface AdlerSum {
  a: number;
  b: number;
}

/** Adler-32, which zlib writes behind what it compresses. */
function adlerOf(bytes: Uint8Array): AdlerSum {
  const stored = deflateSync(bytes, { level: 0 });
  return { a: stored.readUInt16BE(stored.length - 2), b: stored.readUInt16BE(stored.length - 4) };
}

/** @param length - bytes that `second` is the sum of */
function joinedSum(first: AdlerSum, second: AdlerSum, length: number): AdlerSum {
  const before = first.a + ADLER_PRIME - 1; // every sum starts from 1
  return { a: (before + second.a) % ADLER_PRIME, b: (first.b + second.b + length * before) % ADLER_PRIME };
}
