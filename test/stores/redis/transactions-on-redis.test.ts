import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { hasRedisServer, type RedisServer, redisSkipped, startRedis } from "../../harness/redis-server.js";
import { openReplica, type TestReplica } from "./counters.js";

describe.skipIf(!hasRedisServer)(`transactions on Redis${redisSkipped}`, () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.close());
  beforeEach(async () => {
    await redis.client.flushall();
  });

  const openThree = () => Promise.all([1, 2, 3].map(() => openReplica(redis.url)));
  /** Waits for all that was written to have come to every replica: each takes a turn. */
  const settle = async (replicas: readonly TestReplica[]) => {
    for (const { transactions } of replicas) await transactions.run(() => undefined);
  };

  test("what one replica changes the next transaction of another sees", async () => {
    const [one, other] = await Promise.all([openReplica(redis.url), openReplica(redis.url)]);
    expect(await one!.transactions.run(() => one!.counters.increment("a"))).toBe(1);
    expect(await other!.transactions.run(() => other!.counters.increment("a"))).toBe(2);
    expect(await one!.transactions.run(() => one!.counters.get("account", "a"))).toBe(2);
  });

  test("increments of three replicas at once lose no update, and all end with the same state", async () => {
    const replicas = await openThree();
    const seen = await Promise.all(
      Array.from({ length: 300 }, (_, turn) => {
        const { transactions, counters } = replicas[turn % 3]!;
        return transactions.run(async () => {
          if (turn % 2 === 0) await Promise.resolve();
          return counters.increment("a");
        });
      }),
    );
    expect(new Set(seen).size).toBe(300);
    await settle(replicas);
    for (const { all } of replicas) expect(all()).toEqual([["account", "a", 300]]);
  });

  test("a replica that comes later reads what is there, in the order asked for", async () => {
    const first = await openReplica(redis.url);
    await first.transactions.run(() => {
      for (let number = 1500; number > 0; number--) first.counters.set("task", `t${number}`, { number });
      first.counters.set("meta", 'line\nbreak "quoted" \u2028', null);
    });
    const order = (_kind: unknown, _key: unknown, value: unknown) =>
      (value as { number: number } | null)?.number ?? 0;
    const later = await openReplica(redis.url, { order });
    expect(later.all()).toEqual(first.all());
    expect([...later.counters.keysOf("task")].slice(0, 3)).toEqual(["t1", "t2", "t3"]);
  });
});
