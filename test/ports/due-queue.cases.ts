import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DueQueue, DueWork } from "../../src/ports/due-queue.js";

/** What every queue of due work promises; run on each. */
export function dueQueueCases(name: string, create: () => DueQueue): void {
  describe(name, () => {
    it("gives out what is due in due order, ties in the order they went in, and nothing early or twice", async () => {
      const step = fc.oneof(
        fc.record({ do: fc.constant("add" as const), at: fc.nat({ max: 20 }) }),
        fc.record({
          do: fc.constant("claim" as const),
          now: fc.nat({ max: 20 }),
          limit: fc.integer({ min: 1, max: 7 }),
        }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 200 }), async (steps) => {
          const queue = create();
          let model: DueWork[] = [];
          for (const [order, one] of steps.entries()) {
            if (one.do === "add") {
              const work: DueWork = { at: one.at, kind: "task-end", task: `t${order}` };
              await queue.add(work);
              model.push(work);
              // Sorting is stable: ties stay in the order they went in.
              model.sort((a, b) => a.at - b.at);
            } else {
              const due = model.filter(({ at }) => at <= one.now).slice(0, one.limit);
              expect(await queue.claim(one.now, one.limit)).toEqual(due);
              model = model.filter((work) => !due.includes(work));
            }
            expect(queue.size).toBe(model.length);
            expect(queue.next).toBe(Math.min(Number.POSITIVE_INFINITY, ...model.map(({ at }) => at)));
          }
        }),
        { numRuns: 300 },
      );
    });

    it("gives each work to one of many that claim at once", async () => {
      const queue = create();
      for (let task = 0; task < 50; task++) await queue.add({ at: 1, kind: "task-end", task: `t${task}` });
      const claims = await Promise.all(Array.from({ length: 20 }, async () => queue.claim(5, 7)));
      const tasks = claims.flat().map((work) => ("task" in work ? work.task : ""));
      expect(tasks.toSorted()).toEqual(Array.from({ length: 50 }, (_, task) => `t${task}`).toSorted());
    });

    it("keeps every member of a work, whatever its kind", async () => {
      const works: DueWork[] = [
        { at: 1, kind: "task-end", task: "a" },
        { at: 1, kind: "late-settle", task: "b" },
        { at: 1, kind: "held-back-callback", account: "x", task: "c" },
        { at: 1, kind: "callback-attempt", delivery: 4 },
        { at: 1, kind: "alarm", alarm: 5 },
      ];
      const queue = create();
      for (const work of works) await queue.add(work);
      expect(await queue.claim(1, 10)).toEqual(works);
    });

    it("forgets all", async () => {
      const queue = create();
      await queue.add({ at: 1, kind: "task-end", task: "a" });
      await queue.clear();
      expect([queue.size, queue.next, await queue.claim(9, 9)]).toEqual([0, Number.POSITIVE_INFINITY, []]);
      await queue.add({ at: 2, kind: "task-end", task: "b" });
      expect(await queue.claim(9, 9)).toEqual([{ at: 2, kind: "task-end", task: "b" }]);
    });
  });
}
