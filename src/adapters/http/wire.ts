import type { IncomingMessage, ServerResponse } from "node:http";
import parseUrl from "parseurl";
import type { Finding } from "../../contract/finding.js";
import { clearTimeout, setTimeout } from "../../ports/real-timers.js";

/** Response headers that a browser client may read (Fetch standard: others are hidden across origins). */
const EXPOSED =
  "x-request-id, x-wan-mock-findings, x-wan-mock-scenario, x-wan-mock-journal, x-wan-mock-hint, idempotency-replayed, retry-after, content-range, accept-ranges, content-length, content-disposition, etag";

/** Most rule ids in a header. */
const MOST_SHOWN = 20;

/**
 * Header lines that go with every answer of the vendor side, as `writeHead` takes them.
 *
 * Any origin may send credentials: the vendor side knows API keys alone, no cookies, so that a page gets nothing
 * that it did not bring. With credentials a browser takes no `*`, hence the origin itself.
 */
export function commonHeaders(requestId: string, origin: string | undefined): string[] {
  const headers = ["x-request-id", requestId];
  if (origin !== undefined) {
    headers.push(
      ...["access-control-allow-origin", origin, "access-control-allow-credentials", "true"],
      ...["access-control-expose-headers", EXPOSED, ...VARY],
    );
  }
  return headers;
}

const VARY = ["vary", "Origin"] as const;

/** The same for what a browser keeps: a video shown without CORS must not answer a later fetch with it. */
export function fileHeaders(requestId: string, origin: string | undefined): string[] {
  const headers = commonHeaders(requestId, origin);
  if (origin === undefined) headers.push(...VARY);
  return headers;
}

const PREFLIGHT_SECONDS = "600";

/** Whether a browser asks whether it may send a request. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return (
    method === "OPTIONS" &&
    (headers.origin !== undefined || headers["access-control-request-method"] !== undefined)
  );
}

/**
 * Header lines of the answer to a preflight. The method asked for is always allowed: only so does a browser send the
 * request and show why it is refused.
 *
 * @param allowed - methods of the route: `GET, HEAD, OPTIONS`; empty where there is none
 */
export function preflightHeaders(request: IncomingMessage, allowed: string): string[] {
  const { headers } = request;
  const method = headers["access-control-request-method"];
  const asked = headers["access-control-request-headers"];
  const known = allowed === "" ? [] : allowed.split(", ");
  const methods = method === undefined || known.includes(method) ? known : [...known, method];
  return [
    ...(allowed === "" ? [] : ["allow", allowed]),
    "access-control-allow-methods",
    methods.join(", "),
    "access-control-allow-headers",
    typeof asked === "string" && asked !== "" ? asked : "authorization, content-type, idempotency-key",
    "access-control-max-age",
    PREFLIGHT_SECONDS,
    // A page of the internet asks before it calls into a private network.
    ...(headers["access-control-request-private-network"] === "true"
      ? ["access-control-allow-private-network", "true"]
      : []),
  ];
}

/** Answers a preflight, or any OPTIONS to a route. */
export function answerPreflight(
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  allowed: string,
): void {
  const headers = commonHeaders(requestId, request.headers.origin);
  response.writeHead(204, [...headers, ...preflightHeaders(request, allowed)]).end();
}

/** The path of a request, without its query. */
export function pathOf(request: IncomingMessage): string {
  return parseUrl(request)?.pathname ?? "/";
}

/** The parameters behind the path of a request. */
export function queryOf({ url = "" }: IncomingMessage): URLSearchParams {
  const start = url.indexOf("?");
  return new URLSearchParams(start < 0 ? "" : url.slice(start));
}

/** Content type of every JSON answer. */
export const JSON_TYPE = "application/json; charset=utf-8";

/** Writes a JSON answer; before the request's body is in, when it has much to come that nobody will read. */
export function sendJson(response: ServerResponse, status: number, headers: string[], body: string): void {
  headers.push("content-type", JSON_TYPE, "content-length", String(Buffer.byteLength(body)));
  const { req: request } = response;
  if (!request.complete && (announcedBytes(request) ?? Number.POSITIVE_INFINITY) > MOST_LEFT) {
    answerEarly(response, status, headers, body);
    return;
  }
  response.writeHead(status, headers);
  response.end(body);
}

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

/**
 * Answers a request whose body has not come in whole and will not be read. The answer goes out at once; the connection
 * is closed when the client has sent all, or more than it should.
 *
 * @param headers - as `writeHead` takes them, with the length of the answer
 */
function answerEarly(
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

/**
 * `X-Wan-Mock-Findings`: the ids of the rules that reported something, each once, as a structured-field list (RFC 8941)
 * whose `near` parameter holds close names: `unknown-model;near="wan2.7-text-to-video"`.
 */
export function findingsHeader(findings: readonly Finding[]): string {
  const shown = new Map<string, string>();
  for (const { rule, suggestions } of findings) {
    if (shown.size === MOST_SHOWN) break;
    const near = (suggestions ?? []).filter((name) =>
      /^[\u0020-\u0021\u0023-\u005b\u005d-\u007e]+$/.test(name),
    );
    if (!shown.has(rule)) shown.set(rule, near.length === 0 ? rule : `${rule};near="${near.join(" ")}"`);
  }
  return [...shown.values()].join(", ");
}
