import { aboutTask, type Habit } from "../habit.js";

/** A result that nobody fetches was paid for in vain; but the client may have handed the link on. */
export const neverFetchesResult = {
  id: "never-fetches-result",
  meta: {
    summary: "Knows of a completed task, by a query or a callback, and never downloads its result",
    cost: "The link dies after 24 hours, and the video that was paid for with it",
    advice: "Download and keep the result as soon as the task has completed",
    example: "GET /v1/tasks/ID answers completed, and nothing asks for /files/ID.mp4 before the mock closes",
    severity: "warn",
    source: { page: "guide", at: "Common mistakes" },
  },
  done: (task) => {
    const { end, toldAt, toldBy } = task;
    if (end?.hasResult !== true || toldAt === undefined || task.fetched > 0) return undefined;
    return {
      ...aboutTask(task),
      message: `${task.id} has completed, the client was told, and its result was never downloaded; download it at once, the link lives for 24 hours`,
      at: toldAt,
      evidence: [end.sequence, toldBy],
    };
  },
} as const satisfies Habit;
