import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { StateUnavailable } from "../../../src/ports/transactions.js";
import { startPausableProxy } from "../../harness/pausable-proxy.js";
import { describeReplicas } from "../../harness/replicas.js";
import { openReplica, type TestReplica } from "./open-replica.js";

const leaseMs = 600;

describeReplicas("replicas on Redis", (redis) => {
  const open = (url = redis().url) => openReplica(url, { leaseMs });
  const count = ({ transactions, counters }: TestReplica) => transactions.run(() => counters.increment("a"));
  const inRedis = () => redis().client.hget("wan-mock:{default}:values:account", "a");

  /** A replica whose way to Redis can be held up, and one beside it. */
  async function openBehindProxy() {
    const proxy = await startPausableProxy(redis().port);
    onTestFinished(() => proxy.close());
    const behind = await open(`redis://127.0.0.1:${proxy.port}`);
    return { proxy, behind, beside: await open() };
  }

  test("a commit that comes after the turn has gone to another replica is refused", async () => {
    const { proxy, behind, beside } = await openBehindProxy();
    await count(behind);
    proxy.pause("requests");
    const late = behind.transactions.run(() => behind.counters.set("account", "a", 1000));
    await expect(late).rejects.toThrow(StateUnavailable);
    expect(await count(beside)).toBe(2);
    proxy.resume();
    await expect.poll(() => Promise.resolve(count(behind)).catch(() => 0), { timeout: 10_000 }).toBe(3);
    expect(await inRedis()).toBe("3");
    expect(await count(beside)).toBe(4);
  });

  test("a use case that has begun in a turn that was lost keeps nothing", async () => {
    const { proxy, behind, beside } = await openBehindProxy();
    let goOn: (value?: unknown) => void = () => undefined;
    const waits = new Promise((resolve) => (goOn = resolve));
    let hasBegun = false;
    const begun = behind.transactions.run(async () => {
      behind.counters.set("account", "b", "early");
      hasBegun = true;
      await waits;
      behind.counters.set("account", "a", 1000);
    });
    const refused = expect(begun).rejects.toThrow(StateUnavailable);
    await expect.poll(() => hasBegun).toBe(true);
    proxy.pause("both");
    expect(await count(beside)).toBe(1);
    proxy.resume();
    expect(await count(beside)).toBe(2);
    goOn();
    await refused;
    await expect.poll(() => Promise.resolve(count(behind)).catch(() => 0), { timeout: 10_000 }).toBe(3);
    expect(behind.all()).toEqual([["account", "a", 3]]);
  });

  test("where the answer to a commit is lost, memory is what Redis holds afterwards", async () => {
    const { proxy, behind, beside } = await openBehindProxy();
    await count(behind);
    proxy.pause("answers");
    const unanswered = count(behind);
    const refused = expect(unanswered).rejects.toThrow(StateUnavailable);
    await expect.poll(inRedis).toBe("2");
    proxy.cut();
    await refused;
    proxy.resume();
    await expect.poll(() => Promise.resolve(count(behind)).catch(() => 0), { timeout: 10_000 }).toBe(3);
    expect(await count(beside)).toBe(4);
  });

  test("a replica that missed more frames than are kept reads the whole state", async () => {
    const { proxy, behind, beside } = await openBehindProxy();
    await count(behind);
    await count(beside);
    proxy.pause("both");
    for (let turn = 0; turn < 1100; turn++) await count(beside);
    beside.counters.set("account", "b", 1);
    await count(beside);
    proxy.resume();
    await expect.poll(() => Promise.resolve(count(behind)).catch(() => 0), { timeout: 10_000 }).toBe(1104);
    expect(behind.counters.get("account", "b")).toBe(1);
    expect(behind.warnings).toEqual([]);
  });

  test("a change too big to be told comes to the other replicas all the same", async () => {
    const [one, other] = await Promise.all([open(), open()]);
    const text = "x".repeat(1000);
    await one.transactions.run(() => {
      for (let task = 0; task < 5000; task++) one.counters.set("task", `t${task}`, { text });
    });
    expect(await other.transactions.run(() => other.counters.get("task", "t4999"))).toEqual({ text });
    await one.transactions.run(() => one.counters.increment("a"));
    await expect.poll(() => other.counters.get("account", "a")).toBe(1);
    expect(other.all()).toEqual(one.all());
  });

  test("more changes than a command can take are kept too", async () => {
    const one = await open();
    await one.transactions.run(() => {
      for (let task = 0; task < 110_000; task++) one.counters.set("task", `t${task}`, task);
    });
    expect(await redis().client.hlen("wan-mock:{default}:values:task")).toBe(110_000);
    expect(one.health().frame).toBe(3);
  });

  test("use cases that start together are kept together, also where the first one changes nothing", async () => {
    const replicas = await Promise.all([open(), open(), open()]);
    const work = replicas.map(async (replica) => {
      for (let turn = 0; turn < 100; turn++) {
        const { transactions, counters } = replica;
        const late = async () => {
          await Promise.resolve();
          return counters.increment("a");
        };
        await Promise.all([transactions.run(() => counters.get("account", "a")), transactions.run(late)]);
      }
    });
    await Promise.all(work);
    expect(await inRedis()).toBe("300");
  });

  test("a replica that joins under load holds nobody up, and misses nothing", async () => {
    const first = await open();
    await first.transactions.run(() => {
      for (let task = 0; task < 8000; task++) first.counters.set("task", `t${task}`, { task });
    });
    const over = new AbortController();
    const load = (async () => {
      for (let turn = 0; !over.signal.aborted; turn++) {
        await first.transactions.run(() => {
          first.counters.increment("a");
          first.counters.set("task", `t${turn}`, turn % 3 === 0 ? undefined : { turn });
          first.counters.set("task", `new${turn}`, { turn });
        });
      }
    })();
    for (let time = 0; time < 5; time++) {
      const later = await open();
      const [mine, its] = await later.transactions.run(() => [first.all(), later.all()]);
      expect(its).toEqual(mine);
      await later.close();
    }
    over.abort();
    await load;
  });

  test("one that is killed is told as lost, one that is closed is not", async () => {
    const [one, other] = await Promise.all([open(), open()]);
    const child = await startChild(redis().url);
    await expect.poll(() => one.isAlive(child.replica)).toBe(true);
    expect([one.isAlive(one.replica), one.isAlive(other.replica), one.isAlive("of old")]).toEqual([
      true,
      true,
      false,
    ]);
    child.process.kill("SIGKILL");
    await expect.poll(() => one.lost, { timeout: 10_000 }).toEqual([child.replica]);
    expect(one.isAlive(child.replica)).toBe(false);
    await other.close();
    await expect.poll(() => one.isAlive(other.replica), { timeout: 10_000 }).toBe(false);
    expect(one.lost).toEqual([child.replica]);
    // Its turn, if it had one, has ended.
    const numbers = child.output.filter((line) => line.startsWith("count")).length;
    expect(await count(one)).toBeGreaterThan(numbers);
  });

  test("one that is stopped and goes on overwrites nothing", async () => {
    const one = await open();
    const child = await startChild(redis().url);
    await expect.poll(() => child.output.length).toBeGreaterThan(20);
    const mine: number[] = [];
    for (let time = 0; time < 3; time++) {
      child.process.kill("SIGSTOP");
      for (let turn = 0; turn < 20; turn++) mine.push(await count(one));
      await expect.poll(() => one.isAlive(child.replica), { timeout: 10_000 }).toBe(false);
      const before = child.output.length;
      child.process.kill("SIGCONT");
      await expect.poll(() => child.output.length, { timeout: 10_000 }).toBeGreaterThan(before + 20);
      await expect.poll(() => one.isAlive(child.replica), { timeout: 10_000 }).toBe(true);
    }
    await child.end();
    const theirs = child.output
      .filter((line) => line.startsWith("count"))
      .map((line) => Number(line.slice(6)));
    const refused = child.output.filter((line) => line === "refused").length;
    expect(new Set([...mine, ...theirs]).size).toBe(mine.length + theirs.length);
    const total = (await count(one)) - 1;
    expect(total).toBeGreaterThanOrEqual(mine.length + theirs.length);
    expect(total).toBeLessThanOrEqual(mine.length + theirs.length + refused);
  });
});

/** Starts a replica that counts in a process of its own. */
async function startChild(url: string) {
  const script = fileURLToPath(new URL("replica-process.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script, url, `${leaseMs}`], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const output: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => output.push(line));
  const ended = once(child, "exit");
  await once(lines, "line");
  const end = async () => {
    child.stdin.end();
    await ended;
  };
  return { process: child, output, replica: output[0]!.slice("replica ".length), end };
}
