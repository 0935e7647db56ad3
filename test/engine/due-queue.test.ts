import fc from "fast-check";
import { expect, it } from "vitest";
import { DueQueue } from "../../src/engine/due-queue.js";

it("gives out what is due in due order, ties in the order they went in, and nothing early", () => {
  const step = fc.record({ kind: fc.constantFrom("add" as const, "take" as const), at: fc.nat({ max: 20 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const queue = new DueQueue<{ at: number; order: number }>();
      let model: { at: number; order: number }[] = [];
      for (const [order, { kind, at }] of steps.entries()) {
        if (kind === "add") {
          queue.add(at, { at, order });
          model.push({ at, order });
        } else {
          const [first] = [...model].sort((a, b) => a.at - b.at || a.order - b.order);
          const expected = first !== undefined && first.at <= at ? first : undefined;
          expect(queue.take(at)).toEqual(expected);
          model = model.filter((entry) => entry.order !== expected?.order);
        }
        expect(queue.size).toBe(model.length);
        expect(queue.next).toBe(Math.min(Number.POSITIVE_INFINITY, ...model.map((entry) => entry.at)));
      }
    }),
    { numRuns: 500 },
  );
});
