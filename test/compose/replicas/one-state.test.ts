import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { type ErrorJson, type TaskJson } from "../../harness/describe-matrix.js";
import { call, describeReplicas, manyTimes, startReplicas, submit } from "../../harness/replicas.js";
import { temporaryFolder } from "../../harness/temporary-folder.js";
import type { UploadJson } from "../../harness/uploads.js";

interface Account {
  readonly balance: number | null;
  readonly reserved: number;
}

describeReplicas("three replicas have one state", (redis) => {
  test("of 200 submits at once against a balance for 100, 100 are accepted and 100 refused", async () => {
    const { mocks, front } = await startReplicas(redis());
    const first = await submit(mocks[0].url);
    const cost = first.body.usage.credits_reserved;
    const put = await call(mocks[1].url, "PUT", "/_mock/accounts/key-a", { balance: 100 * cost });
    expect(put.status).toBe(200);
    const replies = await Promise.all(Array.from({ length: 200 }, () => submit(front.url)));
    expect(countBy(replies.map(({ status }) => status))).toEqual({ 200: 100, 402: 100 });
    for (const { url } of mocks) {
      const { body } = await call<Account>(url, "GET", "/_mock/accounts/key-a");
      expect(body).toMatchObject({ balance: 0, reserved: 101 * cost });
      const tasks = await call<{ items: unknown[] }>(url, "GET", "/_mock/tasks?limit=500");
      expect(tasks.body.items).toHaveLength(101);
    }
  });

  test("one Idempotency-Key at three replicas at once makes one task, with one answer", async () => {
    const { mocks } = await startReplicas(redis());
    for (let round = 0; round < 10; round++) {
      const key = { "idempotency-key": `order-of-one-film-${round}` };
      const replies = await Promise.all(mocks.map(({ url }) => submit(url, {}, key)));
      expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      const replayed = replies.filter(({ headers }) => headers.get("idempotency-replayed") === "true");
      expect(replayed).toHaveLength(2);
    }
    expect(await mocks[2].tasks.list()).toHaveLength(10);
    const other = await submit(
      mocks[0].url,
      { prompt: "Another" },
      { "idempotency-key": "order-of-one-film-1" },
    );
    expect(other.status).toBe(409);
  });

  test("the same for a submit whose files are looked at first", async () => {
    const folder = temporaryFolder();
    folder.write(
      "a.png",
      Buffer.from("89504e470d0a1a0a0000000d494844520000040000000400080200000000000000", "hex"),
    );
    const { mocks } = await startReplicas(redis(), {
      assets: [{ prefix: "https://cdn.example.com/", folder: folder.path }],
    });
    const members = { model: "wan2.7-image-to-video", image_start: "https://cdn.example.com/a.png" };
    const key = { "idempotency-key": "order-of-one-film" };
    const replies = await Promise.all(mocks.map(({ url }) => submit(url, members, key)));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
  });

  test("limits of concurrent tasks and of the rate hold for all replicas together", async () => {
    const { mocks, front } = await startReplicas(redis(), { concurrency: 7 });
    const replies = await Promise.all(Array.from({ length: 30 }, () => submit(front.url)));
    expect(countBy(replies.map(({ status }) => status))).toEqual({ 200: 7, 429: 23 });
    await call(mocks[2].url, "POST", "/_mock/clock", { advance: "1m" });
    await call(mocks[0].url, "PUT", "/_mock/accounts/key-b", {
      limits: { concurrency: null, rate_limit: "11/min" },
    });
    const limited = () => submit(front.url, {}, { authorization: "Bearer key-b" });
    const rated = await Promise.all(Array.from({ length: 30 }, limited));
    expect(countBy(rated.map(({ status }) => status))).toEqual({ 200: 11, 429: 19 });
    await call(mocks[1].url, "POST", "/_mock/clock", { advance: "1m" });
    expect((await limited()).status).toBe(200);
  });

  test("an account that is looked at, in the kit or over HTTP, takes nothing from those of others", async () => {
    const { mocks } = await startReplicas(redis());
    const [looking, used, third] = mocks;
    const as = (key: string) => ({ authorization: `Bearer ${key}` });
    await submit(used.url, {}, as("key-a"));
    expect(looking.account("key-b").reserved).toBe(0);
    await submit(used.url, {}, as("key-c"));
    await submit(looking.url, {}, as("key-b"));
    await submit(used.url, {}, as("key-c"));
    await submit(third.url, {}, as("key-b"));
    expect((await call(looking.url, "GET", "/_mock/accounts/key-d")).status).toBe(200);
    for (const { url } of mocks) {
      const accounts = await call<{ items: unknown[] }>(url, "GET", "/_mock/accounts");
      expect(accounts.body.items).toHaveLength(3);
      for (const [key, entries] of Object.entries({ "key-a": 1, "key-b": 2, "key-c": 2 })) {
        const { body } = await call<{ ledger: unknown[] }>(url, "GET", `/_mock/accounts/${key}`);
        expect(body.ledger, key).toHaveLength(entries);
      }
    }
  });

  test("a scenario that is queued at one hits the next call at another, once", async () => {
    const { mocks } = await startReplicas(redis());
    await call(mocks[0].url, "POST", "/_mock/scenarios/next", { name: "rate-limited", times: 2 });
    const replies = [];
    for (const place of [1, 2, 0]) replies.push(await submit(mocks[place]!.url));
    expect(replies.map(({ status }) => status)).toEqual([429, 429, 200]);
    mocks[1].scenario("internal-error");
    expect((await submit(mocks[2].url)).status).toBe(500);
    const named = () => submit(mocks[0].url, {}, { "x-wan-mock-scenario": "internal-error:1" });
    const forced = await named();
    const again = await submit(mocks[1].url, {}, { "x-wan-mock-scenario": "internal-error:1" });
    expect([forced.status >= 400, again.status]).toEqual([true, 200]);
  });

  test("chance hits the calls that it would hit at one mock, however they are spread", async () => {
    const options = { chaos: { "internal-error": 0.3 } };
    const spread = await startReplicas(redis(), options);
    const statuses: number[] = [];
    for (let turn = 0; turn < 40; turn++) statuses.push((await submit(spread.front.url)).status);
    await call(spread.front.url, "POST", "/_mock/reset", {});
    const alone: number[] = [];
    for (let turn = 0; turn < 40; turn++) alone.push((await submit(spread.mocks[1].url)).status);
    expect(statuses).toEqual(alone);
    expect(new Set(statuses)).toEqual(new Set([200, 500]));
  });

  test("accounts, tasks and results are the same at each", async () => {
    const { mocks, front } = await startReplicas(redis());
    await call(mocks[0].url, "PUT", "/_mock/accounts/key-a", { balance: 1234 });
    const { body } = await submit(mocks[1].url);
    await call(mocks[2].url, "POST", "/_mock/clock", { advance: "1m" });
    const seen = [];
    for (const { url } of mocks) {
      const account = await call<Account>(url, "GET", "/_mock/accounts/key-a");
      const host = { host: "mock.example.com" };
      const task = await call<TaskJson>(url, "GET", `/v1/tasks/${body.id}`, undefined, host);
      const [link = ""] = task.body.results ?? [];
      const video = await fetch(url + new URL(link).pathname);
      const bytes = Buffer.from(await video.arrayBuffer());
      const digest = createHash("sha256").update(bytes).digest("hex");
      seen.push({ account: account.body, status: task.body.status, etag: video.headers.get("etag"), digest });
    }
    expect(seen[0]).toMatchObject({
      status: "completed",
      account: { balance: 1234 - body.usage.credits_reserved },
    });
    expect([seen[1], seen[2]]).toEqual([seen[0], seen[0]]);
    expect(front.handed.size).toBe(3);
  });

  test("a reset at one empties all", async () => {
    const { mocks, front } = await startReplicas(redis());
    const tasks = await manyTimes(9, 3, () => submit(front.url));
    await call(mocks[0].url, "PUT", "/_mock/accounts/key-a", { balance: 5 });
    await call(mocks[2].url, "POST", "/_mock/reset", {});
    for (const { url } of mocks) {
      for (const { body } of tasks) expect((await call(url, "GET", `/v1/tasks/${body.id}`)).status).toBe(404);
      expect((await call(url, "GET", "/_mock/tasks")).body).toEqual({ items: [], next: null });
      const { body } = await call<Account>(url, "GET", "/_mock/accounts/key-a");
      expect(body.balance).not.toBe(5);
    }
    await submit(mocks[0].url);
    await call(mocks[1].url, "POST", "/_mock/reset", { scope: "coverage" });
    expect(mocks.map((mock) => mock.coverage().items.filter(({ hits }) => hits > 0))).toEqual([[], [], []]);
  });

  test("a file that is uploaded at one is known at another, and gone at all when it is deleted", async () => {
    const { mocks } = await startReplicas(redis());
    const bytes = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
    const body = { base64_data: bytes.toString("base64"), file_name: "a.png" };
    const uploaded = await call<UploadJson>(mocks[0].url, "POST", "/api/v1/files/upload/base64", body);
    expect(uploaded.body).toMatchObject({ success: true });
    const { file_id, download_url } = uploaded.body.data;
    const { pathname, search } = new URL(download_url);
    const file = await fetch(mocks[1].url + pathname + search);
    expect(Buffer.from(await file.arrayBuffer())).toEqual(bytes);
    const list = await call<{ data: object }>(mocks[2].url, "GET", "/api/v1/files/list");
    expect(JSON.stringify(list.body)).toContain(file_id);
    expect((await call(mocks[2].url, "DELETE", `/api/v1/files/${file_id}`)).status).toBe(200);
    expect((await fetch(mocks[1].url + pathname + search)).status).toBe(404);
  });

  test("what is done wrong is refused in the same words", async () => {
    const { mocks } = await startReplicas(redis());
    for (const { url } of mocks) {
      const { status, body } = await call<ErrorJson>(url, "GET", "/v1/tasks/task-unified-1-none");
      expect([status, body.error.code]).toEqual([404, "task_not_found"]);
    }
  });
});

function countBy(values: readonly number[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
