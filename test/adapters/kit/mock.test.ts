import { inspect } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { createMock, type SocketlessMock } from "../../../src/compose/create-mock.js";
import { type Mock } from "../../../src/compose/mock.js";
import type { MockOptions } from "../../../src/options/mock-options.js";
import { START, STILL, type TaskJson } from "../../harness/describe-matrix.js";
import { startMock } from "../../harness/start-mock.js";

type AnyMock = Omit<Mock, "port"> & { readonly send: typeof fetch };

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((mock) => mock.close()));
});

const ways: readonly (readonly [string, (options?: MockOptions) => Promise<AnyMock>])[] = [
  [
    "without a socket",
    async (options = {}) => {
      const mock: SocketlessMock = createMock({ ...(STILL as object), ...(options as object) });
      return { ...mock, send: mock.fetch };
    },
  ],
  [
    "over a socket",
    async (options = {}) => {
      const mock = await startMock({ ...STILL, ...options });
      return { ...mock, send: (path, init) => fetch(`${mock.url}${path as string}`, init) };
    },
  ],
];

const plain = { model: "wan2.7-text-to-video", prompt: "A lighthouse in fog" } as const;

async function submitTo(mock: AnyMock, body: object = plain, key = "key-a"): Promise<TaskJson> {
  const response = await mock.send("/v1/videos/generations", {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return (await response.json()) as TaskJson;
}

describe.each(ways)("a mock (%s)", (_, start) => {
  const make = async (options?: MockOptions): Promise<AnyMock> => {
    const mock = await start(options);
    open.push(mock);
    return mock;
  };

  describe("tasks", () => {
    it("are shown with all that is known of them", async () => {
      const mock = await make();
      const { id } = await submitTo(mock);
      expect(await mock.tasks.get(id)).toMatchObject({
        id,
        status: "pending",
        progress: 0,
        model: plain.model,
        request: plain,
        object: { id, status: "pending", usage: { credits_reserved: 29.24 } },
        scenarios: [],
        reserved: 29.24,
        createdAt: START,
        deliveries: [],
      });
      expect(await mock.tasks.get("task-unified-1-aaaaaaaa")).toBeUndefined();
    });

    it("are listed by key, model and status, in the order of their submits", async () => {
      const mock = await make();
      const first = await submitTo(mock);
      const second = await submitTo(mock, plain, "key-b");
      await mock.tasks.cancel(first.id);
      const ids = async (filter?: Parameters<Mock["tasks"]["list"]>[0]) =>
        (await mock.tasks.list(filter)).map(({ id }) => id);
      expect(await ids()).toEqual([first.id, second.id]);
      expect(await ids({ key: "key-b" })).toEqual([second.id]);
      expect(await ids({ key: mock.account("key-b").label })).toEqual([second.id]);
      expect(await ids({ status: "failed" })).toEqual([first.id]);
      expect(await ids({ model: "wan2.7-video-edit" })).toEqual([]);
    });

    it("are completed, failed and cancelled at once, once", async () => {
      const mock = await make({ pace: "manual" });
      const [done, broken, left] = [await submitTo(mock), await submitTo(mock), await submitTo(mock)];
      expect(await mock.tasks.setProgress(done.id, 40)).toMatchObject({ status: "processing", progress: 40 });
      await expect(mock.tasks.setProgress(done.id, 30)).rejects.toMatchObject({ code: "TASK_STATE" });
      await expect(mock.tasks.setProgress(done.id, 100)).rejects.toMatchObject({ code: "INVALID_OPTION" });
      expect(await mock.tasks.complete(done.id)).toMatchObject({
        status: "completed",
        charged: 29.24,
        endedAt: START,
        object: { results: [expect.stringContaining(`/files/${done.id}.mp4`)] },
      });
      expect(await mock.tasks.fail(broken.id, { code: "generation_timeout", message: "late" })).toMatchObject(
        {
          status: "failed",
          charged: 0,
          object: { error: { code: "generation_timeout", message: "late", type: "task_error" } },
        },
      );
      expect(await mock.tasks.cancel(left.id)).toMatchObject({
        object: { status: "failed", error: { code: "request_cancelled" } },
      });
      await expect(mock.tasks.complete(done.id)).rejects.toMatchObject({
        code: "TASK_STATE",
        message: expect.stringContaining("already ended"),
      });
      for (const [failure, message] of [
        [{ code: "" }, /^fail takes the code of a failed task, such as .*: documented are content_policy_/],
        [
          { code: "service_eror" },
          '"service_eror" is no documented code of a failed task (did you mean service_error?); add undocumented: true to use it anyway',
        ],
        [{ code: "nope" }, /^"nope" is no documented code of a failed task \(known are content_policy_/],
        [{ code: "nope", undocumented: "yes" }, 'undocumented must be true or false, got "yes"'],
        [{ code: "service_error", message: 5 }, "message must be a text, got 5"],
      ] as const) {
        await expect(mock.tasks.fail(left.id, failure as never)).rejects.toThrow(
          expect.objectContaining({
            code: "INVALID_OPTION",
            message: typeof message === "string" ? message : expect.stringMatching(message),
          }),
        );
      }
      await expect(mock.tasks.cancel("task-unified-1-aaaaaaaa")).rejects.toMatchObject({
        code: "UNKNOWN_TASK",
      });
    });
  });

  describe("the account of a key", () => {
    it("tells credits in the unit of the API and changes as told", async () => {
      const mock = await make();
      const account = mock.account("key-a");
      expect([account.balance, account.reserved, account.used, account.models]).toEqual([null, 0, 0, null]);
      await account.set({ balance: 50, userGroup: "vip", limits: { concurrency: 1, rateLimit: "9/s" } });
      const { usage } = await submitTo(mock);
      expect(usage).toMatchObject({ user_group: "vip" });
      expect([account.balance, account.reserved]).toEqual([20.76, 29.24]);
      expect(account.limits).toEqual({ rateLimit: "9/s", rateLimitQueries: null, concurrency: 1 });
      expect(await submitTo(mock)).toMatchObject({ error: { code: "rate_limit_exceeded" } });
      await mock.clock.advance("3s");
      expect([account.used, account.usedUsd.toFixed(2)]).toEqual([29.24, "0.43"]);
      expect(account.ledger.map(({ kind, amount }) => [kind, amount])).toEqual([
        ["grant", 50],
        ["reserve", -29.24],
        ["settle", 0],
      ]);
      await account.set({ balance: null, limits: { concurrency: null }, models: ["wan2.7-video-edit"] });
      expect([account.balance, account.limits.concurrency, account.limits.rateLimit]).toEqual([
        null,
        null,
        "9/s",
      ]);
      expect(await submitTo(mock)).toMatchObject({ error: { code: "model_access_denied" } });
    });

    it.each([
      [{ balance: -1 }, "balance is credits"],
      [{ userGroup: "" }, "userGroup is a text"],
      [{ models: ["wan9"] }, "models is a list"],
      [{ limits: { concurrency: 0 } }, "concurrency is a whole number"],
      [{ limits: { rateLimit: "often" } }, "often"],
      [{ limits: { burst: 1 } }, "known are rateLimit, rateLimitQueries, concurrency"],
      [{ credit: 1, balance: 3 }, "known are balance, models, userGroup, limits"],
    ])("refuses %j and changes nothing", async (change, sentence) => {
      const mock = await make();
      const account = mock.account("key-a");
      await expect(account.set(change as never)).rejects.toMatchObject({
        code: "INVALID_OPTION",
        message: expect.stringContaining(sentence),
      });
      expect([account.balance, account.userGroup, account.limits.concurrency]).toEqual([
        null,
        "default",
        null,
      ]);
    });

    it("must be accepted", async () => {
      const mock = await make({ keys: ["right"] });
      expect(() => mock.account("wrong")).toThrow("not on the list of accepted keys");
      expect(mock.account("right").balance).toBeNull();
    });
  });

  describe("the journal", () => {
    it("tells what the client sent, accepted or refused", async () => {
      const mock = await make();
      const { id } = await submitTo(mock);
      const wrong = { ...plain, duration: 99 };
      await submitTo(mock, wrong, "key-b");
      await mock.send("/v1/videos/generations", { method: "POST", body: JSON.stringify(plain) });
      await mock.send("/v1/videos/generations", { method: "POST", body: "no json" });
      await mock.send(`/v1/tasks/${id}`, { headers: { authorization: "Bearer key-a" } });
      const asked = (filter: Parameters<Mock["journal"]["requests"]>[0]) =>
        mock.journal.requests(filter).map(({ status, body }) => [status, body]);
      expect(asked({ method: "POST" })).toEqual([
        [200, plain],
        [400, wrong],
        [401, plain],
        [401, undefined],
      ]);
      expect(asked({ key: "key-b" })).toEqual([[400, wrong]]);
      expect(asked({ status: 400, model: plain.model })).toEqual([[400, wrong]]);
      expect(asked({ rule: "schema/maximum" })).toEqual([[400, wrong]]);
      expect(asked({ rule: "needs-a-reference" })).toEqual([]);
      expect(asked({ path: `/v1/tasks/${id}` })).toEqual([[200, undefined]]);
      expect(asked({ path: /^\/v1\/tasks\//, task: id })).toEqual([[200, undefined]]);
      expect(mock.journal.requests({ task: id })[0]?.credits).toBe(29.24);
      const sequence = mock.journal.requests({ status: 400 })[0]?.sequence ?? 0;
      const view = await (await mock.send(`/_mock/journal/${sequence}`)).json();
      expect(view).toMatchObject({ status: 400, body: wrong });
      expect(await (await mock.send("/_mock/journal")).text()).not.toContain('"body"');
    });

    it("keeps a large body only when it was accepted", async () => {
      const mock = await make();
      const large = { ...plain, prompt: "x".repeat(70_000) };
      await submitTo(mock, large);
      await submitTo(mock, { ...large, duration: 99 });
      expect(mock.journal.requests().map(({ status, body }) => [status, body !== undefined])).toEqual([
        [200, true],
        [400, false],
      ]);
    });

    it("tells the body of a submit that was replayed or met a conflict", async () => {
      const mock = await make();
      const send = (body: object) =>
        mock.send("/v1/videos/generations", {
          method: "POST",
          headers: { authorization: "Bearer key-a", "idempotency-key": "order-1234567890" },
          body: JSON.stringify(body),
        });
      const other = { ...plain, seed: 5 };
      for (const body of [plain, plain, other]) await send(body);
      expect(mock.journal.requests().map(({ status, body }) => [status, body])).toEqual([
        [200, plain],
        [200, plain],
        [409, other],
      ]);
    });

    it("tells settlements and callbacks", async () => {
      const mock = await make();
      const { id } = await submitTo(mock, { ...plain, callback_url: "https://hooks.example.com/x" });
      const failed = await submitTo(mock, { ...plain, prompt: "[mock:generation-timeout]" });
      await mock.clock.advance("1m");
      expect(mock.journal.settlements().map(({ kind, credits }) => [kind, credits])).toEqual([
        ["settle", 29.24],
        ["refund", 29.24],
      ]);
      expect(mock.journal.settlements({ status: "failed" }).map(({ task }) => task)).toEqual([failed.id]);
      expect(mock.journal.callbacks({ task: id })).toMatchObject([{ attempt: 0, task: id }]);
      expect(mock.journal.callbacks({ task: failed.id })).toEqual([]);
    });
  });

  describe("waitFor", () => {
    it("gives what has happened already", async () => {
      const mock = await make();
      const { id } = await submitTo(mock);
      const entry = await mock.waitFor({ kind: "request", task: id });
      expect(entry.body).toEqual(plain);
      expect(await mock.waitFor((seen) => seen.kind === "request" && seen.status === 200)).toEqual(entry);
    });

    it("waits for what is still to happen", async () => {
      const mock = await make();
      const settled = mock.waitFor({ kind: "settle" });
      const { id } = await submitTo(mock);
      await mock.clock.advance("3s");
      expect(await settled).toMatchObject({ task: id, credits: 29.24 });
    });

    it("runs with real time when the clock does", async () => {
      const mock = await make({ clock: "running", pace: "20ms" });
      const { id } = await submitTo(mock);
      expect(await mock.waitFor({ kind: "settle", task: id })).toMatchObject({ status: "completed" });
    });

    it("tells what was seen, the clock and the seed when it waited in vain", async () => {
      const mock = await make();
      await submitTo(mock);
      const inVain = mock.waitFor({ kind: "callback", key: "key-a" }, { timeout: 20 });
      await expect(inVain).rejects.toMatchObject({ code: "WAIT_TIMED_OUT" });
      const { message } = (await inVain.catch((error: unknown) => error)) as Error;
      expect(message).toContain('{"kind":"callback","key":"..."} within 20 ms');
      expect(message).toContain("POST /v1/videos/generations 200");
      expect(message).toContain("mock.clock.advance");
      expect(message).toContain("(seed 7)");
      await expect(mock.waitFor({}, { timeout: "soon" })).rejects.toMatchObject({ code: "INVALID_OPTION" });
    });

    it("ends when the mock is closed, and when its predicate throws", async () => {
      const mock = await make();
      const fault = new Error("bad predicate");
      const thrown = mock.waitFor(() => {
        throw fault;
      });
      const inVain = mock.waitFor({ kind: "reset" });
      const checked = [
        expect(thrown).rejects.toBe(fault),
        expect(inVain).rejects.toMatchObject({ code: "MOCK_CLOSED" }),
      ];
      await submitTo(mock);
      await mock.close();
      await Promise.all(checked);
      await expect(mock.waitFor({ kind: "reset" })).rejects.toMatchObject({ code: "MOCK_CLOSED" });
    });
  });

  it("drops its state, whole or in part", async () => {
    const mock = await make();
    await submitTo(mock);
    await mock.reset("tasks");
    expect([(await mock.tasks.list()).length, mock.journal.requests().length]).toEqual([0, 1]);
    await mock.reset();
    expect(mock.journal.requests()).toEqual([]);
    await expect(mock.reset("credits" as never)).rejects.toMatchObject({ code: "INVALID_OPTION" });
  });

  it("says where it is and what it was seeded with", async () => {
    const { send: _send, ...mock } = await make();
    const again = await start();
    open.push(again);
    expect(mock.url).toMatch(/^http:\/\/(?:wan-mock\.test|127\.0\.0\.1:\d+)$/);
    expect(again.seed).toBe(7);
  });

  it("is closed by await using", async () => {
    let kept: AnyMock;
    {
      await using mock = await start();
      kept = mock;
      await submitTo(mock);
    }
    await expect(kept.send("/v1/models")).rejects.toThrow("fetch failed");
    await kept.close();
  });
});

it("prints where a mock is and its seed, not its insides", async () => {
  const mock = createMock({ seed: 7 });
  expect([String(mock), inspect(mock)]).toEqual([
    "wan-mock at http://wan-mock.test (seed 7)",
    "wan-mock at http://wan-mock.test (seed 7)",
  ]);
  await mock.close();
  const bound = await startMock({ seed: 8 });
  expect(String(bound)).toBe(`wan-mock at ${bound.url} (seed 8)`);
  await bound.close();
});
