import type { ServerResponse } from "node:http";
import { setImmediate } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { type Mock, startMock } from "../../../src/index.js";
import type { MockOptions } from "../../../src/options/mock-options.js";
import { LIVE_KEY, liveBody, queryAt, startService, submitTo } from "../../harness/live-proxy.js";
import { type Receiver, startReceiver, status } from "../../harness/receiver.js";

async function receiver(answer: Parameters<typeof startReceiver>[0] = status(200)): Promise<Receiver> {
  const started = await startReceiver(answer);
  onTestFinished(() => started.close());
  return started;
}

/** A proxy whose time stands still, and what it warns of. */
async function frozenProxy(service: Pick<Mock, "url">, options: MockOptions = {}) {
  const warnings: string[] = [];
  const proxy = await startMock(
    { upstream: service.url, ...options },
    { onWarning: (sentence) => warnings.push(sentence) },
  );
  onTestFinished(() => proxy.close());
  await proxy.clock.freeze();
  return { proxy, warnings };
}

async function accepted(reply: Promise<Response>): Promise<string> {
  const answer = await reply;
  const body = (await answer.json()) as { id: string };
  expect([answer.status, body]).toMatchObject([200, { id: expect.any(String) }]);
  return body.id;
}

/** Moves time of the proxy on, half a minute at a time, until something holds. */
async function until(proxy: Mock, holds: () => boolean): Promise<void> {
  while (!holds()) {
    await proxy.clock.advance("30s");
    await setImmediate();
  }
}

/** Whether no query and no attempt waits for its time. */
async function nothingWaits({ clock }: Mock): Promise<boolean> {
  const before = clock.now();
  return (await clock.next()) === before;
}

const queries = (service: Mock) => service.journal.requests().filter(({ route }) => route === "query");

test("a client with a callback address on this machine is called back about a task of a service that refuses it", async () => {
  const service = await startService();
  const { proxy, warnings } = await frozenProxy(service);
  const hooks = await receiver();
  const body = { ...liveBody, callback_url: `${hooks.url}/in?run=1` };
  expect((await submitTo(service.url, body)).status).toBe(400);
  const id = await accepted(submitTo(proxy.url, body));
  expect(service.journal.requests()[1]?.body).toEqual(liveBody);
  expect(proxy.journal.requests()[0]).toMatchObject({ live: true, body, findings: [], task: id });
  await until(proxy, () => queries(service).length >= 2);
  expect(hooks.received).toEqual([]);
  await service.clock.advance("1h");
  await until(proxy, () => proxy.callbacks.deliveries()[0]?.state === "delivered");
  const shown = await (await queryAt(service.url, id)).text();
  expect(hooks.received).toMatchObject([{ path: "/in?run=1", body: shown }]);
  expect(proxy.callbacks.deliveries()).toMatchObject([
    { task: id, model: liveBody.model, key: proxy.account(LIVE_KEY).label, callbackUrl: body.callback_url },
  ]);
  expect(await (await fetch(`${proxy.url}/_mock/journal`)).text()).toContain('"kind":"callback"');
  expect(warnings).toEqual([]);
});

test("the first query comes five seconds after the submit", async () => {
  const service = await startService();
  const { proxy } = await frozenProxy(service);
  const started = proxy.clock.now();
  await accepted(submitTo(proxy.url, { ...liveBody, callback_url: "http://localhost:9/in" }));
  expect(await proxy.clock.next()).toBe(started + 5000);
});

test("all but the address arrives as it was sent", async () => {
  const service = await startService();
  const { proxy } = await frozenProxy(service);
  const text =
    '{ "model":"wan2.7-text-to-video",\n"callback_url" : "http://localhost:9/in", "prompt":"R\\u0061in" }';
  await accepted(submitTo(proxy.url, text));
  const sent = '{ "model":"wan2.7-text-to-video", "prompt":"R\\u0061in" }';
  const [entry] = service.journal.requests();
  expect(entry).toMatchObject({ body: JSON.parse(sent) as object, credits: 29.24 });
});

