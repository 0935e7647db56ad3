import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { QueueCall, QueuedScenario, ScenarioQueue } from "../../src/ports/scenario-queue.js";

const queued = (text: string, more: Partial<QueuedScenario> = {}): QueuedScenario => ({
  ...{ asked: { text, calls: [] }, waitsFor: "submit", match: {}, left: 1 },
  ...more,
});

const anyCall: QueueCall = { account: "a", model: "m", prompt: "a lighthouse" };

/** What every queue of scenarios promises; run on each. */
export function scenarioQueueCases(name: string, create: () => ScenarioQueue): void {
  describe(name, () => {
    const texts = async (queue: ScenarioQueue) =>
      (await queue.entries()).map(({ asked, left }) => `${asked.text}:${left}`);

    it("hits calls in the order of the queue, each entry as often as it says", async () => {
      const queue = create();
      await queue.add(queued("one", { left: 2 }));
      await queue.add(queued("two"));
      const taken = [];
      for (let call = 0; call < 4; call++) taken.push((await queue.take(anyCall, "submit"))?.asked.text);
      expect(taken).toEqual(["one", "one", "two", undefined]);
      expect(await queue.entries()).toEqual([]);
    });

    it("hits only calls that an entry waits for", async () => {
      const queue = create();
      await queue.add(queued("query", { waitsFor: "query" }));
      await queue.add(queued("account", { match: { account: "b" } }));
      await queue.add(queued("model", { match: { model: "n" } }));
      await queue.add(queued("prompt", { match: { prompt: "fog" } }));
      expect(await queue.take(anyCall, "submit")).toBeUndefined();
      const textOf = async (call: Partial<QueueCall>, kind: "submit" | "query" = "submit") =>
        (await queue.take({ ...anyCall, ...call }, kind))?.asked.text;
      expect(await textOf({ prompt: "in fog" })).toBe("prompt");
      expect(await textOf({ model: "n" })).toBe("model");
      expect(await textOf({ account: "b" })).toBe("account");
      expect(await textOf({ account: undefined, prompt: undefined }, "query")).toBe("query");
    });

    it("stands as before once all that was taken is given back, whatever the order", async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 6 }),
          fc.nat({ max: 12 }),
          fc.infiniteStream(fc.nat()),
          async (lefts, calls, picks) => {
            const queue = create();
            for (const [index, left] of lefts.entries()) await queue.add(queued(`s${index}`, { left }));
            const before = await texts(queue);
            const taken: number[] = [];
            for (let call = 0; call < calls; call++) {
              const one = await queue.take(anyCall, "submit");
              if (one !== undefined) taken.push(one.number);
            }
            expect(taken).toHaveLength(
              Math.min(
                calls,
                lefts.reduce((sum, left) => sum + left, 0),
              ),
            );
            while (taken.length > 0) {
              const [number] = taken.splice((picks.next().value ?? 0) % taken.length, 1);
              await queue.giveBack(number ?? 0);
            }
            expect(await texts(queue)).toEqual(before);
          },
        ),
        { numRuns: 200 },
      );
    });

    it("gives one call to one of many that ask at once", async () => {
      const queue = create();
      await queue.add(queued("once", { left: 3 }));
      const taken = await Promise.all(Array.from({ length: 20 }, async () => queue.take(anyCall, "submit")));
      expect(taken.filter((one) => one !== undefined)).toHaveLength(3);
    });

    it("says when it is full, and takes nothing back after it was cleared", async () => {
      const queue = create();
      await queue.add(queued("gone"));
      const taken = await queue.take(anyCall, "submit");
      await queue.add(queued("gone too"));
      await queue.clear();
      await queue.giveBack(taken?.number ?? 0);
      expect(await queue.entries()).toEqual([]);
      const { most } = queue.bounds;
      for (let entry = 0; entry < most; entry++) await queue.add(queued("many"));
      expect([await queue.add(queued("one more")), queue.bounds.queued]).toEqual([false, most]);
    });
  });
}
