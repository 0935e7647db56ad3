import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { certificateFor } from "../../../src/adapters/proxy/temporary-authority.js";
import { startProxyTo, submitTo } from "../../harness/live-proxy.js";
import { sendRaw, submitHead } from "../../harness/raw-http.js";
import { rawUpstream } from "../../harness/raw-upstream.js";

/** The message of an answer in the vendor's envelope. */
async function refusalOf(reply: Response) {
  const { error } = (await reply.json()) as { error: { code: string; message: string; type: string } };
  return { status: reply.status, hint: reply.headers.get("x-wan-mock-hint"), ...error };
}

/** The address of a port that nothing listens on. */
async function closedPort(): Promise<string> {
  const { createServer: listen } = await import("node:net");
  const server = listen().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return `http://127.0.0.1:${port}`;
}

test("a refused connection is a 502 that says so", async () => {
  const upstream = await closedPort();
  const proxy = await startProxyTo(upstream);
  const { host } = new URL(upstream);
  expect(await refusalOf(await submitTo(proxy.url))).toEqual({
    status: 502,
    code: "upstream_error",
    type: "upstream_error",
    message: `wan-mock proxy: ${host} cannot be reached: nothing listens there (ECONNREFUSED); nothing was sent`,
    hint: "wan-mock proxy answers here, not the service: start the service, or correct --upstream",
  });
  expect(proxy.journal.requests()).toMatchObject([{ status: 502, code: "upstream_error", live: true }]);
});

test("a certificate that is not trusted is a 502, and nothing is sent", async () => {
  const { certificate: cert, key } = certificateFor(["localhost"], "localhost");
  let requests = 0;
  const server = createServer({ cert, key }, () => requests++).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const proxy = await startProxyTo(`https://localhost:${(server.address() as AddressInfo).port}`);
  const refused = await refusalOf(await submitTo(proxy.url));
  expect(refused).toMatchObject({ status: 502, code: "upstream_error" });
  expect(refused.message).toMatch(/ its certificate is .*\([A-Z_]+\); nothing was sent$/);
  expect(requests).toBe(0);
});

test("silence is a 504 when it has lasted", async () => {
  const service = await rawUpstream(() => undefined);
  const proxy = await startProxyTo(service.url, { upstreamTimeout: "50ms" });
  expect(await refusalOf(await submitTo(proxy.url))).toMatchObject({
    status: 504,
    code: "upstream_timeout",
    message: `wan-mock proxy: ${new URL(service.url).host} sent nothing for 0.05 s; the service may have accepted the submit and charge for it: look for its task before you send it again`,
    hint: "wan-mock proxy answers here, not the service: wait longer with --upstream-timeout",
  });
});

test.each<[what: string, answer: string | undefined, reason: RegExp]>([
  ["a connection that is reset", undefined, /broke before an answer came: it was reset \(ECONNRESET\)/],
  ["a connection that ends without an answer", "", /broke before an answer came/],
  ["what is no HTTP", "SSH-2.0-OpenSSH_9.6\r\n", /the answer is not HTTP \(HPE_\w+\)/],
  ["half a head", "HTTP/1.1 200 OK\r\ncontent-le", /broke before an answer came/],
])("%s is a 502", async (_what, answer, reason) => {
  const service = await rawUpstream((socket) => {
    if (answer === undefined) socket.resetAndDestroy();
    else socket.end(answer);
  });
  const proxy = await startProxyTo(service.url);
  const refused = await refusalOf(await submitTo(proxy.url));
  expect(refused).toMatchObject({ status: 502, code: "upstream_error" });
  expect(refused.message).toMatch(reason);
  expect(refused.message).toMatch(/look for its task/);
});

test("a query whose answer is lost has nothing that is charged", async () => {
  const service = await rawUpstream((socket) => socket.end());
  const proxy = await startProxyTo(service.url);
  const refused = await refusalOf(await fetch(`${proxy.url}/v1/tasks/task-unified-1-abcdefgh`));
  expect(refused.message).toMatch(/; the service may have got the request$/);
});

test("the file service's refusals have its form", async () => {
  const proxy = await startProxyTo(await closedPort());
  const reply = await fetch(`${proxy.url}/api/v1/files/quota`);
  expect(reply.status).toBe(502);
  expect(await reply.json()).toMatchObject({ success: false, code: 502, msg: /^wan-mock proxy: / });
});

test.each([
  ["with a length", "content-length: 100\r\n\r\n", '{"id":"task-unif'],
  ["in chunks", "transfer-encoding: chunked\r\n\r\n", '10\r\n{"id":"task-unif\r\n'],
])("an answer that is cut %s is cut for the client too", async (_how, framing, body) => {
  const service = await rawUpstream((socket) => {
    socket.write(`HTTP/1.1 200 OK\r\n${framing}${body}`, () => socket.destroySoon());
  });
  const proxy = await startProxyTo(service.url);
  const json = '{"model":"wan2.7-text-to-video","prompt":"Rain"}';
  const reply = await sendRaw(
    proxy.url,
    submitHead([
      "authorization: Bearer sk-1",
      "content-type: application/json",
      `content-length: ${json.length}`,
    ]),
    json,
  );
  expect(reply.status).toBe(200);
  expect(reply.body).toContain('{"id":"task-unif');
  expect(reply.body).not.toContain("0\r\n\r\n");
  expect(proxy.journal.requests()).toMatchObject([{ status: 200, live: true, fault: "truncated-body" }]);
});

test("an answer that falls silent is cut", async () => {
  const service = await rawUpstream((socket) => {
    socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{");
  });
  const proxy = await startProxyTo(service.url, { upstreamTimeout: "1s" });
  const reply = await fetch(`${proxy.url}/v1/credits`);
  const read = await reply.text().catch(() => "cut");
  // On a machine that is very busy the silence may come before the head.
  expect(reply.status === 200 ? read : "cut").toBe("cut");
});

test("closing the proxy gives up what is under way", async () => {
  const service = await rawUpstream(() => undefined);
  const proxy = await startProxyTo(service.url);
  const call = fetch(`${proxy.url}/v1/credits`).then((reply) => reply.status);
  call.catch(() => undefined);
  await expect.poll(() => service.requests.length).toBe(1);
  await proxy.close();
});
