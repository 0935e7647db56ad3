import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import { CallbackDeliveries } from "../../src/engine/callback-deliveries.js";
import { Timeline } from "../../src/engine/timeline.js";
import type { CallbackReply } from "../../src/ports/callback-sender.js";
import { inMemory } from "../../src/ports/transactions.js";
import { StateOfStores } from "../../src/stores/kept/kept-state.js";
import { MemoryDeliveries } from "../../src/stores/memory/memory-deliveries.js";
import { MemoryDueQueue } from "../../src/stores/memory/memory-due-queue.js";
import { MemoryNotes } from "../../src/stores/memory/memory-notes.js";
import { VirtualClock } from "../../src/stores/memory/virtual-clock.js";

const refused: CallbackReply = { kind: "answered", status: 500, body: "", seconds: 0 };

/** Deliveries of a process that shares its state; what it sends is answered by the test. */
function sharedDeliveries() {
  const state = new StateOfStores();
  const clock = new VirtualClock({ start: 0, frozen: true, changes: state });
  const due = new MemoryDueQueue(state, "this");
  const store = new MemoryDeliveries(10, state);
  const notes = new MemoryNotes(state);
  state.add(clock, due, store, notes);
  const bugs: unknown[] = [];
  const shared = { transactions: inMemory, moves: notes.about<string>("clock"), holder: "this" };
  const timeline = new Timeline(clock, due, (bug) => bugs.push(bug), undefined, shared);
  const answers: ((reply: CallbackReply) => void)[] = [];
  const callbacks = new CallbackDeliveries({
    ...{ timeline, store, policy: { map: [], allowLocal: true, allowExternal: true }, patienceMs: 1000 },
    sender: { send: () => new Promise((resolve) => answers.push(resolve)), close: () => undefined },
    onChange: () => undefined,
  });
  timeline.carryOutBy({ keepBooks: () => undefined, send: (work) => callbacks.attempt(work) });
  const about = { task: "t1", key: "key_1", model: "m", callbackUrl: "https://hooks.example.com/done" };
  return { state, due, timeline, callbacks, answers, about, bugs };
}

it("leaves an attempt to the process that has taken it over, whatever answer comes here", async () => {
  const { state, due, timeline, callbacks, answers, about, bugs } = sharedDeliveries();
  await callbacks.deliver(about, "{}");
  await timeline.runDue();
  await setImmediate();
  const [[, key] = ["", ""]] = [...state.all()].filter(([kind]) => kind === "due-work");
  // As a replica that took this one for lost writes it.
  const taken = { at: 0, kind: "callback-attempt", delivery: 1, again: true, holder: "other" };
  state.put([["due-work", key, taken]]);
  answers[0]?.(refused);
  await setImmediate();
  expect(callbacks.deliveries()).toMatchObject([{ state: "pending", attempts: [] }]);
  expect([due.underWay, due.size, bugs]).toEqual([1, 0, []]);
});

it("writes down an attempt that was its own all the while, and has the next one follow", async () => {
  const { due, timeline, callbacks, answers, about, bugs } = sharedDeliveries();
  await callbacks.deliver(about, "{}");
  await timeline.runDue();
  await setImmediate();
  answers[0]?.(refused);
  await setImmediate();
  expect(callbacks.deliveries()).toMatchObject([{ state: "pending", attempts: [{ status: 500 }] }]);
  expect([due.underWay, due.size, bugs]).toEqual([0, 1, []]);
});
