import { aboutTask, type Habit } from "../habit.js";
import { ALWAYS_ALLOWED, queriesOfGuide } from "../query-allowance.js";
import { within } from "../wording.js";

/** Every query is a call to the service, and counts against its rate limit. */
export const pollsTooOften = {
  id: "polls-too-often",
  meta: {
    summary: `Asks for one task more than ${ALWAYS_ALLOWED} times, and more often than every 4 s or for more than 12 minutes`,
    cost: "Queries count against the rate limit that submits need, and each makes the service ask further on",
    advice:
      "Wait 5 s, then twice as long each time up to 30 s, give up after some minutes; or submit a callback_url",
    example: "GET /v1/tasks/ID every second, for the 21st time",
    severity: "warn",
    source: { page: "guide", at: "Production best practices" },
  },
  query: ({ at }, _client, task) => {
    const polls = task?.polls;
    if (task === undefined || polls?.areTooMany !== true) return undefined;
    const { count, firstAt } = polls;
    return {
      ...aboutTask(task),
      message: () =>
        `${task.id} was asked for ${count} times ${within(at - firstAt)}${besideGuide(at - firstAt)}; wait 5 s, then twice as long each time up to 30 s, or submit a callback_url`,
      at,
      evidence: polls.evidence,
    };
  },
} as const satisfies Habit;

function besideGuide(milliseconds: number): string {
  return milliseconds <= 0 ? "" : `, where the guide's rhythm makes ${queriesOfGuide(milliseconds)}`;
}
