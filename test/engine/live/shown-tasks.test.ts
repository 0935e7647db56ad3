import { expect, test } from "vitest";
import { ShownTasks } from "../../../src/engine/live/shown-tasks.js";

test("the newest 10,000 tasks are kept, each as it was last shown", () => {
  const tasks = new ShownTasks();
  for (let count = 0; count <= 10_000; count++)
    tasks.note("submit", 200, { id: `task-${count}`, status: "pending" });
  tasks.note("query", 200, { id: "task-1", status: "processing" });
  expect(["task-0", "task-1", "task-10000"].map((id) => tasks.taskOf(id)?.status)).toEqual([
    undefined,
    "processing",
    "pending",
  ]);
});

test("what is not as documented is left out", () => {
  const tasks = new ShownTasks();
  tasks.note("query", 200, {
    ...{ id: "odd", status: "failed", results: [7] },
    error: { code: 5001, message: null, type: "task_error" },
  });
  tasks.note("query", 404, { id: "refused", status: "failed" });
  tasks.note("query", 200, { id: 5, status: "failed" });
  tasks.note("batch", 200, { data: [null, { task_id: "item", status: "failed", error: "no" }] });
  tasks.note("list", 200, { data: "none" });
  expect(["odd", "refused", "5", "item"].map((id) => tasks.taskOf(id))).toEqual([
    { status: "failed", error: { code: "5001", type: "task_error" } },
    undefined,
    undefined,
    { status: "failed" },
  ]);
});

test("a link that is too long to keep is cut", () => {
  const tasks = new ShownTasks();
  tasks.note("query", 200, {
    id: "t",
    status: "completed",
    results: [`https://cdn.example.com/${"x".repeat(9000)}`],
  });
  expect(tasks.taskOf("t")?.results?.[0]).toHaveLength(2003);
});
