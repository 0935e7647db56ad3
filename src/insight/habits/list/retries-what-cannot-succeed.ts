import type { Habit } from "../habit.js";
import { listTally } from "../wording.js";

/** Refusals that the client has to change something about first; the vendor's own clients never try these again. */
const causes: Readonly<Record<number, string>> = {
  400: "change the body",
  402: "top up the account",
  403: "have the model granted to the key",
};

/** A refusal that says what is wrong stays one. */
export const retriesWhatCannotSucceed = {
  id: "retries-what-cannot-succeed",
  meta: {
    summary: "Submits a body again that was refused with 400, 402 or 403, with nothing changed",
    cost: "The answer is the same, and a queue behind it waits for nothing",
    advice: "Report the refusal so that body, balance or grants get changed; retry only 429 and 5xx",
    example: "A submit is answered 402 insufficient_quota, and the same body comes again 2 s later",
    severity: "warn",
    source: { page: "guide", at: "9. Error handling and common status codes" },
  },
  submit: (entry, client) => {
    const failed = client.failedBefore(entry);
    // Where the same is not refused again, somebody has seen to it, or a scenario was used up.
    if (failed === undefined || failed.isLost || entry.status !== failed.status) return undefined;
    const change = causes[failed.status];
    if (change === undefined) return undefined;
    const { key, sequence } = entry;
    return {
      subject: `${key ?? ""} ${failed.status}`,
      message: (seen) =>
        `a body that was refused with ${listTally(seen)} was submitted again as it was; ${change} first`,
      counted: failed.code === undefined ? String(failed.status) : `${failed.status} ${failed.code}`,
      evidence: [failed.sequence, sequence],
    };
  },
} as const satisfies Habit;
