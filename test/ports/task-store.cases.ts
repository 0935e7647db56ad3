import { describe, expect, it } from "vitest";
import type { TaskStore } from "../../src/ports/task-store.js";
import type { TaskRecord } from "../../src/simulation/task.js";

const task = (id: string): TaskRecord => ({
  id,
  account: "a",
  model: "wan2.7-text-to-video",
  createdAt: 1,
  plan: { kind: "manual" },
  outcome: { kind: "completed" },
  result: { width: 2, height: 2, seconds: 2 },
  billing: { rule: "per_second", reserved: 1, cost: 1, userGroup: "default" },
  request: "{}",
  linkBase: "http://127.0.0.1",
});

/** What every task store promises; run on each. */
export function taskStoreCases(name: string, create: () => TaskStore): void {
  describe(name, () => {
    it("keeps what is inserted, and refuses a taken id without a change", async () => {
      const store = create();
      expect(await store.insert(task("x"))).toBe(true);
      expect(await store.insert({ ...task("x"), account: "b" })).toBe(false);
      expect((await store.get("x"))?.account).toBe("a");
      expect(await store.count()).toBe(1);
    });

    it("takes one of many inserts of the same id", async () => {
      const store = create();
      const taken = await Promise.all(Array.from({ length: 50 }, async () => store.insert(task("x"))));
      expect(taken.filter(Boolean)).toHaveLength(1);
    });

    it("changes several at once, each on its own, and tells what became of those it knows", async () => {
      const store = create();
      for (const id of ["x", "y", "z"]) await store.insert(task(id));
      const change = (record: TaskRecord) => (record.id === "y" ? record : { ...record, charged: 7 });
      const updates = await store.updateAll(["z", "nobody", "y", "x"], change);
      expect(updates.map(({ before, after }) => [before.id, before.charged, after.charged])).toEqual([
        ["z", undefined, 7],
        ["y", undefined, undefined],
        ["x", undefined, 7],
      ]);
      expect((await store.get("x"))?.charged).toBe(7);
      expect((await store.get("y"))?.charged).toBeUndefined();
    });

    it("loses no update of many at once", async () => {
      const store = create();
      await store.insert(task("x"));
      const count = (record: TaskRecord) => ({ ...record, queries: (record.queries ?? 0) + 1 });
      await Promise.all(Array.from({ length: 50 }, async () => store.update("x", count)));
      expect((await store.get("x"))?.queries).toBe(50);
    });

    it("lists by pages in either order, and counts only what is accepted", async () => {
      const store = create();
      for (const id of ["a", "b", "c", "d", "e"]) await store.insert(task(id));
      await store.update("b", (record) => ({ ...record, queries: 1 }));
      const ids = async (page: Omit<Parameters<TaskStore["page"]>[0], "accept">, but = "") => {
        const { items, next } = await store.page({ ...page, accept: ({ id }) => id !== but });
        return [items.map(({ id }) => id).join(""), next];
      };
      expect(await ids({ limit: 9 })).toEqual(["abcde", undefined]);
      for (const [order, first, second, third] of [
        ["oldest", "ab", "cd", "e"],
        ["newest", "ed", "cb", "a"],
      ] as const) {
        expect(await ids({ order, limit: 2 })).toEqual([first, first[1]]);
        expect(await ids({ order, limit: 2, after: first[1] ?? "" })).toEqual([second, second[1]]);
        expect(await ids({ order, limit: 2, after: second[1] ?? "" })).toEqual([third, undefined]);
        expect(await ids({ order, limit: 5 })).toEqual([first + second + third, undefined]);
        expect(await ids({ order, limit: 2, after: "c" }, "c")).toEqual([`${second[1]}${third}`, undefined]);
        expect(await ids({ order, limit: 2, after: "nobody" })).toEqual(["", undefined]);
      }
    });

    it("knows nothing of an unknown id, prototype names included", async () => {
      const store = create();
      for (const id of ["x", "__proto__", "constructor"]) {
        expect(await store.get(id)).toBeUndefined();
        expect(await store.update(id, (record) => record)).toBeUndefined();
      }
    });
  });
}
