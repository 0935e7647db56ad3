import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Attempt, Deliveries, NewDelivery } from "../../src/ports/deliveries.js";

const outgoing = { url: "http://127.0.0.1:9/hook", body: "{}", mustBePublic: false };

const sentTo = (task: string): NewDelivery => ({
  ...{ task, key: "key_1", model: "m", callbackUrl: "https://app.example.com/hook" },
  ...{ target: outgoing.url, outgoing },
});

const withheld = (task: string): NewDelivery => ({
  ...{ task, key: "key_1", model: "m", callbackUrl: "https://app.example.com/hook" },
  reason: "not local",
});

const attempt = (due: number, status = 200): Attempt => ({ due, sent: due, status, seconds: 0 });

/** What every store of deliveries promises; run on each. */
export function deliveriesCases(name: string, create: (most: number) => Deliveries): void {
  describe(name, () => {
    it("numbers deliveries, and tells what is to be sent until one has ended", async () => {
      const store = create(10);
      const first = await store.add(sentTo("t1"));
      const second = await store.add(withheld("t1"));
      expect([first.id, first.state, second.id, second.state]).toEqual([1, "pending", 2, "withheld"]);
      expect(await store.find(2)).toBeUndefined();
      expect(await store.find(1)).toMatchObject({ delivery: { task: "t1", attempts: [] }, outgoing });
      expect(await store.record(1, attempt(5, 500), "pending")).toMatchObject({ state: "pending" });
      expect(await store.isPending("t1")).toBe(true);
      expect(await store.record(1, attempt(6), "delivered")).toMatchObject({
        state: "delivered",
        attempts: [attempt(5, 500), attempt(6)],
      });
      expect([await store.find(1), await store.isPending("t1")]).toEqual([undefined, false]);
      expect(await store.record(1, attempt(7), "given-up")).toBeUndefined();
      expect((await store.list("t1")).map(({ state }) => state)).toEqual(["delivered", "withheld"]);
    });

    it("keeps all that are pending and the newest that have ended, in the order they were made", async () => {
      const step = fc.oneof(
        fc.record({ do: fc.constant("add" as const), task: fc.constantFrom("t1", "t2") }),
        fc.record({ do: fc.constant("end" as const), which: fc.nat() }),
      );
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { maxLength: 60 }),
          fc.integer({ min: 1, max: 5 }),
          async (steps, most) => {
            const store = create(most);
            const tasks = new Map<number, string>();
            const pending: number[] = [];
            const ended: number[] = [];
            for (const one of steps) {
              if (one.do === "add") {
                const { id } = await store.add(sentTo(one.task));
                tasks.set(id, one.task);
                pending.push(id);
              } else if (pending.length > 0) {
                const [id = 0] = pending.splice(one.which % pending.length, 1);
                await store.record(id, attempt(1), "given-up");
                ended.push(id);
              }
              const kept = [...pending, ...ended.slice(-most)].toSorted((a, b) => a - b);
              expect((await store.list()).map(({ id }) => id)).toEqual(kept);
              const ofTask = kept.filter((id) => tasks.get(id) === "t1");
              expect((await store.list("t1")).map(({ id }) => id)).toEqual(ofTask);
              expect(await store.isPending("t2")).toBe(pending.some((id) => tasks.get(id) === "t2"));
              expect(store.bounds).toMatchObject({ most, kept: kept.length, pending: pending.length });
            }
          },
        ),
        { numRuns: 150 },
      );
    });

    it("forgets all; numbers go on, and what was under way is written down no more", async () => {
      const store = create(10);
      await store.add(sentTo("t1"));
      await store.clear();
      expect([await store.list(), await store.find(1), await store.isPending("t1")]).toEqual([
        [],
        undefined,
        false,
      ]);
      expect(await store.record(1, attempt(1), "delivered")).toBeUndefined();
      expect((await store.add(sentTo("t1"))).id).toBe(2);
      expect(store.bounds).toMatchObject({ kept: 1, made: 2 });
    });
  });
}
