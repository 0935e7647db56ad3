import { expect, onTestFinished, test } from "vitest";
import { START, type TaskJson } from "../../harness/describe-matrix.js";
import { startReceiver } from "../../harness/receiver.js";
import { call, describeReplicas, manyTimes, startReplicas, submit } from "../../harness/replicas.js";

const TASKS = 2000;
/** Every so many tasks one is not taken at once. */
const EVERY = 20;

describeReplicas("callbacks of three replicas", (redis) => {
  test("2,000 are delivered once each by one move of the clock, and the ledger is exact", async () => {
    /** Tries that are refused, by the order in which tasks called back first. */
    const refusals = new Map<string, number>();
    const receiver = await startReceiver((response) => {
      const { id } = JSON.parse(receiver.received.at(-1)?.body ?? "") as TaskJson;
      let left = refusals.get(id);
      if (left === undefined) left = refusals.size % EVERY === 0 ? 1 + ((refusals.size / EVERY) % 4) : 0;
      refusals.set(id, Math.max(0, left - 1));
      response.writeHead(left > 0 ? 503 : 204).end();
    });
    onTestFinished(() => receiver.close());
    const { mocks, front } = await startReplicas(redis(), {
      ...{ forwardTo: receiver.url, balance: 1_000_000, journalEntries: 50_000, deliveries: TASKS },
    });
    const tasks = await manyTimes(TASKS, 24, async () => {
      const { status, body } = await submit(front.url, { callback_url: "https://hooks.example.com/done" });
      expect(status).toBe(200);
      return body;
    });
    const ids = tasks.map(({ id }) => id);
    expect(new Set(ids).size).toBe(TASKS);
    expect(new Set(front.handed.values()).size).toBeLessThanOrEqual(2);
    const moved = await call(mocks[1].url, "POST", "/_mock/clock", { advance: "10m" });
    expect(moved.body).toMatchObject({ mode: "frozen", now: new Date(START + 600_000).toISOString() });

    for (const mock of mocks) {
      const query = await call<TaskJson>(mock.url, "GET", `/v1/tasks/${ids[0]}`);
      expect(query.body.status).toBe("completed");
      const deliveries = mock.callbacks.deliveries();
      expect(deliveries.map(({ task }) => task).sort()).toEqual([...ids].sort());
      // After 1, 2 and 4 seconds, and no fifth time.
      const offsets = [0, 1000, 3000, 7000].map((after) => START + 3000 + after);
      for (const { attempts, state } of deliveries) {
        expect(attempts.map(({ due }) => due)).toEqual(offsets.slice(0, attempts.length));
        expect(attempts.every(({ again }) => again === undefined)).toBe(true);
        expect(attempts.slice(0, -1).every(({ status }) => status === 503)).toBe(true);
        expect(attempts.at(-1)?.status).toBe(state === "delivered" ? 204 : 503);
      }
      expect(countBy(deliveries, ({ attempts }) => attempts.length)).toEqual({
        1: 1900,
        2: 25,
        3: 25,
        4: 50,
      });
      expect(countBy(deliveries, ({ state }) => state)).toEqual({ delivered: 1975, "given-up": 25 });
      const reserved = tasks.reduce((sum, { usage }) => sum + usage.credits_reserved * 1e6, 0);
      const { ledger, balance } = mock.account("key-a");
      expect(Math.round((balance ?? 0) * 1e6)).toBe(1e12 - reserved);
      expect(Math.round(ledger.reduce((sum, { amount }) => sum + amount * 1e6, 0))).toBe(-reserved);
    }
    expect(countBy(receiver.received, ({ body }) => body.length > 0)).toEqual({
      true: 1900 + 25 * 2 + 25 * 3 + 50 * 4,
    });
    const sums = mocks.map((mock) => [
      mock.callbacks.deliveries(),
      mock.account("key-a").ledger,
      mock.journal.entries(),
    ]);
    expect(sums[1]).toEqual(sums[0]);
    expect(sums[2]).toEqual(sums[0]);
  });
});

function countBy<Value>(values: readonly Value[], nameOf: (value: Value) => unknown): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) {
    const name = String(nameOf(value));
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
