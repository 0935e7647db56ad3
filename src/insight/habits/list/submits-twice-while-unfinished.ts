import type { Habit } from "../habit.js";

/** The same twice at once is a slip more often than a wish. */
export const submitsTwiceWhileUnfinished = {
  id: "submits-twice-while-unfinished",
  meta: {
    summary:
      "Submits a body that equals one whose task is unfinished, and no Idempotency-Keys tell the two apart",
    cost: "A second click or a retry storm pays for the same video twice",
    advice:
      "Look for a live task with the same body first; give each of two intended tasks its own Idempotency-Key",
    example: "A double click submits the same body twice within a second",
    severity: "warn",
    source: { page: "guide", at: "Production best practices" },
  },
  submit: (entry, client) => {
    if (entry.reserved === undefined || entry.replayed === true) return undefined;
    const twin = client.twinOf(entry);
    // After a lost answer another habit speaks.
    if (twin === undefined || twin.answerLost) return undefined;
    const { task, sequence, idempotencyKey } = entry;
    if (idempotencyKey !== undefined && twin.idempotencyKey !== undefined) return undefined;
    return {
      subject: task ?? String(sequence),
      message: `${task ?? "a task"} has the same body as ${twin.id}, which is unfinished: paid for twice; look for a live task first, or tell the two apart with an Idempotency-Key each`,
      evidence: [twin.submittedBy, sequence],
    };
  },
} as const satisfies Habit;
