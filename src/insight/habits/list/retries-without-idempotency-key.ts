import type { Habit } from "../habit.js";
import { listTally, type Tally, totalOf } from "../wording.js";

/** The key alone shows the service that a second submit is a try of the first. */
export const retriesWithoutIdempotencyKey = {
  id: "retries-without-idempotency-key",
  meta: {
    summary: "Tries a submit again after a 429 or 5xx without an Idempotency-Key, or with another one",
    cost: "After a 5xx the first may have been accepted all the same: then the same video is paid for twice",
    advice: "Make one Idempotency-Key per video that is wanted, and send it with every try",
    example: "A submit is answered 503, and the same body comes again without an Idempotency-Key",
    severity: "warn",
    source: { page: "guide", at: "Reliability patterns" },
  },
  submit: (entry, client) => {
    const failed = client.failedBefore(entry);
    if (failed === undefined || failed.isLost || !(failed.status === 429 || failed.status >= 500))
      return undefined;
    const { key, sequence, idempotencyKey } = entry;
    if (idempotencyKey !== undefined && idempotencyKey === failed.idempotencyKey) return undefined;
    const how = idempotencyKey === undefined ? "without an Idempotency-Key" : "with another Idempotency-Key";
    return {
      subject: key ?? "",
      message: (seen) => {
        const tried =
          totalOf(seen) === 1 ? `a submit was tried again after a ${failed.status} ${how}` : triedAgain(seen);
        return `${tried}; send the same Idempotency-Key with every try of one video`;
      },
      counted: String(failed.status),
      evidence: [failed.sequence, sequence],
    };
  },
} as const satisfies Habit;

function triedAgain(seen: Tally): string {
  return `submits were tried again ${totalOf(seen)} times without the same Idempotency-Key, after ${listTally(seen)}`;
}
