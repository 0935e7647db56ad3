import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import { StringDecoder } from "node:string_decoder";
import type { Refusal } from "../../contract/contract.js";
import { refuseBody } from "../../contract/contract.js";
import { errorCatalogue } from "../../contract/error-catalogue.js";
import { show } from "../../contract/finding.js";
import { rejection } from "../../contract/rejection.js";
import { inTurns } from "../../engine/in-turns.js";

/**
 * Bytes of an oversized body that are taken in and thrown away, so that a client that writes before it
 * reads gets its 413 rather than a broken pipe. Beyond it the connection is cut.
 */
const MOST_DRAINED = 256 * 1024 * 1024;

/** Bytes that are decoded at once: a few milliseconds. */
const PIECE = 1_000_000;

/** The text of a body, why it cannot be read, or `undefined` when the client left before its end. */
export type BodyRead = string | Refusal | undefined;

/**
 * Reads a request body.
 *
 * @param limit - most bytes accepted; more is a 413
 */
export function readBody(request: IncomingMessage, limit: number): Promise<BodyRead> {
  return new Promise((resolve) => {
    const encoding = request.headers["content-encoding"];
    const chunks: Buffer[] = [];
    let size = 0;
    let ended = false;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else chunks.length = 0;
      if (size > limit + MOST_DRAINED) request.destroy();
    });
    request.on("end", () => {
      ended = true;
      resolve(size > limit ? tooLarge(limit, size) : textOf(chunks, size, encoding));
    });
    request.on("close", () => {
      if (!ended) resolve(undefined);
    });
    request.on("error", () => resolve(undefined));
  });
}

function textOf(
  chunks: readonly Buffer[],
  size: number,
  encoding: string | undefined,
): string | Refusal | Promise<string> {
  if (encoding !== undefined && encoding !== "identity") {
    return refuseBody(
      "body-is-plain",
      `Content-Encoding ${show(encoding)} is not read: send the body uncompressed`,
    );
  }
  const [first] = chunks;
  const bytes = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks, size);
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

function tooLarge(limit: number, size: number): Refusal {
  const message = `${errorCatalogue.shared.request_too_large.message}: ${size} bytes, at most ${limit} are accepted`;
  const refused = rejection(errorCatalogue.shared.request_too_large, { message });
  return { rejection: refused, findings: refuseBody("body-size", message).findings };
}
