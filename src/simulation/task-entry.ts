import { unixSeconds } from "./instant.js";
import { toCredits } from "./pricing.js";
import type { TaskRecord } from "./task.js";
import { taskObject } from "./task-object.js";
import type { TaskView } from "./view-task.js";

/** States that a list can be asked for; `processing` takes in tasks that are still pending. */
export const taskStates = ["processing", "completed", "failed", "cancelled"] as const;

/** Kinds of tasks that a list can be asked for: the mock makes videos alone. */
export const taskKinds = ["image", "video", "audio"] as const;

/** What a list is asked for; `null` for all. */
export interface TaskFilter {
  readonly status: string | null;
  readonly type: string | null;
  readonly model: string | null;
}

/** Whether a list shows a task. */
export function isListed(task: TaskRecord, view: TaskView, { status, type, model }: TaskFilter): boolean {
  if (type !== null && type !== "video") return false;
  if (model !== null && model !== task.model) return false;
  if (status === null) return true;
  const shown = taskObject(task, view).status;
  return shown === status || (shown === "pending" && status === "processing");
}

/** A task as a list shows it: without links to its results. */
export function taskEntry(task: TaskRecord, view: TaskView): object {
  const { id, model, type, status, progress, results, error } = taskObject(task, view);
  const { endedAt } = view;
  const hasEnded = endedAt !== undefined;
  return {
    ...{ id, model, type, status, progress, created_at: unixSeconds(task.createdAt) },
    ...(hasEnded ? { duration: Math.round((endedAt - task.createdAt) / 1000) } : {}),
    ...(hasEnded ? { has_results: results !== undefined, result_count: results?.length ?? 0 } : {}),
    ...(hasEnded ? { has_error: error !== undefined } : {}),
    ...(task.charged === undefined ? {} : { credits_used: toCredits(task.charged) }),
  };
}
