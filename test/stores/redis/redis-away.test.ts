import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { StateUnavailable } from "../../../src/ports/transactions.js";
import { hasRedisServer, type RedisServer, redisSkipped, startRedis } from "../../harness/redis-server.js";
import { openReplica, type TestReplica } from "./open-replica.js";

describe.skipIf(!hasRedisServer)(`Redis going away${redisSkipped}`, () => {
  let redis: RedisServer;
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(() => redis.close());

  const open = () => openReplica(redis.url, { patienceMs: 300, leaseMs: 1500 });
  const count = ({ transactions, counters }: TestReplica) => transactions.run(() => counters.increment("a"));
  /** Counts until it is not refused any more. */
  const countAtLast = (replica: TestReplica) =>
    expect.poll(() => Promise.resolve(count(replica)).catch(() => 0), { timeout: 20_000 });

  test("killed: refused until it is back, then told that the state is lost, once by each replica", async () => {
    const [one, other] = await Promise.all([open(), open()]);
    await one.transactions.run(() => {
      for (const task of ["t1", "t2"]) one.counters.set("task", task, {});
    });
    await other.transactions.run(() => other.counters.increment("a"));
    await redis.kill();
    await expect(count(one)).rejects.toThrow(StateUnavailable);
    await expect(count(other)).rejects.toThrow(`Redis at 127.0.0.1:${redis.port} cannot be used`);
    expect(one.health().isReachable).toBe(false);
    await redis.start();
    await countAtLast(one).toBe(1);
    await expect.poll(() => other.warnings, { timeout: 20_000 }).toHaveLength(1);
    expect(await count(other)).toBe(2);
    const lost = `Redis at 127.0.0.1:${redis.port} has lost the state of this mock (2 tasks): it starts empty`;
    expect([one.warnings, other.warnings]).toEqual([[lost], [lost]]);
    expect(one.counters.get("task", "t1")).toBeUndefined();
  });

  test("hanging: refused, and the state is whole when it goes on", async () => {
    const [one, other] = await Promise.all([open(), open()]);
    await count(one);
    redis.signal("SIGSTOP");
    await expect(count(one)).rejects.toThrow("cannot be used (no answer within");
    await expect(count(other)).rejects.toThrow(StateUnavailable);
    redis.signal("SIGCONT");
    // A commit that was not answered may have been written all the same.
    await expect
      .poll(() => Promise.resolve(count(one)).catch(() => 0), { timeout: 20_000 })
      .toBeGreaterThan(1);
    await expect
      .poll(() => Promise.resolve(count(other)).catch(() => 0), { timeout: 20_000 })
      .toBeGreaterThan(2);
    await one.transactions.run(() => undefined);
    expect(one.all()).toEqual(other.all());
    expect(one.warnings).toEqual([]);
  });

  test("emptied by somebody: told, and begun anew", async () => {
    const [one, other] = await Promise.all([open(), open()]);
    await count(one);
    await redis.client.flushall();
    await expect
      .poll(() => [one.warnings.length, other.warnings.length], { timeout: 20_000 })
      .toEqual([1, 1]);
    await countAtLast(one).toBe(1);
    await countAtLast(other).toBe(2);
  });

  test("connections cut under load: nothing is counted twice, nothing told is lost", async () => {
    const replicas = await Promise.all([open(), open(), open()]);
    const told: number[] = [];
    let refused = 0;
    const work = replicas.map(async (replica) => {
      for (let turn = 0; turn < 60; turn++) {
        try {
          told.push(await count(replica));
        } catch {
          refused++;
        }
      }
    });
    for (let time = 0; time < 10; time++) {
      await redis.client.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
      await redis.client.ping();
    }
    await Promise.all(work);
    expect(new Set(told).size).toBe(told.length);
    for (const { transactions } of replicas) {
      await expect.poll(() => Promise.resolve(transactions.run(() => "ok")).catch(() => 0)).toBe("ok");
    }
    const total = Number(replicas[0].counters.get("account", "a"));
    expect(total).toBeGreaterThanOrEqual(told.length);
    expect(total).toBeLessThanOrEqual(told.length + refused);
    for (const { all } of replicas) expect(all()).toEqual(replicas[0].all());
  });

  test("without the database that is asked for: refused, and no other is used in its place", async () => {
    await expect(openReplica(`${redis.url.slice(0, -1)}99`)).rejects.toThrow("DB index is out of range");
    expect(await redis.client.dbsize()).toBe(0);
  });

  test("not there at the start: an error that says where it was looked for", async () => {
    await redis.kill();
    await expect(open()).rejects.toThrow(
      `cannot use the store on Redis: Redis at 127.0.0.1:${redis.port} cannot be used (ECONNREFUSED): start it, or name another --store`,
    );
  });
});
