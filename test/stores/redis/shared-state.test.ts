import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { StateUnavailable } from "../../../src/ports/transactions.js";
import { RedisConnection } from "../../../src/stores/redis/redis-connection.js";
import { SharedState } from "../../../src/stores/redis/shared-state.js";
import { hasRedisServer, type RedisServer, redisSkipped, startRedis } from "../../harness/redis-server.js";

const nothing = { epoch: "", frame: 0 };

describe.skipIf(!hasRedisServer)(`the steps of replicas on Redis${redisSkipped}`, () => {
  let redis: RedisServer;
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(() => redis.close());

  async function join(replica: string) {
    const connection = await RedisConnection.open(redis.url, () => "news", 2000);
    onTestFinished(() => connection.close());
    await new Promise<void>((ready) => {
      const listener = { message: () => undefined, ready, restarted: () => undefined };
      connection.listen(listener);
    });
    return new SharedState(connection, {
      name: "x",
      replica,
      leaseMs: 60_000,
      patienceMs: 2000,
      lifetimeSeconds: 60,
    });
  }

  test("a turn that is taken afresh refuses what was begun in it before", async () => {
    const one = await join("one");
    const first = await one.takeTurn(nothing, "epoch", true, 2000);
    expect(first).toMatchObject({ is: "taken", epoch: "epoch", number: 1, frame: 0 });
    expect(await one.takeTurn(nothing, "other", false, 2000)).toMatchObject({ epoch: "epoch", number: 1 });
    expect(await one.takeTurn(nothing, "other", true, 2000)).toMatchObject({ is: "taken", number: 2 });
    const turn = { epoch: "epoch", frame: 0 };
    const change = ["note", "a", 1] as const;
    expect(await one.commit({ ...turn, number: 1 }, [change], "keep", false)).toMatchObject({ is: "lost" });
    expect(await one.commit({ ...turn, number: 2 }, [change], "keep", false)).toMatchObject({
      is: "kept",
      frame: 1,
    });
    // The same once more, as a client would that did not see the answer.
    expect(await one.commit({ ...turn, number: 2 }, [change], "keep", false)).toMatchObject({ is: "lost" });
  });

  test("turns go to those that wait in the order in which they asked, past those that are silent", async () => {
    const [one, two, three] = await Promise.all([join("one"), join("two"), join("three")]);
    const taken = await one.takeTurn(nothing, "epoch", true, 2000);
    const silent = await join("silent");
    expect(await silent.takeTurn(nothing, "", true, 2000)).toEqual({ is: "queued", number: 1 });
    for (const waiting of [three, two]) {
      await waiting.beat(nothing, undefined);
      expect(await waiting.takeTurn(nothing, "", true, 2000)).toEqual({ is: "queued", number: 1 });
    }
    const turn = { epoch: "epoch", frame: 0 };
    const passed = await one.commit({ ...turn, number: taken.number }, [], "pass", false);
    expect(passed).toEqual({ is: "passed", frame: 0, waiting: 0 });
    expect(await two.takeTurn(nothing, "", false, 2000)).toMatchObject({ is: "queued", number: 2 });
    expect(await three.takeTurn(nothing, "", false, 2000)).toMatchObject({
      is: "taken",
      number: 2,
      waiting: 1,
    });
  });

  test("a commit for which Redis has no room is told as such, and nothing of it is written", async () => {
    const one = await join("one");
    const { number } = await one.takeTurn(nothing, "epoch", true, 2000);
    const commit = () =>
      one.commit(
        { epoch: "epoch", frame: 0, number },
        [
          ["note", "a", 1],
          ["clock", "b", 2],
        ],
        "keep",
        false,
      );
    await redis.client.config("SET", "maxmemory", "1");
    const refused = commit();
    await expect(refused).rejects.toThrow(StateUnavailable);
    await expect(refused).rejects.toThrow("OOM");
    expect(await redis.client.exists("wan-mock:{x}:values:meta", "wan-mock:{x}:values:clock")).toBe(0);
    await redis.client.config("SET", "maxmemory", "0");
    expect(await commit()).toMatchObject({ is: "kept", frame: 1 });
  });
});
