import type { End, KnownTask } from "../insight/habits/task-history.js";
import { labelOf } from "../ports/accounts.js";
import type { Journal } from "../ports/journal.js";
import type { TaskRecord } from "../simulation/task.js";
import { viewTask } from "../simulation/view-task.js";

/** What the habits ask of a task, from its record and the journal. */
export function knownTask(task: TaskRecord, journal: Journal, now: number): KnownTask {
  const { id, account, model, createdAt, charged, calledBack } = task;
  const hasEnded = charged !== undefined || calledBack === true;
  return {
    id,
    key: labelOf(account),
    model,
    createdAt,
    ...(hasEnded ? { end: () => endOf(task, journal, now) } : {}),
  };
}

function endOf(task: TaskRecord, journal: Journal, now: number): End {
  const entry = journal
    .entries()
    .findLast((one) => one.kind === "task" && one.step === "ended" && one.task === task.id);
  const { status, endedAt = now } = viewTask(task, now);
  const isCompleted = status === "completed";
  return {
    status: isCompleted ? "completed" : "failed",
    at: entry?.at ?? endedAt,
    // The journal may have let it go.
    sequence: entry?.sequence ?? 0,
    hasResult: isCompleted && task.scenario?.quirk !== "completed-without-results",
  };
}
