import { CALLBACK_TIMEOUT_MS } from "../../../simulation/callback-schedule.js";
import type { Habit } from "../habit.js";
import { totalOf } from "../wording.js";

const MOST_SECONDS = CALLBACK_TIMEOUT_MS / 1000;

/** Work belongs behind the answer. */
export const slowReceiver = {
  id: "slow-receiver",
  meta: {
    summary: `Has a callback receiver that does not answer within ${MOST_SECONDS} s`,
    cost: "The attempt counts as failed: the callback comes again, and is given up after four",
    advice: "Answer 2xx first, do the work afterwards, and treat a repeated callback as one",
    example: "The receiver stores the video first and answers after 14 s",
    severity: "warn",
    source: {
      page: "wan2.7-text-to-video",
      at: "/components/schemas/Wan27TextToVideoRequest/properties/callback_url/description",
    },
  },
  callback: ({ key, task, status, seconds, attempt, sequence }) =>
    attempt === 0 || status !== undefined || seconds === undefined || seconds < MOST_SECONDS
      ? undefined
      : {
          subject: key ?? "",
          message: (seen) => {
            const total = totalOf(seen);
            const which = total === 1 ? "attempt" : `${total} attempts, most recently to attempt`;
            return `the receiver gave no answer within ${MOST_SECONDS} s to ${which} ${attempt} for ${task}; answer 2xx first and do the work afterwards`;
          },
          counted: "no answer",
          evidence: [sequence],
        },
} as const satisfies Habit;
