import type { Socket } from "node:net";
import { isGreeting } from "./named-host.js";
import { readUntil } from "./read-until.js";

/** A greeting that is longer is none that a client sends. */
const MOST_BYTES = 65_536;

/** The first bytes of a client. They are read: whoever goes on with the socket puts them back or passes them on. */
export interface FirstBytes {
  /** The whole of its TLS greeting or of the head of its request, or any bytes of something else. */
  readonly bytes: Buffer;
  /** It ended before that was whole. */
  readonly isCut: boolean;
}

/** @param head - what has been read of it already */
export async function readFirstBytes(socket: Socket, head: Buffer): Promise<FirstBytes> {
  let bytes = head;
  const whole = await readUntil(socket, head, (heard) => {
    bytes = heard;
    return heard.length > MOST_BYTES || isGreeting(heard);
  });
  return { bytes, isCut: whole === undefined };
}
