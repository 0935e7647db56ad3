import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createContract } from "../../src/compose/create-contract.js";
import { CallbackDeliveries, callbackEvent } from "../../src/engine/callback-deliveries.js";
import { dueWorkers } from "../../src/engine/due-work.js";
import { Engine } from "../../src/engine/engine.js";
import { ScenarioPicker } from "../../src/engine/scenario-picker.js";
import { TaskLifecycle } from "../../src/engine/task-lifecycle.js";
import { TaskRoom } from "../../src/engine/task-room.js";
import { Timeline } from "../../src/engine/timeline.js";
import type { Accounts } from "../../src/ports/accounts.js";
import { inMemory } from "../../src/ports/transactions.js";
import { parsePace } from "../../src/simulation/pace.js";
import { priceListOf } from "../../src/simulation/price-lists.js";
import { SharedTerms } from "../../src/simulation/shared-terms.js";
import { MemoryAccounts } from "../../src/stores/memory/memory-accounts.js";
import { MemoryDeliveries } from "../../src/stores/memory/memory-deliveries.js";
import { MemoryDueQueue } from "../../src/stores/memory/memory-due-queue.js";
import { MemoryGoneTasks } from "../../src/stores/memory/memory-gone-tasks.js";
import { MemoryIdempotencyKeys } from "../../src/stores/memory/memory-idempotency-keys.js";
import { MemoryJournal } from "../../src/stores/memory/memory-journal.js";
import { MemoryNotes } from "../../src/stores/memory/memory-notes.js";
import { MemoryScenarioQueue } from "../../src/stores/memory/memory-scenario-queue.js";
import { MemoryTaskStore } from "../../src/stores/memory/memory-task-store.js";
import { SeededIdSource } from "../../src/stores/memory/seeded-id-source.js";
import { VirtualClock } from "../../src/stores/memory/virtual-clock.js";

type Wrap = <Store extends object>(store: Store, local?: readonly string[]) => Store;

const atOnce: Wrap = (store) => store;

/** A store as one in another process would be: every call is carried out, and answered, some turns later. */
const later: Wrap = (store, local = []) =>
  new Proxy(store, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== "function") return member;
      if (local.includes(String(name))) return member.bind(target) as unknown;
      return async (...args: unknown[]) => {
        await Promise.resolve();
        const answer: unknown = await (member.apply(target, args) as unknown);
        await Promise.resolve();
        return structuredClone(answer);
      };
    },
  });

const contract = await createContract({});
const RECEIVER = "http://receiver.test";
const START = Date.parse("2026-11-01T00:00:00Z");

/** An engine with all its stores behind a wrapper, its clock frozen, and a receiver that never answers with a 2xx twice. */
function engineOn(wrap: Wrap, balance: number) {
  const bugs: unknown[] = [];
  const onBug = (error: unknown) => bugs.push(error);
  const clock = new VirtualClock({ start: START, frozen: true });
  const journal = new MemoryJournal({ most: 10_000, age: Number.POSITIVE_INFINITY, now: () => clock.now() });
  const store = wrap(new MemoryTaskStore());
  const timeline = new Timeline(clock, wrap(new MemoryDueQueue()), onBug);
  const options = { balance, limits: { concurrency: 3 }, starts: new Map() };
  const accounts: Accounts = wrap(new MemoryAccounts(options), ["of", "find", "labelFor"]);
  const idempotencyKeys = wrap(new MemoryIdempotencyKeys());
  let sent = 0;
  const callbacks: CallbackDeliveries = new CallbackDeliveries({
    timeline,
    sender: {
      send: () =>
        Promise.resolve({ kind: "answered", status: sent++ % 3 === 0 ? 503 : 204, body: "", seconds: 0 }),
      close: () => undefined,
    },
    policy: { map: [], forwardTo: RECEIVER, allowLocal: true, allowExternal: false, inProcess: RECEIVER },
    store: wrap(new MemoryDeliveries(1000), ["list"]),
    patienceMs: 1000,
    onChange: (delivery) => {
      const event = callbackEvent(delivery, timeline.now());
      if (event !== undefined) journal.record(event);
      return delivery.state === "pending" ? undefined : room.settled(delivery.task);
    },
  });
  const room: TaskRoom = new TaskRoom({
    store,
    isAwaited: (id) => callbacks.isPending(id),
    most: 4,
    gone: new MemoryGoneTasks(4),
  });
  const notes = new MemoryNotes();
  const tasks = new TaskLifecycle({ timeline, store, accounts, callbacks, room, journal, notes, onBug });
  timeline.carryOutBy(dueWorkers(tasks, callbacks));
  const engine = new Engine({
    ...{ contract, timeline, tasks, room, store, accounts, idempotencyKeys },
    scenarios: new ScenarioPicker(wrap(new MemoryScenarioQueue()), notes),
    assets: { assetOf: () => undefined },
    ids: new SeededIdSource(7),
    priceList: priceListOf(contract.settings),
    pace: parsePace("quick"),
    terms: new SharedTerms(),
    transactions: inMemory,
  });
  return { engine, timeline, accounts, journal, bugs };
}

