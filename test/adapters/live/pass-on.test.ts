import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import {
  LIVE_KEY,
  liveBody,
  queryAt,
  startProxyTo,
  startService,
  submitTo,
} from "../../harness/live-proxy.js";
import { sendRaw, submitHead } from "../../harness/raw-http.js";
import { rawUpstream } from "../../harness/raw-upstream.js";

const taskText =
  '{"id":"task-unified-1-abcdefgh","model":"wan2.7-text-to-video","status":"pending","progress":0}';

/** An answer with a length. */
function replyText(body: string, head = "HTTP/1.1 200 OK\r\ncontent-type: application/json"): string {
  return `${head}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** A service that leaves its answer to the test. */
async function heldUpstream() {
  let take: (socket: Socket) => void = () => undefined;
  const answering = new Promise<Socket>((resolve) => {
    take = resolve;
  });
  return { service: await rawUpstream((socket) => take(socket)), answering };
}

test("submits, queries and lists are answered by the service", async () => {
  const service = await startService();
  const proxy = await startProxyTo(service.url);
  const reply = await submitTo(proxy.url);
  expect(reply.status).toBe(200);
  const { id } = (await reply.json()) as { id: string };
  expect((await service.tasks.list()).map((task) => task.id)).toEqual([id]);
  await service.clock.advance("1h");
  expect(await (await queryAt(proxy.url, id)).json()).toMatchObject({ id, status: "completed" });
  const listed = await fetch(`${proxy.url}/v1/tasks?page_size=1`, {
    headers: { authorization: `Bearer ${LIVE_KEY}` },
  });
  expect(await listed.json()).toMatchObject({ total: 1, page_size: 1 });
  expect(await proxy.tasks.list()).toEqual([]);
});

test("a request goes out as it came, but for headers of the connection and of the mock", async () => {
  const service = await rawUpstream((socket) => socket.end(replyText(taskText)));
  const proxy = await startProxyTo(`${service.url}/gateway`);
  const body = `{ "prompt": "Rain",  "model":"wan2.7-text-to-video" }`;
  await sendRaw(
    proxy.url,
    submitHead([
      "Authorization: Bearer sk-1",
      "content-TYPE: application/json",
      "X-Custom: a",
      "x-custom: b",
      "X-Secret-Hop: c",
      "Connection: close, X-Secret-Hop",
      "X-Wan-Mock-Token: t",
      `Content-Length: ${body.length}`,
    ]).replace("/v1/videos/generations", "/v1/videos/generations?trace=%41"),
    body,
  );
  const [sent = ""] = service.requests;
  const [head = "", text] = sent.split("\r\n\r\n");
  expect(head.split("\r\n")).toEqual([
    "POST /gateway/v1/videos/generations?trace=%41 HTTP/1.1",
    `host: ${new URL(service.url).host}`,
    "Authorization: Bearer sk-1",
    "content-TYPE: application/json",
    "X-Custom: a",
    "x-custom: b",
    `content-length: ${body.length}`,
    "connection: close",
  ]);
  expect(text).toBe(body);
});

test("an answer comes back as it is: status, reason, headers, bytes", async () => {
  const odd =
    "HTTP/1.1 299 Quite Fine\r\nX-One: 1\r\nset-cookie: a=1\r\nset-cookie: b=2\r\nContent-Type: text/x";
  const service = await rawUpstream((socket) => socket.end(replyText('{"a": 1 }\n', odd), "latin1"));
  const proxy = await startProxyTo(service.url);
  const reply = await sendRaw(proxy.url, "GET /v1/credits HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
  expect(reply.head.split("\r\n")).toEqual([
    "HTTP/1.1 299 Quite Fine",
    "X-One: 1",
    "set-cookie: a=1",
    "set-cookie: b=2",
    "Content-Type: text/x",
    "content-length: 10",
    "Connection: close",
  ]);
  expect(reply.body).toBe('{"a": 1 }\n');
});

test.each<[what: string, head: string, body: Buffer | string]>([
  ["a 502 with HTML", "HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html", "<h1>502</h1>"],
  ["a redirect", "HTTP/1.1 301 Moved Permanently\r\nlocation: https://elsewhere.test/", ""],
  ["JSON of the wrong type", "HTTP/1.1 200 OK\r\ncontent-type: text/plain", taskText],
  ["an empty answer", "HTTP/1.1 204 No Content", ""],
  ["gzip", "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-type: application/json", gzipSync(taskText)],
])("%s is passed on", async (_what, head, body) => {
  const bytes = Buffer.from(body);
  const service = await rawUpstream((socket) => {
    socket.write(`${head}\r\n${head.includes(" 204 ") ? "" : `content-length: ${bytes.length}\r\n`}\r\n`);
    socket.end(bytes);
  });
  const proxy = await startProxyTo(service.url);
  const json = JSON.stringify(liveBody);
  const reply = await sendRaw(
    proxy.url,
    submitHead([
      "authorization: Bearer sk-1",
      "content-type: application/json",
      `content-length: ${json.length}`,
    ]),
    json,
  );
  const [status = "", ...lines] = head.split("\r\n");
  expect(reply.head.split("\r\n")[0]).toBe(status);
  for (const line of lines) expect(reply.head).toContain(line);
  expect(reply.body).toBe(bytes.toString("utf8"));
});

test("what a compressed answer says stands in the journal", async () => {
  const bytes = gzipSync(taskText);
  const service = await rawUpstream((socket) => {
    socket.write(`HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${bytes.length}\r\n\r\n`);
    socket.end(bytes);
  });
  const proxy = await startProxyTo(service.url);
  expect(await (await submitTo(proxy.url)).text()).toBe(taskText);
  expect(proxy.journal.requests()).toMatchObject([{ live: true, task: "task-unified-1-abcdefgh" }]);
});

test("head and body arrive as they come, piece by piece", async () => {
  const { service, answering } = await heldUpstream();
  const proxy = await startProxyTo(service.url);
  const call = fetch(`${proxy.url}/v1/credits`);
  const socket = await answering;
  socket.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
  const reply = await call;
  const reader = (reply.body as ReadableStream<Uint8Array>).getReader();
  const read = async () => Buffer.from((await reader.read()).value ?? []).toString();
  socket.write("5\r\nfirst\r\n");
  expect(await read()).toBe("first");
  socket.end("6\r\nsecond\r\n0\r\n\r\n");
  expect(await read()).toBe("second");
  expect((await reader.read()).done).toBe(true);
  expect(reply.headers.get("transfer-encoding")).toBe("chunked");
});

test("a client that leaves takes its call with it", async () => {
  let isOver = () => undefined as unknown;
  const over = new Promise((resolve) => {
    isOver = () => resolve(undefined);
  });
  const leaving = new AbortController();
  const service = await rawUpstream((socket) => {
    socket.once("close", isOver);
    leaving.abort();
  });
  const proxy = await startProxyTo(service.url);
  await expect(fetch(`${proxy.url}/v1/credits`, { signal: leaving.signal })).rejects.toThrow();
  await over;
  const entry = await proxy.waitFor({ kind: "request" });
  expect(entry).toMatchObject({ live: true, status: 0, route: "credits" });
});

test("the answer to a submit is read to its end though the client has left", async () => {
  const leaving = new AbortController();
  const { service, answering } = await heldUpstream();
  const proxy = await startProxyTo(service.url);
  const headers = { authorization: "Bearer sk-1", "content-type": "application/json" };
  const call = { method: "POST", headers, body: JSON.stringify(liveBody), signal: leaving.signal };
  const submit = fetch(`${proxy.url}/v1/videos/generations`, call);
  const socket = await answering;
  leaving.abort();
  await expect(submit).rejects.toThrow();
  // By the time of another answer the proxy knows that the client has left.
  await fetch(`${proxy.url}/_mock/health`);
  socket.end(replyText(taskText));
  const entry = await proxy.waitFor({ kind: "request" });
  expect(entry).toMatchObject({ live: true, status: 200, task: "task-unified-1-abcdefgh" });
});

test("uploads stream through", async () => {
  const service = await startService();
  const proxy = await startProxyTo(service.url);
  const reply = await fetch(`${proxy.url}/api/v1/files/upload/base64`, {
    method: "POST",
    headers: { authorization: `Bearer ${LIVE_KEY}`, "content-type": "application/json" },
    body: JSON.stringify({ base64_data: `data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=` }),
  });
  const answer = (await reply.json()) as { data?: { file_id?: string } };
  expect(proxy.journal.requests()).toMatchObject([
    { route: "uploadBase64", live: true, status: reply.status, file: answer.data?.file_id },
  ]);
});

test("paths that no document has are not passed on", async () => {
  const service = await rawUpstream((socket) => socket.end(replyText("{}")));
  const proxy = await startProxyTo(service.url);
  const reply = await fetch(`${proxy.url}/v1/images/generations`, { method: "POST", body: "{}" });
  expect(reply.status).toBe(404);
  expect(reply.headers.get("x-wan-mock-hint")).toMatch(
    /^wan-mock proxy passes on the routes of the contract alone/,
  );
  expect(service.requests).toEqual([]);
});

test("a scenario is refused, as nothing is forced on a service", async () => {
  const service = await rawUpstream((socket) => socket.end(replyText("{}")));
  const proxy = await startProxyTo(service.url);
  const reply = await submitTo(proxy.url, liveBody, { "x-wan-mock-scenario": "rate-limited" });
  expect(reply.status).toBe(400);
  expect(await reply.json()).toMatchObject({ error: { message: /forces nothing in wan-mock proxy/ } });
  expect(service.requests).toEqual([]);
});
