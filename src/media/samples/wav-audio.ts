import { fileOf, paddingFor, type SampleFile, type Segment, zeros } from "./sample-file.js";

const RATE = 48_000;
const BYTES_PER_SAMPLE = 2;
const CHUNK_HEADER = 8;
/** 468.75 Hz: ten whole periods in 1024 samples, so one block sounds without end. */
const BLOCK = 1024;
const PERIODS = 10;
const LOUDNESS = 2000;

/**
 * A WAV with a quiet tone: 16-bit PCM, 48 kHz, mono, exact to the sample.
 *
 * @param bytes - size of the file, even, padded with a chunk that readers skip; `undefined` for what it takes
 * @throws {SampleSizeError} for a size that it cannot have
 */
export function wavAudio(seconds: number, bytes: number | undefined): SampleFile {
  const length = Math.round(seconds * RATE) * BYTES_PER_SAMPLE;
  const natural = 44 + length;
  const padding = paddingFor(natural, bytes, CHUNK_HEADER, true);
  const head = Buffer.from("RIFF\0\0\0\0WAVEfmt ".padEnd(36, "\0") + "data\0\0\0\0", "latin1");
  head.writeUInt32LE(natural + padding - 8, 4);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20); // PCM
  head.writeUInt16LE(1, 22); // mono
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE * BYTES_PER_SAMPLE, 28);
  head.writeUInt16LE(BYTES_PER_SAMPLE, 32);
  head.writeUInt16LE(8 * BYTES_PER_SAMPLE, 34);
  head.writeUInt32LE(length, 40);
  const tone = toneBlock();
  const rest = { bytes: tone.subarray(0, length % tone.length), times: 1 };
  return fileOf(head, { bytes: tone, times: Math.floor(length / tone.length) }, rest, junk(padding));
}

function junk(length: number): Segment[] {
  if (length === 0) return [];
  const head = Buffer.from("JUNK\0\0\0\0", "latin1");
  head.writeUInt32LE(length - CHUNK_HEADER, 4);
  return [{ bytes: head, times: 1 }, ...zeros(length - CHUNK_HEADER)];
}

function toneBlock(): Uint8Array {
  const block = Buffer.alloc(BLOCK * BYTES_PER_SAMPLE);
  for (let i = 0; i < BLOCK; i++) {
    const level = Math.round(LOUDNESS * Math.sin((2 * Math.PI * PERIODS * i) / BLOCK));
    block.writeInt16LE(level, i * BYTES_PER_SAMPLE);
  }
  return block;
}
