import type { IncomingMessage } from "node:http";

/**
 * Chooses what of a file answers a GET or HEAD (`If-None-Match`, `Range`, `If-Range`) and adds the headers that
 * say so. `content-length` of a body is left to whoever writes it.
 *
 * @param length - bytes of the file; absent for a HEAD to one that is not made
 * @param etag - strong entity tag, quotes included
 * @returns the bytes to send, from `start` up to, not including, `end`; without a body its length is among the headers,
 *   if it has one
 */
export function answerFile(
  request: IncomingMessage,
  { length, etag }: { readonly length: number | undefined; readonly etag: string },
  headers: string[],
) {
  headers.push("accept-ranges", "bytes", "etag", etag);
  const none = { start: 0, end: 0, hasBody: false };
  if (matches(request.headers["if-none-match"], etag)) return { status: 304, ...none };
  const ifRange = request.headers["if-range"];
  if (length === undefined) return { status: 200, ...none };
  const range = selectRange(
    request.method === "GET" ? request.headers.range : undefined,
    typeof ifRange === "string" ? ifRange : undefined,
    etag,
    length,
  );
  switch (range.kind) {
    case "unsatisfiable":
      headers.push("content-range", `bytes */${length}`, "content-length", "0");
      return { status: 416, ...none };
    case "partial":
      headers.push("content-range", `bytes ${range.start}-${range.end}/${length}`);
      return { status: 206, start: range.start, end: range.end + 1, hasBody: true };
    case "full":
      if (request.method !== "HEAD") return { status: 200, start: 0, end: length, hasBody: true };
      headers.push("content-length", String(length));
      return { status: 200, ...none };
  }
}

function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === "*") return true;
  return header.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}

/** Which part of a file answers a request: all of it (200), bytes `start` to `end` inclusive (206), or none (416). */
export type RangeSelection =
  | { kind: "full" }
  | { kind: "partial"; start: number; end: number }
  | { kind: "unsatisfiable" };

const FULL: RangeSelection = { kind: "full" };
const UNSATISFIABLE: RangeSelection = { kind: "unsatisfiable" };

/** One range, `first-last`, `first-` or `-suffix`; the list syntax also allows empty elements around it. */
const ONE_RANGE = /^[\t ,]*(?:(\d+)-(\d*)|-(\d+))[\t ,]*$/;

/**
 * Chooses the part of a file to send (RFC 9110, section 14). A header that is malformed, names another unit or
 * several ranges is ignored, which the RFC allows: the answer is the whole file.
 *
 * @param rangeHeader - the `Range` header, undefined when absent
 * @param ifRange - the `If-Range` header: unless it is exactly `etag`, the whole file is sent (a weak tag or a
 *   date never counts as a match)
 * @param etag - the file's strong entity tag, quotes included
 * @param size - the file's length in bytes
 */
export function selectRange(
  rangeHeader: string | undefined,
  ifRange: string | undefined,
  etag: string,
  size: number,
): RangeSelection {
  if (rangeHeader === undefined || (ifRange !== undefined && ifRange.trim() !== etag)) return FULL;
  const set = /^[\t ]*bytes=(.*)$/i.exec(rangeHeader)?.[1];
  const match = set === undefined ? null : ONE_RANGE.exec(set);
  if (match === null) return FULL;
  const [, first, last, suffix] = match;
  if (suffix !== undefined) {
    const count = Math.min(size, Number(suffix));
    return count === 0 ? UNSATISFIABLE : { kind: "partial", start: size - count, end: size - 1 };
  }
  const start = Number(first);
  const end = last === undefined || last === "" ? Number.POSITIVE_INFINITY : Number(last);
  if (end < start) return FULL;
  return start >= size ? UNSATISFIABLE : { kind: "partial", start, end: Math.min(end, size - 1) };
}
