import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { endToEndHeaders } from "../../hosts/end-to-end-headers.js";

/** Headers that are not the client's to send further: where it goes, how it is framed, what is meant for the mock. */
const OWN = /^(?:host|content-length|transfer-encoding|x-wan-mock-.*)$/i;

/**
 * The headers of a request as they go to an upstream, names and values in turn: as they came, but for those of the
 * connection and `X-Wan-Mock-*`.
 *
 * @param body - what is sent; a stream is the request's own
 */
export function sentHeaders(request: IncomingMessage, body: Buffer | Readable | undefined): string[] {
  const headers = endToEndHeaders(request.rawHeaders, OWN);
  const length = Buffer.isBuffer(body) ? String(body.length) : request.headers["content-length"];
  if (length !== undefined) headers.push("content-length", length);
  else if (body !== undefined) headers.push("transfer-encoding", "chunked");
  return headers;
}
