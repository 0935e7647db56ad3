import type { AnswerFault } from "../../simulation/scenarios/scenario-effect.js";
import type { RequestEntry } from "./entries.js";

/** Faults under which nobody can read the answer; a slow one arrives in the end. */
const lost: Readonly<Record<AnswerFault, boolean>> = {
  reset: true,
  hang: true,
  "truncated-body": true,
  "malformed-json": true,
  "slow-body": false,
};

/** Whether a scenario kept an answer from being read. */
export function isAnswerLost({ fault }: Pick<RequestEntry, "fault">): boolean {
  return fault !== undefined && lost[fault];
}

/** Whether whoever sent a request could have known an earlier entry: it was not under way beside it. */
export function couldKnow(entry: Pick<RequestEntry, "arrivedAfter">, sequence: number): boolean {
  return entry.arrivedAfter >= sequence;
}
