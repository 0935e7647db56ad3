import { aboutTask, type Habit } from "../habit.js";
import { times } from "../wording.js";

/** Looks that are put up with: another process of the same key, or a person, may want to see the end too. */
const FURTHER_LOOKS = 2;

/** From here on after a failure the client has not understood that there is one: it may never stop. */
const MANY = 10;

/** A task that has ended stays as it is. */
export const pollsAfterEnd = {
  id: "polls-after-end",
  meta: {
    summary: `Queries a task more than twice after its end was reported; an error from the ${MANY}th query after a failure`,
    cost: "The answer is the same for ever; a client that does not see a failure never stops",
    advice: 'Stop at "completed" and at "failed" alike',
    example: "GET /v1/tasks/ID answers failed, and the loop goes on asking every 5 s",
    severity: "warn",
    source: { page: "guide", at: "Production best practices" },
  },
  query: ({ at, sequence }, _client, task) => {
    const end = task?.polls?.end;
    if (task === undefined || end === undefined || end.after <= FURTHER_LOOKS) return undefined;
    const { after } = end;
    return {
      ...aboutTask(task),
      message: () =>
        `${task.id} was asked for ${times(after)} more after the client was told that it is ${end.status}; stop at "completed" and at "failed"`,
      at,
      evidence: [end.sequence, sequence],
      ...(end.status === "failed" && end.after >= MANY ? { severity: "error" as const } : {}),
    };
  },
} as const satisfies Habit;
