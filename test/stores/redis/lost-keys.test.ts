import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hasRedisServer, type RedisServer, redisSkipped, startRedis } from "../../harness/redis-server.js";
import { openReplica, type TestReplica } from "./open-replica.js";

describe.skipIf(!hasRedisServer)(`a Redis that loses a part of the state${redisSkipped}`, () => {
  let redis: RedisServer;
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(() => redis.close());

  const open = () => openReplica(redis.url, { leaseMs: 1500 });
  const count = ({ transactions, counters }: TestReplica) => transactions.run(() => counters.increment("a"));
  const countAtLast = (replica: TestReplica) =>
    expect.poll(() => Promise.resolve(count(replica)).catch(() => 0), { timeout: 20_000 });
  const sentence = () =>
    `Redis at 127.0.0.1:${redis.port} has lost the state of this mock (1 task): it starts empty`;

  /** Two replicas that know one task and a count of 1. */
  async function openTwo(): Promise<[TestReplica, TestReplica]> {
    const replicas: [TestReplica, TestReplica] = [await open(), await open()];
    const [one, other] = replicas;
    await one.transactions.run(() => one.counters.set("task", "t1", {}));
    await count(one);
    await other.transactions.run(() => undefined);
    return replicas;
  }

  test.each(["values:task", "values:account", "head"])(
    "%s: told as lost by all, nothing is half there",
    async (key) => {
      const [one, other] = await openTwo();
      await redis.client.del(`wan-mock:{default}:${key}`);
      await expect
        .poll(() => [one.warnings, other.warnings], { timeout: 20_000 })
        .toEqual([[sentence()], [sentence()]]);
      await countAtLast(one).toBe(1);
      await countAtLast(other).toBe(2);
      await one.transactions.run(() => undefined);
      expect(one.all()).toEqual([["account", "a", 2]]);
      expect(other.all()).toEqual(one.all());
    },
  );

  test("a commit after the loss is refused, and so is the state that is half there to one that joins", async () => {
    const [one] = await openTwo();
    const commit = one.transactions.run(async () => {
      await redis.client.del("wan-mock:{default}:values:task");
      one.counters.set("task", "t2", {});
    });
    await expect(commit).rejects.toThrow("another replica took over");
    const joined = await open();
    expect(joined.all()).toEqual([]);
  });

  test.each(["turn", "waiters", "frames", "replicas"])("%s: nothing is lost", async (key) => {
    const [one, other] = await openTwo();
    await redis.client.del(`wan-mock:{default}:${key}`);
    await countAtLast(one).toBe(2);
    await countAtLast(other).toBe(3);
    await one.transactions.run(() => undefined);
    expect(one.all()).toEqual(other.all());
    expect([one.warnings, other.warnings]).toEqual([[], []]);
  });

  test.each([
    ["full", ["CONFIG", "SET", "maxmemory", "1"], ["CONFIG", "SET", "maxmemory", "0"], "it is full"],
    ["a replica", ["REPLICAOF", "127.0.0.1", "1"], ["REPLICAOF", "NO", "ONE"], "name the primary"],
  ])(
    "%s for a while: calls are refused and change nothing, then all goes on",
    async (_, begin, end, advice) => {
      const [one, other] = await openTwo();
      await redis.client.call(begin[0]!, ...begin.slice(1));
      await expect(count(one)).rejects.toThrow(advice);
      await expect(count(other)).rejects.toThrow(advice);
      await redis.client.call(end[0]!, ...end.slice(1));
      await countAtLast(one).toBe(2);
      await countAtLast(other).toBe(3);
      expect([one.warnings, other.warnings]).toEqual([[], []]);
      expect(one.counters.get("task", "t1")).toEqual({});
    },
  );
});
