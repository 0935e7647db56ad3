import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import { CallbackDeliveries } from "../../src/engine/callback-deliveries.js";
import { Timeline } from "../../src/engine/timeline.js";
import { MemoryDeliveries } from "../../src/stores/memory/memory-deliveries.js";
import { MemoryDueQueue } from "../../src/stores/memory/memory-due-queue.js";
import { VirtualClock } from "../../src/stores/memory/virtual-clock.js";

const RECEIVER = "http://receiver.test";

/** Deliveries to a receiver that keeps all waiting until it is let go. */
function slowlyReceived(frozen: boolean) {
  const bugs: unknown[] = [];
  const clock = new VirtualClock({ start: 1_000_000, frozen, realNow: () => 0 });
  const timeline = new Timeline(clock, new MemoryDueQueue(), (error) => bugs.push(error));
  const sent: string[] = [];
  const letGo: (() => void)[] = [];
  const callbacks = new CallbackDeliveries({
    timeline,
    sender: {
      send: ({ body }) => {
        sent.push(body);
        return new Promise((resolve) => {
          letGo.push(() => resolve({ kind: "answered", status: 204, body: "", seconds: 0 }));
        });
      },
      close: () => undefined,
    },
    policy: { map: [], forwardTo: RECEIVER, allowLocal: true, allowExternal: false, inProcess: RECEIVER },
    store: new MemoryDeliveries(1000),
    patienceMs: 1000,
    onChange: () => undefined,
  });
  timeline.carryOutBy({ keepBooks: () => undefined, send: (work) => callbacks.attempt(work) });
  return { timeline, callbacks, sent, letGo, bugs };
}

it.each([
  ["while time stands still", true, 64],
  ["while it runs", false, 256],
])(
  "of many callbacks that are due at once, sends so many at a time, in order: %s",
  async (_, frozen, most) => {
    const { timeline, callbacks, sent, letGo, bugs } = slowlyReceived(frozen);
    const bodies = Array.from({ length: 600 }, (__, place) => `${place}`);
    for (const task of bodies)
      await callbacks.deliver(
        { task, key: "k", model: "m", callbackUrl: "https://hooks.example.com/" },
        task,
      );
    const idle = timeline.idle();
    await setImmediate();
    expect(sent).toEqual(bodies.slice(0, most));
    for (const answer of letGo.splice(0, 10)) answer();
    await setImmediate();
    expect(sent).toEqual(bodies.slice(0, most + 10));
    while (letGo.length > 0) {
      for (const answer of letGo.splice(0)) answer();
      await setImmediate();
    }
    await idle;
    expect(sent).toEqual(bodies);
    expect(bugs).toEqual([]);
  },
);
