import type { RefusedCalls } from "../client-history.js";
import type { Habit } from "../habit.js";

/** A key that is refused stays refused, whatever is asked with it. */
export const goesOnWithRefusedKey = {
  id: "goes-on-with-refused-key",
  meta: {
    summary: "Makes a call that was refused with 401 twice more with the same key",
    cost: "Nothing that is asked with the key is answered, and a loop of such calls may never end",
    advice: "Stop at a 401, report that the key needs renewal, and continue with another key",
    example: "GET /v1/tasks/ID answers 401, and the loop asks twice more with the same key",
    severity: "warn",
    source: { page: "guide", at: "9. Error handling and common status codes" },
  },
  unauthorized: ({ at, key, path, route, sequence }, { refused }) => {
    if (refused === undefined || (refused.again.get(path) ?? 0) < 2) return undefined;
    return {
      subject: key ?? "",
      message: () =>
        `a key that was refused with 401 was used ${callsIn(refused)} times more, most recently for a call of the operation ${route}; stop at a 401 and go on with another key`,
      at,
      key,
      evidence: [refused.firstBy, sequence],
    };
  },
} as const satisfies Habit;

function callsIn({ again }: RefusedCalls): number {
  return [...again.values()].reduce((sum, calls) => sum + calls, 0);
}
