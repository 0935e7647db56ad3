import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Mock } from "../../../src/compose/mock.js";
import { startMock } from "../../../src/compose/start-mock.js";
import type { MockOptions } from "../../../src/options/mock-options.js";
import { call, submit } from "../../harness/replicas.js";
import { temporaryFolder } from "../../harness/temporary-folder.js";

const withKey = (key: string) => ({ authorization: `Bearer ${key}` });

/** Starts mocks of one folder, one after the other, each with further options. */
function mocksOfOneFolder(): (options?: MockOptions) => Promise<Mock> {
  const data = join(temporaryFolder().path, "data");
  return async (options = {}) => {
    const still = { clock: "frozen", now: "2027-01-01T00:00:00Z" } as const;
    const mock = await startMock({ data, port: 0, seed: 7, ...still, ...options });
    onTestFinished(() => mock.close());
    return mock;
  };
}

interface HealthJson {
  readonly tasks: { readonly most: number; readonly kept: number; readonly gone: number };
}

/** Credits free to be spent, and how many tasks of a key may live at once. */
function accountIn(mock: Mock, key = "key-a"): readonly unknown[] {
  const { balance, limits } = mock.account(key);
  return [balance, limits.concurrency];
}

const tasksIn = async ({ url }: Mock) => (await call<HealthJson>(url, "GET", "/_mock/health")).body.tasks;

test("known accounts keep their credits and what was set by hand under another balance and other limits, until a reset", async () => {
  const start = mocksOfOneFolder();
  const first = await start({ balance: 100, concurrency: 3 });
  await submit(first.url);
  await call(first.url, "PUT", "/_mock/accounts/key-b", { limits: { concurrency: 9 } });
  const [left] = accountIn(first);
  await first.close();
  const second = await start({ balance: 5, concurrency: 1 });
  expect(accountIn(second)).toEqual([left, 1]);
  expect(accountIn(second, "key-b")).toEqual([100, 9]);
  expect(accountIn(second, "key-c")).toEqual([5, 1]);
  await second.close();
  const third = await start({ balance: 20 });
  await call(third.url, "POST", "/_mock/reset", {});
  expect([accountIn(third), accountIn(third, "key-b")]).toEqual([
    [20, null],
    [20, null],
  ]);
});

test("a key that is not on the list any more is refused, and its tasks go on", async () => {
  const start = mocksOfOneFolder();
  const first = await start({ balance: 100 });
  const { id } = (await submit(first.url, {}, withKey("key-left-out"))).body;
  await first.close();
  const second = await start({ balance: 100, keys: ["key-a"] });
  const refused = [
    await submit(second.url, {}, withKey("key-left-out")),
    await call(second.url, "GET", `/v1/tasks/${id}`, undefined, withKey("key-left-out")),
  ];
  expect(refused.map(({ status }) => status)).toEqual([401, 401]);
  await second.clock.advance("1h");
  await second.close();
  const third = await start({ balance: 100 });
  const seen = await call(third.url, "GET", `/v1/tasks/${id}`, undefined, withKey("key-left-out"));
  expect([seen.status, seen.body]).toEqual([200, expect.objectContaining({ status: "completed" })]);
  expect(third.account("key-left-out").reserved).toBe(0);
});

test("tasks beyond a smaller number make room with the next submit, live ones stay", async () => {
  const start = mocksOfOneFolder();
  const first = await start();
  for (let count = 0; count < 5; count++) await submit(first.url);
  await first.clock.advance("1h");
  const live = [(await submit(first.url)).body.id, (await submit(first.url)).body.id];
  await first.close();
  const second = await start({ tasks: 1 });
  expect(await tasksIn(second)).toMatchObject({ most: 1, kept: 7, gone: 0 });
  live.push((await submit(second.url)).body.id);
  expect(await tasksIn(second)).toMatchObject({ most: 1, kept: 3, gone: 5 });
  await second.close();
  const third = await start({ tasks: 50 });
  expect((await third.tasks.list()).map(({ id }) => id).sort()).toEqual([...live].sort());
});

test("tasks keep the pace that they were submitted with, and ids stay unique with any seed", async () => {
  const start = mocksOfOneFolder();
  const first = await start({ pace: "10s" });
  const ids = [(await submit(first.url)).body.id];
  await first.close();
  for (const options of [{ pace: "1h", seed: 8 }, { pace: "1h" }] as const) {
    const mock = await start(options);
    ids.push((await submit(mock.url)).body.id);
    await mock.close();
  }
  expect(new Set(ids).size).toBe(3);
  const last = await start({ pace: "1h" });
  await last.clock.advance("10s");
  const statuses = (await last.tasks.list()).map(({ status }) => status);
  expect(statuses).toEqual(["completed", "pending", "pending"]);
});

test("a journal with fewer entries keeps the newest", async () => {
  const start = mocksOfOneFolder();
  const first = await start();
  for (let count = 0; count < 5; count++) await submit(first.url);
  const newest = first.journal.entries().slice(-3);
  await first.close();
  const second = await start({ journalEntries: 3 });
  expect(second.journal.entries()).toEqual(newest);
});