test("a receiver that fails gets the vendor's retries", async () => {
  const service = await startService();
  const { proxy } = await frozenProxy(service);
  const hooks = await receiver(status(500));
  await accepted(submitTo(proxy.url, { ...liveBody, callback_url: hooks.url }));
  await service.clock.advance("1h");
  await until(proxy, () => proxy.callbacks.deliveries()[0]?.state === "given-up");
  const [delivery] = proxy.callbacks.deliveries();
  const due = delivery?.attempts.map((attempt) => attempt.due) ?? [];
  expect(due.map((at) => at - (due[0] ?? 0))).toEqual([0, 1000, 3000, 7000]);
  expect(hooks.received).toHaveLength(4);
});

test("a submit that is replayed is called back once", async () => {
  const service = await startService();
  const { proxy } = await frozenProxy(service);
  const hooks = await receiver();
  const submit = () =>
    accepted(
      submitTo(
        proxy.url,
        { ...liveBody, callback_url: hooks.url },
        { "idempotency-key": "the-key-of-the-client" },
      ),
    );
  const id = await submit();
  expect(await submit()).toBe(id);
  await service.clock.advance("1h");
  await until(proxy, () => proxy.callbacks.deliveries()[0]?.state === "delivered");
  expect(await submit()).toBe(id);
  expect(await nothingWaits(proxy)).toBe(true);
  expect(queries(service)).toHaveLength(1);
  expect(hooks.received).toHaveLength(1);
});

test("a public address is the service's to call", async () => {
  const service = await startService();
  const { proxy } = await frozenProxy(service);
  const body = { ...liveBody, callback_url: "https://hooks.example.com/in" };
  await accepted(submitTo(proxy.url, body));
  expect(service.journal.requests()[0]?.body).toEqual(body);
  expect(await nothingWaits(proxy)).toBe(true);
});

test.each<[what: string, optionsFor: (url: string) => MockOptions, path: string]>([
  ["--forward-to", (url) => ({ forwardTo: `${url}/all` }), "/all"],
  ["--callback-map", (url) => ({ callbackMap: { "https://hooks.example.com": url } }), "/in"],
])("%s takes a public address from the service", async (_what, optionsFor, path) => {
  const service = await startService();
  const hooks = await receiver();
  const { proxy } = await frozenProxy(service, optionsFor(hooks.url));
  await accepted(submitTo(proxy.url, { ...liveBody, callback_url: "https://hooks.example.com/in" }));
  expect(service.journal.requests()[0]?.body).toEqual(liveBody);
  await service.clock.advance("1h");
  await until(proxy, () => proxy.callbacks.deliveries()[0]?.state === "delivered");
  expect(hooks.received).toMatchObject([{ path }]);
});

test.each([
  "http://hooks.example.com/in",
  "http:/localhost/in",
  "http://localhost:0/in",
  "ftp://localhost/in",
])("%s is refused by the contract", async (callback_url) => {
  const service = await startService();
  const { proxy } = await frozenProxy(service);
  expect((await submitTo(proxy.url, { ...liveBody, callback_url })).status).toBe(400);
  expect(service.journal.requests()).toEqual([]);
});

test("the rest of the body is judged", async () => {
  const service = await startService();
  const { proxy } = await frozenProxy(service);
  const reply = await submitTo(proxy.url, { ...liveBody, duration: 16, callback_url: "http://localhost:9" });
  expect(reply.headers.get("x-wan-mock-findings")).toBe("schema/maximum");
  expect(service.journal.requests()).toEqual([]);
});

test("a submit that the service refuses is not polled", async () => {
  const service = await startService({ balance: 0 });
  const { proxy, warnings } = await frozenProxy(service);
  const reply = await submitTo(proxy.url, { ...liveBody, callback_url: "http://localhost:9/in" });
  expect(reply.status).toBe(402);
  expect(await nothingWaits(proxy)).toBe(true);
  expect(warnings).toEqual([]);
});

const json = (code: number, body: unknown) => (response: ServerResponse) => {
  response.writeHead(code, { "content-type": "application/json" }).end(JSON.stringify(body));
};

