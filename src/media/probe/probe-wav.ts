import { type ByteReader, textAt, viewOf } from "./byte-reader.js";

/** Chunks that are looked at before the sound is found. */
const MOST_CHUNKS = 1000;

/** Seconds of a WAV; `undefined` when it is cut short or makes no sense. */
export async function secondsOfWav(file: ByteReader): Promise<number | undefined> {
  let rate = 0;
  let frame = 0;
  let at = 12;
  for (let i = 0; i < MOST_CHUNKS && at + 8 <= file.length; i++) {
    const chunk = await viewOf(file, at, 24);
    const length = chunk.getUint32(4, true);
    const type = textAt(chunk, 0, 4);
    if (type === "fmt " && chunk.byteLength === 24) {
      rate = chunk.getUint32(12, true);
      frame = chunk.getUint16(20, true);
    }
    if (type === "data") {
      if (rate === 0 || frame === 0) return undefined;
      // A recorder that could not go back leaves the length at its largest.
      return Math.floor(Math.min(length, file.length - at - 8) / frame) / rate;
    }
    at += 8 + length + (length % 2);
  }
  return undefined;
}
