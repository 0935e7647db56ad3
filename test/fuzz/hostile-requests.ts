import { toUSVString } from "node:util";
import fc from "fast-check";

const methods = [
  "GET",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "HEAD",
  "OPTIONS",
  "CONNECT",
  "TRACE",
  "get",
  "POST ",
];

const targets = [
  "/v1/videos/generations",
  "/v1/tasks/task-unified-1-aaaaaaaa",
  "/v1/tasks/",
  "/v1/credits",
  "/v1/models",
  "/files/task-unified-1-aaaaaaaa.mp4",
  "/_mock/health",
  "/_mock/tasks?limit=1",
  "/_mock/journal?limit=3&status=400",
  "/_mock/accounts/key-a",
  "/_mock/lint",
  "/_mock/assets/image-64x64.png",
  "http://api.evolink.ai/v1/models",
  "*",
  "/",
  "",
];

const names = [
  "Host",
  "Authorization",
  "Content-Type",
  "Content-Length",
  "Transfer-Encoding",
  "Content-Encoding",
  "Connection",
  "Expect",
  "Upgrade",
  "Range",
  "If-Range",
  "If-None-Match",
  "Idempotency-Key",
  "Origin",
  "Access-Control-Request-Method",
  "Access-Control-Request-Headers",
  "X-Wan-Mock-Scenario",
  "X-Wan-Mock-Token",
  "Cookie",
];

const values = [
  "127.0.0.1",
  "Bearer key-a",
  "Bearer ",
  "application/json",
  "12",
  "-1",
  "99999999999999999999",
  "chunked",
  "chunked, identity",
  "gzip",
  "close",
  "keep-alive, upgrade",
  "100-continue",
  "bytes=0-",
  "bytes=-0,9-3",
  "*",
  "null",
  "rate-limited:2",
  "http-503",
  "query/stuck-pending",
  "malformed-json",
];

const bodies = [
  '{"model":"wan2.7-text-to-video","prompt":"x"}',
  "{}",
  "5\r\nhello\r\n0\r\n\r\n",
  "ffffffffffffffff\r\n",
  "\u0000",
];

const oddText = fc.string({ unit: "binary", maxLength: 40 });
const token = fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 20 });

const header = fc
  .tuple(
    fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: token }),
    fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: oddText }),
  )
  .map(([name, value]) => `${name}: ${value}`);

/** The bytes of something that is nearly an HTTP request. */
const oneRequest = fc
  .record({
    method: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...methods) },
      { weight: 1, arbitrary: oddText },
    ),
    target: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...targets) },
      { weight: 1, arbitrary: oddText.map((text) => `/v1/tasks/${text}`) },
      {
        weight: 1,
        arbitrary: oddText.map((text) => `/v1/tasks/${encodeURIComponent(toUSVString(text))}%`),
      },
    ),
    version: fc.oneof(
      { weight: 8, arbitrary: fc.constant("HTTP/1.1") },
      { weight: 1, arbitrary: fc.constantFrom("HTTP/1.0", "HTTP/2.0", "HTTP/9", "") },
    ),
    headers: fc.array(header, { maxLength: 8 }),
    body: fc.oneof(fc.constantFrom(...bodies), oddText),
    hasLength: fc.boolean(),
  })
  .map(({ method, target, version, headers, body, hasLength }) => {
    const length = hasLength ? [`Content-Length: ${Buffer.byteLength(body)}`] : [];
    const head = [`${method} ${target} ${version}`, "Host: 127.0.0.1", ...headers, ...length];
    return Buffer.from(`${head.join("\r\n")}\r\n\r\n${body}`);
  });

/** Several of them on one connection, some bytes changed, the end cut off at times. */
export const hostileConnection: fc.Arbitrary<Buffer> = fc
  .record({
    requests: fc.array(oneRequest, { minLength: 1, maxLength: 3 }),
    changes: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 2 }),
    isChanged: fc.boolean(),
    cut: fc.option(fc.nat(), { freq: 3 }),
  })
  .map(({ requests, changes, isChanged, cut }) => {
    const bytes = Buffer.concat(requests);
    if (isChanged) for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
    return cut === null ? bytes : bytes.subarray(0, cut % bytes.length);
  });
