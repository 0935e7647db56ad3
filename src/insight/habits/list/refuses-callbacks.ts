import { CALLBACK_TIMEOUT_MS } from "../../../simulation/callback-schedule.js";
import type { Habit } from "../habit.js";
import { listTally, totalOf } from "../wording.js";

const MOST_SECONDS = CALLBACK_TIMEOUT_MS / 1000;

/** Nothing but 2xx counts as received. */
export const refusesCallbacks = {
  id: "refuses-callbacks",
  meta: {
    summary: "Has a callback receiver that answers other than 2xx, or that cannot be reached",
    cost: "The callback is sent again after 1, 2 and 4 s, then never again",
    advice: "Answer 2xx to every callback, also to a repeated one and to one that names an unknown task",
    example: "The receiver answers 500 to the callback of a completed task",
    severity: "warn",
    source: {
      page: "wan2.7-text-to-video",
      at: "/components/schemas/Wan27TextToVideoRequest/properties/callback_url/description",
    },
  },
  callback: ({ key, task, status, seconds, attempt, error, state, sequence }) => {
    if (attempt === 0 || state === "delivered") return undefined;
    if (status === undefined && (seconds ?? 0) >= MOST_SECONDS) return undefined;
    return {
      subject: key ?? "",
      message: (seen) =>
        `the receiver ${listTally(seen)}${totalOf(seen) === 1 ? "" : ", most recently"} at attempt ${attempt} for ${task}${state === "given-up" ? ", the last one" : ""}; answer 2xx to every callback`,
      counted: status === undefined ? `could not be reached (${error ?? "no answer"})` : `answered ${status}`,
      evidence: [sequence],
    };
  },
} as const satisfies Habit;
