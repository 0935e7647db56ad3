import type { Habit } from "../habit.js";

/** The outcome of a submit whose answer is lost is unknown: its task may live and cost. */
export const submitsAgainAfterLostAnswer = {
  id: "submits-again-after-lost-answer",
  meta: {
    summary: "Submits a body again, without the same Idempotency-Key, after the answer to it was lost",
    cost: "The first submit may have been accepted: the same video is paid for twice",
    advice: "Send an Idempotency-Key with every submit, and the same one when the answer was lost",
    example:
      "The connection breaks before a submit is answered, and the same body comes again without an Idempotency-Key",
    severity: "error",
    source: { page: "guide", at: "Reliability patterns" },
  },
  submit: (entry, client) => {
    const lost = client.failedBefore(entry);
    if (lost?.isLost !== true || isSameKey(entry.idempotencyKey, lost.idempotencyKey)) return undefined;
    const { sequence, idempotencyKey } = entry;
    const how = idempotencyKey === undefined ? "without an Idempotency-Key" : "with another Idempotency-Key";
    const what =
      lost.task === undefined
        ? "what came of the first is unknown"
        : `${lost.task} had been accepted, so ${entry.reserved === undefined ? "it could have been" : "it is"} paid for twice`;
    return {
      subject: String(sequence),
      message: `a body whose answer was lost was submitted again ${how}: ${what}; send the same Idempotency-Key again`,
      evidence: [lost.sequence, sequence],
    };
  },
} as const satisfies Habit;

function isSameKey(key: string | undefined, earlier: string | undefined): boolean {
  return key !== undefined && key === earlier;
}
