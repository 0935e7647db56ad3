import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Mock } from "../../../src/compose/mock.js";
import { startMock } from "../../../src/compose/start-mock.js";
import { startReceiver, status } from "../../harness/receiver.js";
import { call, submit } from "../../harness/replicas.js";
import { temporaryFolder } from "../../harness/temporary-folder.js";
import type { UploadJson } from "../../harness/uploads.js";

const callback_url = "https://hooks.example.com/done";
const order = { "idempotency-key": "order-0123456789-a" };
const START = "2027-01-01T00:00:00Z";

/** Starts mocks of one folder, one after the other. */
function mocksOfOneFolder(forwardTo?: string): () => Promise<Mock> {
  const data = join(temporaryFolder().path, "data");
  const target = forwardTo === undefined ? {} : { forwardTo };
  return async () => {
    const options = { data, port: 0, seed: 7, clock: "frozen", now: START, balance: 1000 } as const;
    const mock = await startMock({ ...options, ...target });
    onTestFinished(() => mock.close());
    return mock;
  };
}

/** Everything about a mock that can be seen from outside, but for its address and the time of its start. */
async function seen({ url }: Mock): Promise<Record<string, unknown>> {
  const state: Record<string, unknown> = {};
  const paths = ["tasks", "accounts", "accounts/key-a", "scenarios/next", "journal", "clock"];
  for (const path of paths) state[path] = (await call(url, "GET", `/_mock/${path}`)).body;
  const health = await call<Record<string, object>>(url, "GET", "/_mock/health");
  for (const name of ["tasks", "deliveries", "idempotency_keys", "uploads"])
    state[`${name} kept`] = health.body[name];
  return state;
}

/** Leaves something of every kind: tasks in all states, a pending delivery, held-back and queued scenarios, an upload. */
async function use({ url, clock }: Mock): Promise<string> {
  await submit(url, { callback_url }, order);
  await submit(url, { callback_url }, { "x-wan-mock-scenario": "callback-reordered" });
  await submit(url, {}, { "x-wan-mock-scenario": "callback-before-settle" });
  await clock.advance("10s");
  await submit(url, {}, { "x-wan-mock-scenario": "stuck-pending" });
  await call(url, "POST", "/_mock/scenarios/next", { name: "rate-limited", times: 2 });
  const bytes = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
  const file = { base64_data: bytes.toString("base64"), file_name: "a.png" };
  const { body } = await call<UploadJson>(url, "POST", "/api/v1/files/upload/base64", file);
  expect(body.success).toBe(true);
  await call(url, "PUT", "/_mock/accounts/key-a", { balance: 5, limits: { concurrency: 3 } });
  return body.data.file_id;
}

test("what a reset dropped does not come back with a restart", async () => {
  const receiver = await startReceiver(status(500));
  onTestFinished(() => receiver.close());
  const start = mocksOfOneFolder(receiver.url);
  const first = await start();
  await use(first);
  const received = receiver.received.length;
  expect(received).toBeGreaterThan(0);
  expect((await call(first.url, "POST", "/_mock/reset", {})).status).toBe(200);
  const after = await seen(first);
  expect(after).toMatchObject({
    tasks: { items: [] },
    "accounts/key-a": { balance: 1000, reserved: 0, ledger: [] },
    "deliveries kept": { kept: 0, pending: 0 },
    "idempotency_keys kept": { kept: 0 },
    clock: { now: "2027-01-01T00:00:00.000Z", waiting: 0, next: null },
  });
  await first.close();
  const second = await start();
  expect(await seen(second)).toEqual(after);
  expect(second.callbacks.deliveries()).toEqual([]);
  await second.clock.advance("1h");
  expect(receiver.received).toHaveLength(received);
  // The key is free, the queue is empty, and no callback waits to be overtaken.
  const again = await submit(second.url, { callback_url }, order);
  expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([200, null]);
  await second.clock.advance("3s");
  expect(receiver.received).toHaveLength(received + 1);
});

test("tasks that were dropped do not come back with a restart, and all else is there", async () => {
  const receiver = await startReceiver(status(500));
  onTestFinished(() => receiver.close());
  const start = mocksOfOneFolder(receiver.url);
  const first = await start();
  const file = await use(first);
  expect((await call(first.url, "POST", "/_mock/reset", { scope: "tasks" })).status).toBe(200);
  const after = await seen(first);
  expect(after).toMatchObject({
    tasks: { items: [] },
    // What the live one held is given back.
    "accounts/key-a": { balance: 34.24, reserved: 0 },
    "deliveries kept": { kept: 0, pending: 0 },
    "idempotency_keys kept": { kept: 0 },
    clock: { waiting: 0, next: null },
  });
  const received = receiver.received.length;
  await first.close();
  const second = await start();
  expect(await seen(second)).toEqual(after);
  const files = await call(second.url, "GET", "/api/v1/files/list");
  expect(JSON.stringify(files.body)).toContain(file);
  await second.clock.advance("1h");
  expect(receiver.received).toHaveLength(received);
  const replies = [await submit(second.url), await submit(second.url)];
  expect(replies.map((reply) => reply.status)).toEqual([429, 429]);
});

test("what was set of an account, and how many of its calls passed, outlives a restart", async () => {
  const start = mocksOfOneFolder();
  const first = await start();
  const change = {
    balance: 70,
    limits: { rate_limit: "2/min", rate_limit_queries: "1/min", concurrency: 9 },
  };
  expect((await call(first.url, "PUT", "/_mock/accounts/key-a", change)).status).toBe(200);
  const { id } = (await submit(first.url)).body;
  expect((await call(first.url, "GET", `/v1/tasks/${id}`)).status).toBe(200);
  await first.clock.advance("30s");
  const account = (await call(first.url, "GET", "/_mock/accounts/key-a")).body;
  expect(account).toMatchObject({
    limits: change.limits,
  });
  await first.close();
  const second = await start();
  expect((await call(second.url, "GET", "/_mock/accounts/key-a")).body).toEqual(account);
  const statuses = [];
  for (let count = 0; count < 2; count++) statuses.push((await submit(second.url)).status);
  const refused = await call(second.url, "GET", `/v1/tasks/${id}`);
  expect([...statuses, refused.status]).toEqual([200, 429, 429]);
  await second.clock.advance("1m");
  expect((await submit(second.url)).status).toBe(402);
  expect((await call(second.url, "GET", `/v1/tasks/${id}`)).status).toBe(200);
});
