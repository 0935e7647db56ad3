import type { Habit } from "../habit.js";
import { within } from "../wording.js";

/**
 * The guide's rhythm (first wait 5 s, doubled up to 30 s) follows a task for 9 minutes with 20 queries; it has
 * tasks looked at by hand after 5.
 */
const MOST_QUERIES = 20;

/** Every query is a call to the service, and counts against its rate limit. */
export const pollsTooOften: Habit = {
  id: "polls-too-often",
  meta: {
    summary: `Asks for one task more than ${MOST_QUERIES} times`,
    cost: "Queries count against the rate limit that submits need, and each makes the service ask further on",
    advice:
      "Wait 5 s, then twice as long each time up to 30 s, give up after some minutes; or submit a callback_url",
    severity: "warn",
    source: { page: "guide", at: "Production best practices" },
  },
  query: ({ at }, _client, task) => {
    const polls = task?.polls;
    if (task === undefined || polls === undefined || polls.count <= MOST_QUERIES) return undefined;
    const { count, firstAt } = polls;
    return {
      subject: task.id,
      message: () =>
        `${task.id} was asked for ${count} times ${within(at - firstAt)}; wait 5 s, then twice as long each time up to 30 s, or submit a callback_url`,
      at,
      key: task.key,
      model: task.model,
      task: task.id,
      evidence: polls.evidence,
    };
  },
};
