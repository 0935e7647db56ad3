import type { IncomingMessage, ServerResponse } from "node:http";
import { clearTimeout, setTimeout } from "../../ports/real-timers.js";

/** Bytes of a body that node may take in and throw away by itself after an answer. */
const MOST_LEFT = 1_000_000;

/**
 * Bytes that are taken in and thrown away after an early answer: many clients write the whole body before they read, and
 * would see a broken connection in place of the answer. As much as three bodies of the default limit.
 */
const MOST_DRAINED = 32_000_000;

/** Real milliseconds that this may take. */
const LONGEST_DRAIN_MS = 2000;

/** Bytes that a request announces; `undefined` for a body in chunks. */
export function announcedBytes({ headers }: IncomingMessage): number | undefined {
  if (headers["transfer-encoding"] !== undefined) return undefined;
  return Number(headers["content-length"] ?? 0);
}

/** Whether a request still has more of a body to come than should be read for nothing. */
export function isMuchToCome(request: IncomingMessage): boolean {
  return !request.complete && (announcedBytes(request) ?? Number.POSITIVE_INFINITY) > MOST_LEFT;
}

/**
 * Answers a request whose body has not come in whole and will not be read. The answer goes out at once; the connection
 * is closed when the client has sent all, or more than it should.
 *
 * @param headers - as `writeHead` takes them, with the length of the answer
 */
export function answerEarly(
  response: ServerResponse,
  status: number,
  headers: readonly string[],
  body: string,
): void {
  response.writeHead(status, [...headers, "connection", "close"]);
  response.write(body);
  const { req: request } = response;
  let left = MOST_DRAINED;
  const end = () => {
    clearTimeout(impatience);
    request.off("data", count).off("end", end).off("close", end);
    response.end();
  };
  const count = (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) end();
  };
  const impatience = setTimeout(end, LONGEST_DRAIN_MS);
  impatience.unref();
  request.on("data", count).on("end", end).on("close", end).on("error", end).resume();
}
