import { expect, test } from "vitest";
import { liveBody, startProxyTo, startService, submitTo } from "../../harness/live-proxy.js";

const tooLong = { ...liveBody, duration: 16 };

test("a submit that the contract refuses never leaves", async () => {
  const service = await startService();
  const proxy = await startProxyTo(service.url);
  const reply = await submitTo(proxy.url, tooLong);
  expect(reply.status).toBe(400);
  expect(reply.headers.get("x-wan-mock-findings")).toBe("schema/maximum");
  expect(await reply.json()).toEqual({
    error: {
      code: "invalid_request",
      message: "duration must be at most 15, got 16",
      type: "invalid_request_error",
      param: "duration",
    },
  });
  expect(service.journal.requests()).toEqual([]);
  const [entry] = proxy.journal.requests();
  expect(entry).toMatchObject({ status: 400, code: "invalid_request", body: tooLong });
  expect(entry?.live).toBeUndefined();
});

test.each<[what: string, body: unknown, headers: Record<string, string>, status: number]>([
  ["a body that is no JSON", "{", {}, 400],
  ["an unknown model", { ...liveBody, model: "wan9" }, {}, 404],
  ["no key", liveBody, { authorization: "" }, 401],
  ["a compressed body", liveBody, { "content-encoding": "gzip" }, 400],
])("%s never leaves either", async (_what, body, headers, status) => {
  const service = await startService();
  const proxy = await startProxyTo(service.url);
  expect((await submitTo(proxy.url, body, headers)).status).toBe(status);
  expect(service.journal.requests()).toEqual([]);
});

test("with warn it is passed on, with the findings in the answer", async () => {
  const service = await startService();
  const proxy = await startProxyTo(service.url, { check: "warn" });
  const reply = await submitTo(proxy.url, { ...liveBody, duration: 16 });
  expect(reply.status).toBe(400);
  expect(reply.headers.get("x-wan-mock-findings")).toContain("schema/maximum");
  expect(service.journal.requests()).toHaveLength(1);
  expect(proxy.journal.requests()).toMatchObject([
    { live: true, status: 400, findings: [{ rule: "schema/maximum" }] },
  ]);
});

test("without a check it is passed on unseen", async () => {
  const service = await startService();
  const proxy = await startProxyTo(service.url, { check: "off" });
  expect((await submitTo(proxy.url, "{")).status).toBe(400);
  expect(service.journal.requests()).toHaveLength(1);
  expect(proxy.journal.requests()).toMatchObject([{ live: true, status: 400, findings: [] }]);
});

test("warnings go with the answer to an accepted submit", async () => {
  const service = await startService({ rules: { "no-unknown-parameter": "off" } });
  const proxy = await startProxyTo(service.url);
  const reply = await submitTo(proxy.url, { ...liveBody, promt: "x" });
  expect(reply.status).toBe(200);
  expect(reply.headers.get("x-wan-mock-findings")).toContain("no-unknown-parameter");
});

test("settings of the contract count", async () => {
  const service = await startService();
  const proxy = await startProxyTo(service.url, { policy: { longestDuration: 4 } });
  const reply = await submitTo(proxy.url);
  expect(reply.headers.get("x-wan-mock-findings")).toBe("policy-longest-duration");
  expect(service.journal.requests()).toEqual([]);
});

test("a body that is too large is refused whatever the check", async () => {
  const service = await startService();
  const proxy = await startProxyTo(service.url, { check: "off", maxBody: 20 });
  expect((await submitTo(proxy.url)).status).toBe(413);
  expect(service.journal.requests()).toEqual([]);
});
