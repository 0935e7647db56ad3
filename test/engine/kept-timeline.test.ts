import { expect, it } from "vitest";
import { Timeline } from "../../src/engine/timeline.js";
import { StateUnavailable } from "../../src/ports/transactions.js";
import { KeptTransactions } from "../../src/stores/disk/kept-transactions.js";
import type { Change } from "../../src/stores/kept/change.js";
import { StateOfStores } from "../../src/stores/kept/kept-state.js";
import { MemoryDueQueue } from "../../src/stores/memory/memory-due-queue.js";
import { MemoryNotes } from "../../src/stores/memory/memory-notes.js";
import { VirtualClock } from "../../src/stores/memory/virtual-clock.js";

/** A timeline that stands still at 0, on stores whose changes are kept in a list unless `isFull`. */
function keptTimeline() {
  const state = new StateOfStores();
  const clock = new VirtualClock({ start: 0, frozen: true, changes: state });
  const due = new MemoryDueQueue(state, "this");
  const notes = new MemoryNotes(state);
  state.add(clock, due, notes);
  const frames: (readonly Change[])[] = [];
  const disk = { isFull: false };
  const requireRoom = () => {
    if (disk.isFull) throw new StateUnavailable("the list is full");
  };
  const transactions = new KeptTransactions(state, {
    keep: (changes) => {
      requireRoom();
      frames.push(changes);
    },
    probe: requireRoom,
    restore: () => {
      for (const frame of frames) state.put(frame);
    },
  });
  const shared = { transactions, moves: notes.about<string>("clock"), holder: "this" };
  const bugs: unknown[] = [];
  const timeline = new Timeline(clock, due, (bug) => bugs.push(bug), undefined, shared);
  return { timeline, transactions, disk, bugs };
}

it("rings an alarm that falls due with what cannot be kept", async () => {
  const { timeline, transactions, disk, bugs } = keptTimeline();
  timeline.carryOutBy({ keepBooks: () => void (disk.isFull = true), send: () => undefined });
  let rung = 0;
  timeline.setAlarm(1000, () => rung++);
  void transactions.run(() => timeline.schedule({ at: 1000, kind: "task-end", task: "t1" }));
  await expect(timeline.advance(1500)).rejects.toThrow(new StateUnavailable("the list is full"));
  expect([rung, bugs]).toEqual([1, []]);
});

it("ends a move that waits for an answer when it is closed", async () => {
  const { timeline, transactions } = keptTimeline();
  const sent = new Promise<void>((resolve) => {
    timeline.carryOutBy({
      keepBooks: () => undefined,
      send: () => {
        resolve();
        return new Promise(() => undefined);
      },
    });
  });
  void transactions.run(() => timeline.schedule({ at: 1000, kind: "callback-attempt", delivery: 1 }));
  const moved = timeline.advance(1500);
  await sent;
  timeline.close();
  transactions.close(new StateUnavailable("closed"));
  const [outcome] = await Promise.allSettled([moved]);
  expect(outcome.status).toBeDefined();
});
