import { setImmediate as immediate } from "node:timers/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { describeReplicas } from "../../harness/replicas.js";
import { openReplica, type TestReplica } from "./open-replica.js";

describeReplicas("transactions on Redis", (redis) => {
  const openTwo = () => Promise.all([openReplica(redis().url), openReplica(redis().url)]);
  const openThree = () =>
    Promise.all([openReplica(redis().url), openReplica(redis().url), openReplica(redis().url)]);
  /** Each takes a turn: what was written before has come to all of them then. */
  const settle = async (replicas: readonly TestReplica[]) => {
    for (const { transactions } of replicas) await transactions.run(() => undefined);
  };

  test("what one replica changes the next transaction of another sees", async () => {
    const [one, other] = await openTwo();
    expect(await one.transactions.run(() => one.counters.increment("a"))).toBe(1);
    expect(await other.transactions.run(() => other.counters.increment("a"))).toBe(2);
    expect(await one.transactions.run(() => one.counters.get("account", "a"))).toBe(2);
  });

  test("increments of three replicas at once lose no update, and all end with the same state", async () => {
    const replicas = await openThree();
    const seen = await Promise.all(
      Array.from({ length: 300 }, async (_, turn) => {
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

  test("one that only reads does not pass the turn on before those that came with it", async () => {
    const replicas = await openThree();
    for (let round = 0; round < 20; round++)
      await Promise.all(
        replicas.flatMap(({ transactions, counters }) => [
          transactions.run(() => counters.get("account", "a")),
          transactions.run(() => counters.increment("a")),
        ]),
      );
    await settle(replicas);
    for (const { all } of replicas) expect(all()).toEqual([["account", "a", 60]]);
  });

  test("in any mixture of use cases all replicas come to the state that the results tell of", async () => {
    const replicas = await openThree();
    const step = fc.record({
      replica: fc.nat(2),
      key: fc.constantFrom("x", "y", "z"),
      does: fc.constantFrom("increment", "delete", "read", "wait"),
      pause: fc.boolean(),
    });
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const last = new Map<string, number>();
        let order = 0;
        round++;
        await Promise.all(
          steps.map(async ({ replica, key, does, pause }) => {
            const { transactions, counters } = replicas[replica]!;
            const name = `${round}-${key}`;
            if (pause) await immediate();
            await transactions.run(async () => {
              if (does === "wait") await immediate();
              // Turns exclude each other, so this is the order in which the steps ran.
              const before = Number(counters.get("account", name) ?? 0);
              expect(before).toBe(last.get(name) ?? 0);
              order++;
              if (does === "read") return;
              last.set(name, does === "delete" ? 0 : before + 1);
              counters.set("account", name, does === "delete" ? undefined : before + 1);
            });
          }),
        );
        expect(order).toBe(steps.length);
        await settle(replicas);
        for (const { all } of replicas) expect(all()).toEqual(replicas[0].all());
        const left = [...last].filter(([, count]) => count > 0);
        for (const [name, count] of left) expect(replicas[1].counters.get("account", name)).toBe(count);
      }),
      { numRuns: 40 },
    );
  });

  test("a replica that comes later reads what is there, in the order asked for", async () => {
    const first = await openReplica(redis().url);
    await first.transactions.run(() => {
      for (let number = 1500; number > 0; number--) first.counters.set("task", `t${number}`, { number });
      first.counters.set("note", 'line\nbreak "quoted" \\ \u2028', null);
    });
    const order = (_kind: unknown, _key: unknown, value: unknown) =>
      (value as { number: number } | null)?.number ?? 0;
    const later = await openReplica(redis().url, { order });
    expect(later.all()).toEqual(first.all());
    expect([...later.counters.keysOf("task")].slice(0, 3)).toEqual(["t1", "t2", "t3"]);
  });

  test("changes come to the other replicas without their asking", async () => {
    const [one, other] = await openTwo();
    const applied = other.applied();
    await one.transactions.run(() => one.counters.increment("a"));
    await expect.poll(() => other.counters.get("account", "a")).toBe(1);
    expect(other.applied()).toBe(applied + 1);
  });

  test("a use case that changes nothing writes nothing", async () => {
    const replica = await openReplica(redis().url);
    await replica.transactions.run(() => replica.counters.increment("a"));
    const before = replica.health().frame;
    await replica.transactions.run(() => replica.counters.get("account", "a"));
    expect(replica.health().frame).toBe(before);
  });

  test("a result is handed out only when what it changed is in Redis", async () => {
    const { transactions, counters } = await openReplica(redis().url);
    for (let count = 1; count <= 20; count++) {
      await transactions.run(() => counters.increment("a"));
      expect(await redis().client.hget("wan-mock:{default}:values:account", "a")).toBe(`${count}`);
    }
  });

  test("a use case inside another is part of it, and its error is the caller's", async () => {
    const { transactions, counters } = await openReplica(redis().url);
    const nested = transactions.run(async () => {
      await immediate();
      const inner = await transactions.run(() => counters.increment("a"));
      return [inner, counters.increment("a")];
    });
    expect(await nested).toEqual([1, 2]);
    const failed = transactions.run(() => {
      throw new RangeError("of the use case");
    });
    await expect(failed).rejects.toThrow(new RangeError("of the use case"));
  });

  test("what is started by a use case and outlives it is a transaction of its own", async () => {
    const { transactions, counters } = await openReplica(redis().url);
    let later: Promise<number> | undefined;
    await transactions.run(() => {
      later = immediate()
        .then(() => immediate())
        .then(() => transactions.run(() => counters.increment("a")));
    });
    expect(await later).toBe(1);
    expect(await redis().client.hget("wan-mock:{default}:values:account", "a")).toBe("1");
  });

  test("results do not wait for a use case that waits, and no other replica comes between its steps", async () => {
    const [one, other] = await openTwo();
    let goOn: (value?: unknown) => void = () => undefined;
    const waits = new Promise((resolve) => (goOn = resolve));
    const slow = one.transactions.run(async () => {
      const before = Number(one.counters.get("account", "a") ?? 0);
      await waits;
      one.counters.set("account", "a", before + 1);
    });
    await one.transactions.run(() => one.counters.increment("b"));
    const others = other.transactions.run(() => other.counters.increment("a"));
    await immediate();
    goOn();
    await slow;
    expect(await others).toBe(2);
  });

  test("mocks of different names on one Redis share nothing, and all that they write has a lifetime", async () => {
    await redis().client.set("of somebody else", "1");
    const one = await openReplica(redis().url, { name: "one" });
    const other = await openReplica(redis().url, { name: "other", lifetimeSeconds: 100 });
    await one.transactions.run(() => one.counters.increment("a"));
    expect(await other.transactions.run(() => other.counters.increment("a"))).toBe(1);
    await Promise.all([one.close(), other.close()]);
    const keys = await redis().client.keys("*");
    const lifetimes = await Promise.all(
      keys.map(async (key) => [key, await redis().client.ttl(key)] as const),
    );
    for (const [key, seconds] of lifetimes) {
      if (key === "of somebody else") expect(seconds).toBe(-1);
      else expect(seconds, key).toBeGreaterThan(90);
    }
    // What a mock that comes back finds, and nothing of those who have gone.
    const left = ["frames", "head", "values:account"];
    const named = (name: string) => left.map((key) => `wan-mock:{${name}}:${key}`);
    expect(keys.sort()).toEqual(["of somebody else", ...named("one"), ...named("other")].sort());
  });

  test("after it is closed a replica refuses, and the next one finds the state", async () => {
    const first = await openReplica(redis().url);
    const last = first.transactions.run(() => first.counters.increment("a"));
    await first.close();
    expect(await last).toBe(1);
    expect(() => first.transactions.run(() => 1)).toThrow("is being closed");
    const next = await openReplica(redis().url);
    expect(next.all()).toEqual([["account", "a", 1]]);
    expect(next.warnings).toEqual([]);
  });
});