test("queries carry the client's key, which no message shows", async () => {
  const id = "task-unified-1-abcdefgh";
  const refusal = { error: { code: "unauthorized", message: `unknown key ${LIVE_KEY}` } };
  const service = await receiver((response, count) =>
    (count === 1 ? json(200, { id }) : json(401, refusal))(response),
  );
  const { proxy, warnings } = await frozenProxy(service);
  await accepted(submitTo(proxy.url, { ...liveBody, callback_url: "http://localhost:9/in" }));
  await until(proxy, () => warnings.length > 0);
  expect(service.received[1]).toMatchObject({
    path: `/v1/tasks/${id}`,
    headers: { authorization: `Bearer ${LIVE_KEY}`, host: new URL(service.url).host },
  });
  expect(warnings).toEqual([
    `no callback goes to http://localhost:9/in: the service refused the query of ${id}: it answered 401 (unauthorized: unknown key KEY)`,
  ]);
});

test("an accepted submit whose answer names no task is told", async () => {
  const service = await receiver(json(200, {}));
  const { proxy, warnings } = await frozenProxy(service);
  await submitTo(proxy.url, { ...liveBody, callback_url: "http://localhost:9/in" });
  expect(warnings).toEqual([
    "no callback goes to http://localhost:9/in: the service accepted the submit, but its answer has no id of a task that could be read",
  ]);
});

test("a service that has gone is told", async () => {
  const service = await startReceiver(json(200, { id: "task-unified-1-abcdefgh" }));
  const { proxy, warnings } = await frozenProxy(service);
  await accepted(submitTo(proxy.url, { ...liveBody, callback_url: "http://localhost:9/in" }));
  await service.close();
  await until(proxy, () => warnings.length > 0);
  expect(warnings).toEqual([
    "task-unified-1-abcdefgh could not be queried for its callback: nothing listens there; the proxy goes on trying",
  ]);
});

test("a refused query ends polling", async () => {
  const service = await startService();
  const { proxy, warnings } = await frozenProxy(service);
  const callback_url = `http://localhost:9/in?key=${LIVE_KEY}`;
  const id = await accepted(submitTo(proxy.url, { ...liveBody, callback_url }));
  await fetch(`${service.url}/_mock/reset`, { method: "POST" });
  await until(proxy, () => warnings.length > 0);
  expect(warnings).toEqual([
    `no callback goes to http://localhost:9/in?key=KEY: the service refused the query of ${id}: it answered 404 (task_not_found: The requested task could not be found)`,
  ]);
});

test("trouble with a query is told once, and polling goes on", async () => {
  const service = await startService();
  const { proxy, warnings } = await frozenProxy(service);
  const hooks = await receiver();
  const id = await accepted(submitTo(proxy.url, { ...liveBody, callback_url: hooks.url }));
  service.scenario("query/internal-error", { times: 2 });
  await until(proxy, () => queries(service).length >= 2);
  await service.clock.advance("1h");
  await until(proxy, () => proxy.callbacks.deliveries()[0]?.state === "delivered");
  expect(warnings).toMatchObject([
    expect.stringMatching(new RegExp(`^${id} could not be queried .* 500 \\(internal_error`)),
  ]);
});

test("a proxy that stops names the tasks that were not called back", async () => {
  const service = await startService();
  const { proxy, warnings } = await frozenProxy(service);
  const id = await accepted(submitTo(proxy.url, { ...liveBody, callback_url: "http://localhost:9/in" }));
  await proxy.close();
  expect(warnings).toEqual([
    `the proxy stopped before 1 task had been called back: ${id}; deliver such callbacks with wan-mock listen TASK_ID --upstream URL --forward-to URL`,
  ]);
});

test("a reset drops what was to be called back", async () => {
  const service = await startService();
  const { proxy, warnings } = await frozenProxy(service);
  await accepted(submitTo(proxy.url, { ...liveBody, callback_url: "http://localhost:9/in" }));
  await fetch(`${proxy.url}/_mock/reset`, { method: "POST" });
  await proxy.clock.freeze();
  expect(await nothingWaits(proxy)).toBe(true);
  await proxy.close();
  expect(warnings).toEqual([]);
});
