import fc from "fast-check";
import { expect, test } from "vitest";
import type { DueWork } from "../../../src/ports/due-queue.js";
import { StateOfStores } from "../../../src/stores/kept/kept-state.js";
import { MemoryDueQueue } from "../../../src/stores/memory/memory-due-queue.js";

const work = (number: number): DueWork => ({ at: number % 3, kind: "task-end", task: `task-${number}` });

test("works that others have done are left out, wherever they stand", () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant("put" as const), number: fc.nat(20) }),
    fc.record({ kind: fc.constant("remove" as const), number: fc.nat(20) }),
    fc.record({ kind: fc.constant("claim" as const), number: fc.nat(3) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const queue = new MemoryDueQueue(new StateOfStores());
      let waiting: { readonly number: number; readonly work: DueWork }[] = [];
      for (const { kind, number } of steps) {
        if (kind === "claim") {
          const due = [...waiting].sort((a, b) => a.work.at - b.work.at).slice(0, number);
          expect(queue.claim(2, number)).toEqual(due.map((one) => one.work));
          waiting = waiting.filter((one) => !due.includes(one));
        } else {
          waiting = waiting.filter((one) => one.number !== number);
          if (kind === "put") waiting.push({ number, work: work(number) });
          queue.put("due-work", String(number), kind === "put" ? work(number) : undefined);
        }
        expect(queue.size).toBe(waiting.length);
        expect(queue.next).toBe(Math.min(...waiting.map((one) => one.work.at)));
      }
    }),
  );
});
