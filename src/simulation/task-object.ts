import { unixSeconds } from "./instant.js";
import { toCredits } from "./pricing.js";
import type { TaskRecord } from "./task.js";
import type { TaskView } from "./view-task.js";

/** A task as the submit's answer, the query's answer and the callback show it (model pages, task page). */
export interface TaskObject {
  created: number;
  id: string;
  model: string;
  object: "video.generation.task";
  progress: number;
  results?: string[];
  status: string;
  task_info: { can_cancel: boolean; estimated_time: number };
  type: "video";
  usage: { billing_rule: string; credits_reserved: number; user_group: string };
  error?: { code: string; message: string; type: string };
}

/** What recordings need of a task that an answer showed. A service may leave out what it documents. */
export interface ShownTask {
  readonly status: string;
  readonly results?: readonly string[];
  readonly error?: { readonly code: string; readonly message?: string; readonly type?: string };
}

/** Puts the vendor's JSON together from a record and what is visible of it. */
export function taskObject(task: TaskRecord, view: TaskView): TaskObject {
  const quirk = task.scenario?.quirk;
  const object: TaskObject = {
    created: unixSeconds(task.createdAt),
    id: task.id,
    model: task.model,
    object: "video.generation.task",
    progress: view.progress,
    status: view.status === "failed" && quirk === "status-cancelled" ? "cancelled" : view.status,
    task_info: { can_cancel: view.canCancel, estimated_time: view.estimatedSeconds },
    type: "video",
    usage: {
      billing_rule: task.billing.rule,
      credits_reserved: toCredits(task.billing.reserved),
      user_group: task.billing.userGroup,
    },
  };
  if (view.status === "completed" && quirk !== "completed-without-results")
    object.results = [`${task.linkBase}/files/${task.id}.mp4`];
  if (view.error !== undefined) object.error = { ...view.error };
  return object;
}
