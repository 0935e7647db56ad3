import type { TaskRecord } from "../simulation/task.js";
import { countQuery, type TaskView, viewTask } from "../simulation/view-task.js";
import type { EngineParts } from "./engine-parts.js";

/** Shows a task to its client, which counts where the number of looks decides how it goes on. */
export async function lookAtTask(
  { store, timeline, tasks }: Pick<EngineParts, "store" | "timeline" | "tasks">,
  found: TaskRecord,
): Promise<{ readonly task: TaskRecord; readonly view: TaskView }> {
  const now = timeline.now();
  const task =
    found.plan.kind === "polls" && found.ended === undefined
      ? ((await store.update(found.id, (record) => countQuery(record, now))) ?? found)
      : found;
  if (task.ended !== undefined && task.charged === undefined) await tasks.finish([task.id]);
  return { task, view: viewTask(task, now) };
}
