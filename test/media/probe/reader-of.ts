import type { ByteReader } from "../../../src/media/probe/byte-reader.js";

/** Reads bytes as they would be read of a file. */
export const readerOf = (bytes: Uint8Array): ByteReader => ({
  length: bytes.length,
  read: (start, end) => bytes.subarray(start, end),
});
