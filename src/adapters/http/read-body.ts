import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import { StringDecoder } from "node:string_decoder";
import { type BodyRefusal, refuseBody } from "../../contract/body-refusal.js";
import { errorCatalogue } from "../../contract/error-catalogue.js";
import { rejection } from "../../contract/rejection.js";
import { inTurns } from "../../engine/in-turns.js";
import { quoteForMessage } from "../../errors/quote-for-message.js";
import { announcedBytes } from "./wire.js";

/** Bytes that are decoded at once: a few milliseconds. */
const PIECE = 1_000_000;

/** The text of a body, why it cannot be read, or `undefined` when the client left before its end. */
export type BodyRead = string | BodyRefusal | undefined;

/**
 * Reads a request body. One that is too large is refused as soon as that is known: by its announced length before it
 * comes, else when it has passed the limit.
 *
 * @param limit - most bytes accepted; more is a 413
 */
export function readBody(request: IncomingMessage, limit: number): Promise<BodyRead> {
  const encoding = request.headers["content-encoding"];
  return readWhole(request, limit, (bytes) => textOfBody(bytes, encoding));
}

/**
 * Reads the bytes of a request body, with the same limit.
 *
 * @param take - called with all of them
 */
export function readWhole<Taken>(
  request: IncomingMessage,
  limit: number,
  take: (bytes: Buffer) => Taken | Promise<Taken>,
): Promise<Taken | BodyRefusal | undefined> {
  const announced = announcedBytes(request);
  if (announced !== undefined && announced > limit) return Promise.resolve(tooLarge(limit, announced));
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let ended = false;
    const add = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      request.off("data", add).pause();
      resolve(tooLarge(limit));
    };
    request.on("data", add);
    request.on("end", () => {
      ended = true;
      if (size > limit) return;
      const [first] = chunks;
      resolve(take(chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks, size)));
    });
    request.on("close", () => {
      if (!ended) resolve(undefined);
    });
    request.on("error", () => resolve(undefined));
  });
}

/**
 * The text of a body.
 *
 * @param encoding - `Content-Encoding`
 */
export function textOfBody(
  bytes: Buffer,
  encoding: string | undefined,
): string | BodyRefusal | Promise<string> {
  if (encoding !== undefined && !isIdentity(encoding)) {
    return refuseBody(
      "body-is-plain",
      `Content-Encoding ${quoteForMessage(encoding)} is not read: send the body uncompressed`,
    );
  }
  if (!isUtf8(bytes)) return refuseBody("body-is-utf-8", "the body is not UTF-8 text");
  return bytes.length <= PIECE ? bytes.toString("utf8") : inTurns(decoded(bytes));
}

function* decoded(bytes: Buffer): Generator<void, string> {
  const decoder = new StringDecoder("utf8");
  let text = "";
  for (let at = 0; at < bytes.length; at += PIECE) {
    text += decoder.write(bytes.subarray(at, at + PIECE));
    yield;
  }
  return text;
}

/** Empty, or `identity` in any spelling, once or several times: the body is as it was (RFC 9110, 8.4). */
function isIdentity(encoding: string): boolean {
  return /^(?:[\s,]|identity(?![^\s,]))*$/i.test(encoding);
}

/** @param size - bytes announced; unknown for a body in chunks */
function tooLarge(limit: number, size?: number): BodyRefusal {
  const said = size === undefined ? `at most ${limit} bytes are` : `${size} bytes, at most ${limit} are`;
  const message = `${errorCatalogue.shared.request_too_large.message}: ${said} accepted`;
  const refused = rejection(errorCatalogue.shared.request_too_large, { message });
  return { rejection: refused, findings: refuseBody("body-size", message).findings };
}
