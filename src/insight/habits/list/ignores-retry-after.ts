import type { ClientHistory } from "../client-history.js";
import type { RequestEntry } from "../entries.js";
import type { Habit, Sighting } from "../habit.js";
import { seconds, times, totalOf } from "../wording.js";

/** An answer that says how long to wait means it. */
export const ignoresRetryAfter = {
  id: "ignores-retry-after",
  meta: {
    summary: "Sends the same call again before the time in Retry-After is over; 30 s are always enough",
    cost: "The call is refused again, and a service under load is kept there",
    advice: "Wait as many seconds as Retry-After says before the next call of that key",
    example: "A submit is answered 429 with Retry-After: 5, and comes again after 1 s",
    severity: "warn",
    source: { page: "guide", at: "9. Error handling and common status codes" },
  },
  submit: tooEarly,
  query: tooEarly,
} as const satisfies Habit;

function tooEarly(entry: RequestEntry, client: ClientHistory): Sighting | undefined {
  const wait = client.unkeptBy(entry);
  if (wait === undefined) return undefined;
  const { at, key, route, sequence } = entry;
  const after = at === wait.at ? "at the same instant as" : `${seconds(at - wait.at)} after`;
  return {
    subject: `${key ?? ""} ${route}`,
    message: (seen) => {
      const total = totalOf(seen);
      const often = total === 1 ? "" : `too early ${times(total)}, most recently `;
      return `a ${route} came ${often}${after} a ${wait.status} that said Retry-After: ${wait.seconds}; wait that long before the next ${route} of the key`;
    },
    counted: String(wait.status),
    evidence: [wait.sequence, sequence],
  };
}
