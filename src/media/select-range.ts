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
  if (suffix !== undefined) return lastBytes(Number(suffix), size);
  const start = Number(first);
  const end = last === undefined || last === "" ? Number.POSITIVE_INFINITY : Number(last);
  if (end < start) return FULL;
  return start >= size ? UNSATISFIABLE : { kind: "partial", start, end: Math.min(end, size - 1) };
}

function lastBytes(count: number, size: number): RangeSelection {
  if (count === 0 || size === 0) return UNSATISFIABLE;
  return { kind: "partial", start: Math.max(0, size - count), end: size - 1 };
}
