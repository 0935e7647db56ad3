import type { Socket } from "node:net";

/** The first byte of a TLS handshake, and of its first message. */
const HANDSHAKE = 0x16;
const CLIENT_HELLO = 0x01;

/** The extension that names the host, and the kind of name in it. */
const SERVER_NAME = 0;
const HOST_NAME = 0;

const REQUEST_LINE = /^[A-Z]+ \S+ HTTP\/1\.\d\r?\n/;
const HEAD_END = /\r?\n\r?\n/;

export function isTls(bytes: Buffer): boolean {
  return bytes[0] === HANDSHAKE;
}

/** Whether these bytes are enough to find the host: a whole TLS greeting, a whole HTTP head, any bytes of something else. */
function isGreeting(bytes: Buffer): boolean {
  if (bytes.length === 0) return false;
  if (isTls(bytes)) {
    const hello = helloIn(bytes);
    return hello.length >= 4 && hello.length >= 4 + hello.readUIntBE(1, 3);
  }
  const text = bytes.toString("latin1");
  return !REQUEST_LINE.test(text) || HEAD_END.test(text);
}

/**
 * The host that a client names in clear before anything is secret: in its TLS greeting, or in the head of an HTTP
 * request. `undefined` when it names none, or speaks something else.
 *
 * @param greeting - the first bytes of a client, complete by `isGreeting`
 */
export function namedHost(greeting: Buffer): string | undefined {
  if (!isTls(greeting)) {
    const text = greeting.toString("latin1");
    if (!REQUEST_LINE.test(text)) return undefined;
    return /\nhost:[ \t]*([^\r\n]*)/i.exec(text.split(HEAD_END, 1)[0] ?? "")?.[1]?.trim();
  }
  try {
    return serverNameIn(helloIn(greeting));
  } catch (error) {
    if (error instanceof RangeError) return undefined; // a length that leads out of the message
    throw error;
  }
}

/** The first message of a handshake, which may be cut into several records. */
function helloIn(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  while (at + 5 <= bytes.length && bytes[at] === HANDSHAKE) {
    const end = at + 5 + bytes.readUInt16BE(at + 3);
    parts.push(bytes.subarray(at + 5, end));
    at = end;
  }
  return Buffer.concat(parts);
}

/** RFC 8446, 4.1.2, and RFC 6066, 3. */
function serverNameIn(hello: Buffer): string | undefined {
  if (hello[0] !== CLIENT_HELLO) return undefined;
  let at = 4 + 2 + 32; // header, version, random
  at += 1 + hello.readUInt8(at); // session
  at += 2 + hello.readUInt16BE(at); // ciphers
  at += 1 + hello.readUInt8(at); // compressions
  const end = at + 2 + hello.readUInt16BE(at);
  at += 2;
  while (at < end) {
    const type = hello.readUInt16BE(at);
    const length = hello.readUInt16BE(at + 2);
    at += 4;
    if (type === SERVER_NAME && hello.readUInt8(at + 2) === HOST_NAME) {
      return hello.toString("latin1", at + 5, at + 5 + hello.readUInt16BE(at + 3));
    }
    at += length;
  }
  return undefined;
}

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
export function readFirstBytes(socket: Socket, head: Buffer): Promise<FirstBytes> {
  return readUntil(socket, head, (heard) => heard.length > MOST_BYTES || isGreeting(heard));
}

/**
 * Reads a socket until enough has come, and leaves it paused. What was read is the caller's, to be put back if need be.
 *
 * @param head - what has been read already
 * @returns all that was read, and whether the socket ended before it was enough
 */
export function readUntil(
  socket: Socket,
  head: Buffer,
  isEnough: (bytes: Buffer) => boolean,
): Promise<FirstBytes> {
  if (isEnough(head)) return Promise.resolve({ bytes: head, isCut: false });
  if (socket.destroyed) return Promise.resolve({ bytes: head, isCut: true });
  return new Promise((resolve) => {
    let bytes = head;
    const finish = (isCut: boolean) => {
      socket.off("data", hear).off("end", leave).off("close", leave).pause();
      resolve({ bytes, isCut });
    };
    const hear = (more: Buffer) => {
      bytes = Buffer.concat([bytes, more]);
      if (isEnough(bytes)) finish(false);
    };
    const leave = () => finish(true);
    socket.on("data", hear).once("end", leave).once("close", leave).resume();
  });
}
