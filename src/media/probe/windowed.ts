import type { ByteReader } from "./byte-reader.js";

/** Bytes read at once: the headers of neighbouring boxes come together. */
export const WINDOW = 4096;

/** The same file, read in pieces of some size; the last piece is kept. */
export function windowed(file: ByteReader): ByteReader {
  let start = 0;
  let bytes: Uint8Array = new Uint8Array();
  return {
    length: file.length,
    read: async (from, to) => {
      if (from < start || to > start + bytes.length) {
        start = from;
        bytes = await file.read(from, Math.min(file.length, Math.max(to, from + WINDOW)));
      }
      return bytes.subarray(from - start, to - start);
    },
  };
}
