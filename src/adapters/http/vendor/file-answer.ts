import type { IncomingMessage } from "node:http";
import { selectRange } from "../../../media/select-range.js";

/** A file as far as its headers go. */
export interface ServedFile {
  /** Bytes; absent for a HEAD to a file that is not made. */
  readonly length: number | undefined;
  /** Strong entity tag, quotes included. */
  readonly etag: string;
}

/** How a file answers a request: the bytes from `start` up to, not including, `end`, or no body at all. */
export interface FileAnswer {
  readonly status: 200 | 206 | 304 | 416;
  readonly start: number;
  readonly end: number;
  /** Absent where no body is sent; its length is then among the headers, if it has one. */
  readonly hasBody: boolean;
}

/**
 * Chooses what of a file answers a GET or HEAD (`If-None-Match`, `Range`, `If-Range`) and adds the headers that
 * say so. `content-length` of a body is left to whoever writes it.
 */
export function answerFile(request: IncomingMessage, file: ServedFile, headers: string[]): FileAnswer {
  const { length, etag } = file;
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
