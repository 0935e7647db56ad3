import { expect, test } from "vitest";
import { liveBody, startProxyTo, startService, submitTo } from "../../harness/live-proxy.js";

const idOf = async (reply: Promise<Response>) => ((await (await reply).json()) as { id: string }).id;

test("equal bodies of a key make one task", async () => {
  const service = await startService();
  const proxy = await startProxyTo(service.url, { idempotency: true });
  const first = await idOf(submitTo(proxy.url));
  const { model, ...rest } = liveBody;
  expect(await idOf(submitTo(proxy.url, { ...rest, model }))).toBe(first);
  const [sent] = service.journal.requests();
  expect(sent?.idempotencyKey).toMatch(/^wan-mock-[0-9a-f]{40}$/);
  expect(proxy.journal.requests()[0]?.idempotencyKey).toBeUndefined();
});

test("other bodies and other keys make tasks of their own", async () => {
  const service = await startService();
  const proxy = await startProxyTo(service.url, { idempotency: true });
  const ids = [
    await idOf(submitTo(proxy.url)),
    await idOf(submitTo(proxy.url, { ...liveBody, prompt: "Snow" })),
    await idOf(submitTo(proxy.url, liveBody, { authorization: "Bearer sk-another-key" })),
  ];
  expect(new Set(ids).size).toBe(3);
});

test("a key that the client sends stays as it is", async () => {
  const service = await startService();
  const proxy = await startProxyTo(service.url, { idempotency: true });
  await submitTo(proxy.url, liveBody, { "idempotency-key": "the-key-of-the-client" });
  expect(service.journal.requests()[0]?.idempotencyKey).toBe("the-key-of-the-client");
});

test("without the option nothing is added", async () => {
  const service = await startService();
  const proxy = await startProxyTo(service.url);
  await submitTo(proxy.url);
  expect(service.journal.requests()[0]?.idempotencyKey).toBeUndefined();
});
