import fc from "fast-check";
import { expect, it } from "vitest";
import { type TaskOrder, type TaskPage, taskOrders } from "../../src/ports/task-store.js";
import type { TaskRecord } from "../../src/simulation/task.js";
import { describePort } from "../harness/stores-under-test.js";

const taskOf = (id: string, account: string): TaskRecord => ({
  ...{ id, account, model: "wan2.7-text-to-video", createdAt: 1, plan: { kind: "manual" } },
  ...{ outcome: { kind: "completed" }, result: { width: 2, height: 2, seconds: 2.5 } },
  billing: { rule: "per_second", reserved: 1, cost: 1, userGroup: "default" },
  ...{ request: '{"prompt":"✓"}', linkBase: "http://127.0.0.1", callbackUrl: undefined },
});

const queriedOnce = (task: TaskRecord): TaskRecord => ({ ...task, queries: (task.queries ?? 0) + 1 });

const id = fc.constantFrom("a", "b", "c", "d", "e", "f", "__proto__", "constructor");
const insert = fc.record({ do: fc.constant("insert" as const), id, times: fc.integer({ min: 1, max: 4 }) });
const others = fc.oneof(
  fc.record({ do: fc.constant("update" as const), ids: fc.array(id, { minLength: 1, maxLength: 8 }) }),
  fc.record({ do: fc.constant("update-all" as const), ids: fc.uniqueArray(id), but: id }),
  fc.record({ do: fc.constant("remove" as const), id, accepts: fc.boolean() }),
  fc.record({
    do: fc.constant("page" as const),
    order: fc.constantFrom(...taskOrders, undefined),
    after: fc.option(id, { nil: undefined }),
    limit: fc.integer({ min: 1, max: 4 }),
    but: id,
  }),
);
const clear = fc.record({ do: fc.constant("clear" as const) });
const step = fc.oneof(
  { weight: 10, arbitrary: insert },
  { weight: 10, arbitrary: others },
  { weight: 1, arbitrary: clear },
);

interface Asked {
  readonly order?: TaskOrder | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
  readonly but?: string;
}

/** A page as the port describes it, of records in the order they were made. */
function pageOf(tasks: readonly TaskRecord[], { order, after, limit, but }: Asked): TaskPage {
  const ordered = order === "newest" ? tasks.toReversed() : tasks;
  const place = ordered.findIndex((task) => task.id === after);
  const rest = after === undefined ? ordered : place < 0 ? [] : ordered.slice(place + 1);
  const accepted = rest.filter((task) => task.id !== but);
  const items = accepted.slice(0, limit);
  return { items, next: accepted.length > limit ? items.at(-1)?.id : undefined };
}

describePort("task store", ({ open, holds }) => {
  it("inserts an id once, loses no update, and lists in the order of inserting", async () => {
    await holds({
      given: fc.constant(undefined),
      step,
      start: async (openStores) => {
        const { run } = await openStores();
        let model: TaskRecord[] = [];
        const change = (one: string, by: (task: TaskRecord) => TaskRecord) => {
          model = model.map((task) => (task.id === one ? by(task) : task));
        };
        const knows = (one: string) => model.some((task) => task.id === one);
        return {
          carryOut: async (one) => {
            switch (one.do) {
              case "insert": {
                const tasks = Array.from({ length: one.times }, (_, nth) => taskOf(one.id, `account-${nth}`));
                const inserted = await Promise.all(
                  tasks.map(async (task) => run((ports) => ports.tasks.insert(task))),
                );
                expect(inserted.filter(Boolean)).toHaveLength(knows(one.id) ? 0 : 1);
                model.push(...tasks.filter((_, nth) => inserted[nth]));
                return;
              }
              case "update": {
                const updated = await Promise.all(
                  one.ids.map(async (each) => run(({ tasks }) => tasks.update(each, queriedOnce))),
                );
                expect(updated.map((task) => task?.id)).toEqual(
                  one.ids.map((each) => (knows(each) ? each : undefined)),
                );
                for (const each of one.ids) change(each, queriedOnce);
                return;
              }
              case "update-all": {
                const by = (task: TaskRecord) => (task.id === one.but ? task : { ...task, charged: 7 });
                const before = one.ids.flatMap((each) => model.filter((task) => task.id === each));
                const updates = await run(({ tasks }) => tasks.updateAll(one.ids, by));
                expect(updates).toEqual(before.map((task) => ({ before: task, after: by(task) })));
                for (const each of one.ids) change(each, by);
                return;
              }
              case "remove": {
                const task = model.find((each) => each.id === one.id && one.accepts);
                expect(await run(({ tasks }) => tasks.remove(one.id, () => one.accepts))).toEqual(task);
                model = model.filter((each) => each !== task);
                return;
              }
              case "page": {
                const { order, after, limit, but } = one;
                const asked = { ...(order && { order }), ...(after && { after }), limit };
                const page = await run(({ tasks }) =>
                  tasks.page({ ...asked, accept: (task) => task.id !== but }),
                );
                expect(page).toEqual(pageOf(model, one));
                return;
              }
              case "clear":
                expect(await run(({ tasks }) => tasks.clear())).toEqual(model);
                model = [];
            }
          },
          compare: async () => {
            const all = await run(({ tasks }) => tasks.page({ limit: 100, accept: () => true }));
            expect(all).toEqual({ items: model, next: undefined });
            expect(await run(({ tasks }) => tasks.count())).toBe(model.length);
          },
        };
      },
    });
  });

  it("knows nothing of an unknown id, prototype names included", async () => {
    const { run } = await open();
    for (const name of ["x", "__proto__", "constructor"]) {
      expect(await run(({ tasks }) => tasks.get(name))).toBeUndefined();
      expect(await run(({ tasks }) => tasks.update(name, (task) => task))).toBeUndefined();
    }
  });

  it("gives a record back whole", async () => {
    const { run, reopen } = await open();
    const task: TaskRecord = {
      ...queriedOnce(taskOf("x", "a")),
      assets: [{ url: "https://a.test/1.png", asset: { kind: "image" } }],
      scenario: { names: ["callback-twice"], callback: "callback-twice" },
      ended: { at: 5, outcome: { kind: "failed", error: { code: "c", message: "m", type: "task_error" } } },
    };
    await run(({ tasks }) => tasks.insert(task));
    await reopen?.();
    expect(await run(({ tasks }) => tasks.get("x"))).toEqual(task);
  });
});
