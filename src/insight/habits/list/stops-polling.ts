import { plural } from "../../../text/plural.js";
import { aboutTask, type Habit } from "../habit.js";
import { LONGEST_WAIT_MS } from "../query-allowance.js";
import type { TaskHistory } from "../task-history.js";

/**
 * Whoever has followed a task this long may give it up: the guide has one looked at by hand after 5 minutes. The next
 * query need not be waited for; it comes up to 30 s later, jitter and the way to the service beside.
 */
const PATIENCE_MS = 300_000 - 2 * LONGEST_WAIT_MS;

/** A task that was paid for and never asked for again. */
export const stopsPolling = {
  id: "stops-polling",
  meta: {
    summary:
      "Never asks again for a task that was unfinished when it last looked, and was not called back; a warning where it failed or was looked at once",
    cost: "The task ends and is paid for, and nobody collects it",
    advice: "Keep the id, ask until the task has ended, or submit a callback_url",
    example: "GET /v1/tasks/ID answers processing twice, and nobody asks again though the task completes",
    severity: "error",
    source: { page: "guide", at: "Production best practices" },
  },
  done: (task) => {
    const { end, polls } = task;
    if (end === undefined || task.toldAt !== undefined || task.fetched > 0) return undefined;
    // A callback that is under way, or that the mock does not send, may be what the client waits for.
    if (task.callback !== undefined && task.callback !== "given-up") return undefined;
    if (polls === undefined ? task.callback === undefined : polls.lastSequence > end.sequence)
      return undefined;
    if (polls !== undefined && polls.lastAt - task.createdAt >= PATIENCE_MS) return undefined;
    return {
      ...aboutTask(task),
      message: `${task.id} has ${end.status === "completed" ? "completed" : "failed"} and the client does not know: ${lastLook(task)}; ask until the task has ended`,
      at: end.at,
      evidence: [...(polls?.evidence ?? []).slice(-1), ...callbackOf(task), end.sequence].filter(
        (n) => n > 0,
      ),
      // A failed task costs nothing, and one look is no polling: whoever took it may have wanted no more.
      ...(end.status === "failed" || polls?.count === 1 ? { severity: "warn" as const } : {}),
    };
  },
} as const satisfies Habit;

function lastLook({ polls }: TaskHistory): string {
  return polls === undefined
    ? "its callback was given up and it never asked"
    : `it was ${polls.shown ?? "not shown"} at the last of ${plural(polls.count, "query", "queries")}, and no callback came`;
}

function callbackOf({ callback, callbackBy }: TaskHistory): readonly number[] {
  return callback === undefined ? [] : [callbackBy];
}