const CALLBACK = "https://example.com/hook";
const key = fc.constantFrom("key-a", "key-b");
const scenario = fc.constantFrom(
  ...["callback-twice", "callback-late", "callback-dropped", "callback-reordered", "callback-before-settle"],
  ...["image-processing-error", "status-cancelled", "stuck-at-99", "http-429", undefined],
);
const step = fc.oneof(
  fc.record({
    do: fc.constant("submit" as const),
    key,
    scenario,
    idempotencyKey: fc.constantFrom("once-0123456789", undefined, undefined),
    calledBack: fc.boolean(),
    text: fc.constantFrom("A lighthouse in fog", "A second prompt", 7),
  }),
  fc.record({ do: fc.constant("query" as const), key, which: fc.nat({ max: 20 }) }),
  fc.record({ do: fc.constant("advance" as const), by: fc.constantFrom("1s", "3s", "30s", "5m") }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const once = {
  do: "submit",
  key: "key-a",
  scenario: "callback-twice",
  text: "A lighthouse in fog",
  idempotencyKey: "once-0123456789",
} as const;
const sameInstant: Step[] = [
  { ...once, calledBack: true },
  { do: "advance", by: "1s" },
  { ...once, calledBack: false },
  { ...once, calledBack: false },
  { do: "query", key: "key-a", which: 0 },
];

/** Everything that can be seen from outside after these steps. */
async function playedOn(wrap: Wrap, steps: readonly Step[]) {
  const { engine, timeline, accounts, journal, bugs } = engineOn(wrap, 100_000_000);
  const answers: unknown[] = [];
  const ids: string[] = [];
  for (const one of steps) {
    if (one.do === "advance") {
      await timeline.advance(one.by);
      continue;
    }
    const authorization = `Bearer ${one.key}`;
    if (one.do === "query") {
      const taskId = ids[one.which % Math.max(ids.length, 1)] ?? "task-unified-none";
      answers.push(shown(await engine.query({ authorization, taskId })));
      continue;
    }
    const { text: prompt, scenario, idempotencyKey, calledBack } = one;
    const callback = calledBack ? { callback_url: CALLBACK } : {};
    const answer = await engine.submit({
      ...{ authorization, contentType: "application/json", linkBase: "http://mock.test" },
      ...{ scenario, idempotencyKey },
      body: JSON.stringify({ model: "wan2.7-text-to-video", prompt, ...callback }),
    });
    if (answer.task !== undefined) ids.push(answer.task);
    answers.push(shown(answer));
  }
  await timeline.advance("1h");
  const entries = journal
    .entries()
    .map(({ sequence: _sequence, ...entry }) => entry)
    // Works of one instant go out together: those of different tasks have no order among them.
    .sort((a, b) => a.at - b.at || taskIn(a).localeCompare(taskIn(b)));
  const ledgers = ["key-a", "key-b"].map(async (name) => {
    const account = accounts.of(name);
    return account === undefined ? undefined : (await accounts.read(account)).ledger;
  });
  return { answers, entries, ledgers: await Promise.all(ledgers), bugs, waiting: timeline.waiting };
}

const taskIn = ({ task = "" }: { readonly task?: string | undefined }): string => task;

const shown = ({ status, body, findings, replayed }: Awaited<ReturnType<Engine["submit"]>>) => ({
  ...{ status, body, replayed },
  rules: findings.map(({ rule }) => rule),
});

describe("an engine whose stores answer later", () => {
  it("answers, settles, calls back and journals as one whose stores are at hand", async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        const expected = await playedOn(atOnce, steps);
        expect(await playedOn(later, steps)).toEqual(expected);
        expect(expected.bugs).toEqual([]);
        expect(expected.waiting).toBe(0);
        for (const { kind } of expected.entries) seen.add(kind);
      }),
      // A callback of one task is sent at the instant at which another task is settled.
      { numRuns: 60, examples: [[sameInstant]] },
    );
    expect([...seen].sort()).toEqual(["callback", "refund", "settle", "task"]);
  });

  it("loses nothing of submits that come at once: no more live than may, each settled once", async () => {
    const { engine, timeline, accounts, journal, bugs } = engineOn(later, 4_000_000_000);
    const submit = () =>
      engine.submit({
        ...{ authorization: "Bearer key-a", contentType: "application/json", linkBase: "http://mock.test" },
        body: JSON.stringify({ model: "wan2.7-text-to-video", prompt: "p", callback_url: CALLBACK }),
      });
    const answers = await Promise.all(Array.from({ length: 20 }, submit));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array<number>(3).fill(200),
      ...Array<number>(17).fill(429),
    ]);
    await timeline.advance("10m");
    const settled = journal.entries().filter(({ kind }) => kind === "settle");
    expect(settled).toHaveLength(3);
    const account = accounts.of("key-a");
    expect(account).toBeDefined();
    if (account === undefined) return;
    const { ledger } = await accounts.read(account);
    expect(ledger.reserved).toBe(0);
    expect(ledger.used).toBe(
      settled.reduce((sum, entry) => sum + (entry.kind === "settle" ? entry.amount : 0), 0),
    );
    expect(bugs).toEqual([]);
  });
});
