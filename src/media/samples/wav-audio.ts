import { littleEndian, riffChunk, riffFile, type SampleFile } from "./sample-file.js";

const RATE = 48_000;
const BYTES_PER_SAMPLE = 2;
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
  const format = Buffer.concat([
    littleEndian(2, 1, 1), // PCM, mono
    littleEndian(4, RATE, RATE * BYTES_PER_SAMPLE),
    littleEndian(2, BYTES_PER_SAMPLE, 8 * BYTES_PER_SAMPLE),
  ]);
  const length = Math.round(seconds * RATE) * BYTES_PER_SAMPLE;
  const tone = toneBlock();
  const whole = { bytes: tone, times: Math.floor(length / tone.length) };
  const data = riffChunk("data", whole, tone.subarray(0, length % tone.length));
  return riffFile("WAVE", [...riffChunk("fmt ", format), ...data], bytes, ["JUNK"]);
}

function toneBlock(): Uint8Array {
  const block = Buffer.alloc(BLOCK * BYTES_PER_SAMPLE);
  for (let i = 0; i < BLOCK; i++) {
    const level = Math.round(LOUDNESS * Math.sin((2 * Math.PI * PERIODS * i) / BLOCK));
    block.writeInt16LE(level, i * BYTES_PER_SAMPLE);
  }
  return block;
}
