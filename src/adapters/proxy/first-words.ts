import type { Socket } from "node:net";
import { readUntil } from "./read-until.js";

/** The first byte of a TLS handshake. */
const HANDSHAKE = 0x16;

/** A handshake that begins with more than this is none that a client sends. */
const MOST_BYTES = 16_384;

/** Whether these are the first bytes of TLS. */
export function isTls(bytes: Buffer): boolean {
  return bytes[0] === HANDSHAKE;
}

/**
 * What a client says first: the whole of its TLS greeting, or any bytes of something else. They are put back, so that
 * who reads the socket next finds them. `undefined` when it ends without a word.
 *
 * @param head - what has been read of it already
 */
export async function firstWords(socket: Socket, head: Buffer): Promise<Buffer | undefined> {
  const words = await readUntil(socket, head, isGreeting);
  if (words !== undefined) socket.unshift(words);
  return words;
}

function isGreeting(bytes: Buffer): boolean {
  if (bytes.length === 0) return false;
  if (!isTls(bytes) || bytes.length > MOST_BYTES) return true;
  return bytes.length >= 5 && bytes.length >= 5 + bytes.readUInt16BE(3);
}
