import { expect, it } from "vitest";
import { TaskRoom } from "../../src/engine/task-room.js";
import type { TaskRecord } from "../../src/simulation/task.js";
import { MemoryGoneTasks } from "../../src/stores/memory/memory-gone-tasks.js";
import { MemoryTaskStore } from "../../src/stores/memory/memory-task-store.js";

function roomFor(most: number) {
  const store = new MemoryTaskStore();
  const awaited = new Set<string>();
  const room = new TaskRoom({
    store,
    isAwaited: (id) => awaited.has(id),
    most,
    gone: new MemoryGoneTasks(most),
  });
  const take = async (id: string, bytes = 100, isSettled = true) => {
    const task: TaskRecord = {
      ...{ id, account: "a", model: "m", createdAt: 1, plan: { kind: "manual" } },
      ...{ outcome: { kind: "completed" }, result: { width: 2, height: 2, seconds: 2 }, linkBase: "" },
      request: "x".repeat(bytes - 24),
      billing: { rule: "per_second", reserved: 1, cost: 1, userGroup: "default" },
      ...(isSettled ? { charged: 1 } : {}),
    };
    store.insert(task);
    room.take(task);
    await room.makeRoom();
  };
  const kept = () => store.page({ limit: 100, accept: () => true }).items.map(({ id }) => id);
  return { room, awaited, take, kept };
}

it("lets go what has been done for longest, and comes back to what a callback kept", async () => {
  const { room, awaited, take, kept } = roomFor(2);
  for (const id of ["a", "b"]) await take(id);
  awaited.add("a");
  for (const id of ["b", "a"]) await room.settled(id);
  await take("c");
  expect(kept()).toEqual(["a", "c"]);
  await room.settled("c");
  awaited.delete("a");
  await room.settled("a");
  await take("d");
  await take("e");
  expect(kept()).toEqual(["d", "e"]);
  expect(room.bounds).toMatchObject({ kept: 2, gone: 3, bytes: 2200 });
});

it("keeps a task that was called done and is not settled", async () => {
  const { room, take, kept } = roomFor(1);
  await take("a", 100, false);
  await room.settled("a");
  await take("b");
  expect(kept()).toEqual(["a", "b"]);
});

it("lets tasks go by bytes too, and keeps less of further bodies where none can go", async () => {
  const { room, take, kept } = roomFor(100);
  await take("a", 40_000_000);
  expect(room.mostOfBody).toBe(65_536);
  await take("b", 40_000_000);
  expect(room.mostOfBody).toBe(4096);
  await room.settled("a");
  await take("c");
  expect(kept()).toEqual(["b", "c"]);
  expect(room.mostOfBody).toBe(65_536);
});

it("keeps a task whose callback was sent again since it was done", async () => {
  const { room, awaited, take, kept } = roomFor(1);
  await take("a");
  await room.settled("a");
  awaited.add("a");
  await take("b");
  expect(kept()).toEqual(["a", "b"]);
  awaited.delete("a");
  await room.settled("a");
  await take("c");
  expect(kept()).toEqual(["b", "c"]);
});
