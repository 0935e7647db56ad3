import { aboutTask, type Habit } from "../habit.js";
import { seconds } from "../wording.js";

/**
 * Where a scenario kills a link before its day is over, a client that comes within this time of seeing it is not
 * to blame: the guide has results downloaded at once.
 */
const AT_ONCE_MS = 60_000;

/** A link that is kept in place of the video. */
export const fetchesExpiredResult = {
  id: "fetches-expired-result",
  meta: {
    summary: "Downloads a result after its link has expired",
    cost: "The video was paid for and is gone",
    advice: "Download and keep the result as soon as the task has completed; keep the file, not the link",
    example: "GET /v1/tasks/ID answers completed; 25 hours later GET /files/ID.mp4 answers 403 link_expired",
    severity: "error",
    source: { page: "guide", at: "Common mistakes" },
  },
  download: (entry, task) => {
    if (entry.code !== "link_expired" || task.end === undefined) return undefined;
    const { at, sequence, scenario } = entry;
    if (scenario !== undefined && at - (task.toldAt ?? at) < AT_ONCE_MS) return undefined;
    return {
      ...aboutTask(task),
      message: `the result of ${task.id} was asked for ${seconds(at - task.end.at)} after it completed, when its link had expired; download it at once and keep the file`,
      at,
      evidence: [task.end.sequence, sequence],
    };
  },
} as const satisfies Habit;
