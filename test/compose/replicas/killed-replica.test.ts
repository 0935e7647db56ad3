import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import type { Mock } from "../../../src/compose/mock.js";
import type { MockOptions } from "../../../src/options/mock-options.js";
import { START, STILL, type TaskJson } from "../../harness/describe-matrix.js";
import { type Receiver, startReceiver } from "../../harness/receiver.js";
import { call, describeReplicas, manyTimes, startReplicas, submit } from "../../harness/replicas.js";

const leaseMs = 1000;
const TASKS = 300;
const CALLBACK = { callback_url: "https://hooks.example.com/done" };

describeReplicas("a replica that ends in the middle of a move", (redis) => {
  /** Starts one in a process of its own beside three others, with tasks that all fall due at once. */
  async function startBeside(options: MockOptions) {
    const { mocks, front } = await startReplicas(redis(), options, { leaseMs });
    const child = await startChild({ ...STILL, store: redis().url, port: 0, ...options });
    const tasks = await manyTimes(TASKS, 12, () => submit(front.url, CALLBACK));
    return { mocks, child, ids: tasks.map(({ body }) => body.id).sort() };
  }

  /** A receiver that answers some, then leaves the others hanging until it is let go. */
  async function startHesitant(answered: number) {
    let goOn: () => void = () => undefined;
    const isLetGo = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const receiver = await startReceiver((response, count) => {
      const answer = () => void response.writeHead(204).end();
      if (count <= answered) answer();
      else void isLetGo.then(answer);
    });
    onTestFinished(() => receiver.close());
    return { receiver, goOn };
  }

  /** Waits until all is done, and compares what was received with what each replica tells. */
  async function expectOnceEach(mocks: readonly Mock[], ids: readonly string[], { received }: Receiver) {
    await expect
      .poll(() => mocks[0]!.callbacks.deliveries().filter(({ state }) => state === "delivered").length, {
        timeout: 30_000,
      })
      .toBe(TASKS);
    const times = new Map<string, number>();
    for (const { body } of received) {
      const { id } = JSON.parse(body) as TaskJson;
      times.set(id, (times.get(id) ?? 0) + 1);
    }
    expect([...times.keys()].sort()).toEqual(ids);
    const repeated = [...times].filter(([, count]) => count > 1);
    expect(repeated.filter(([, count]) => count > 2)).toEqual([]);
    const deliveries = mocks[0]!.callbacks.deliveries();
    expect(deliveries.every(({ attempts }) => attempts.length === 1)).toBe(true);
    const marked = deliveries.filter(({ attempts }) => attempts[0]?.again === true).map(({ task }) => task);
    for (const [id] of repeated) expect(marked).toContain(id);
    for (const mock of mocks) await call(mock.url, "GET", "/_mock/clock");
    expect(mocks.map((mock) => mock.callbacks.deliveries())).toEqual(mocks.map(() => deliveries));
    return { repeated };
  }

  test("killed: what it had under way is repeated and marked, all else goes out once, the clock goes on", async () => {
    const { receiver, goOn } = await startHesitant(100);
    const { mocks, child, ids } = await startBeside({
      ...{ pace: "1h", forwardTo: receiver.url, callbackPatience: "50s" },
    });
    await mocks[0].clock.resume();
    const moving = call(child.url, "POST", "/_mock/clock", { advance: "2h" }).catch(() => "broken off");
    await expect.poll(() => receiver.received.length, { timeout: 30_000 }).toBeGreaterThanOrEqual(164);
    child.process.kill("SIGKILL");
    expect(await moving).toBe("broken off");
    goOn();
    const { repeated } = await expectOnceEach(mocks, ids, receiver);
    expect(repeated).toHaveLength(64);
    for (const { clock } of mocks) expect(clock.mode).toBe("running");
    const spent = mocks[1].account("key-a").ledger;
    expect(spent.length).toBeGreaterThanOrEqual(TASKS);
    // It can be moved again.
    const before = mocks[2].clock.now();
    expect(await mocks[2].clock.advance("1h")).toBeGreaterThanOrEqual(before + 3_600_000);
  });

  test("closed: the others do at once what it had begun", async () => {
    const { receiver, goOn } = await startHesitant(100);
    const { mocks, child, ids } = await startBeside({ forwardTo: receiver.url, callbackPatience: "50s" });
    const moving = call(child.url, "POST", "/_mock/clock", { advance: "1h" }).catch(() => "broken off");
    await expect.poll(() => receiver.received.length, { timeout: 30_000 }).toBeGreaterThanOrEqual(164);
    child.process.stdin.end();
    await moving;
    goOn();
    await once(child.process, "exit");
    for (const { clock } of mocks) expect(clock.mode).toBe("frozen");
    await mocks[1].clock.advance("1h");
    await expectOnceEach(mocks, ids, receiver);
    expect(mocks[0].clock.now()).toBeGreaterThanOrEqual(START + 3_600_000);
  });
});

/** Starts a replica in a process of its own. */
async function startChild(options: MockOptions) {
  const script = fileURLToPath(new URL("mock-process.ts", import.meta.url));
  const args = ["--import", "tsx", script, JSON.stringify(options), `${leaseMs}`];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [url] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return { process: child, url };
}
