import type { CallbackEvent, Numbered, RequestEvent, TaskEvent } from "../../ports/journal.js";
import type { AnswerFault } from "../../simulation/scenarios/scenario-effect.js";

/** A request of the journal. */
export type RequestEntry = RequestEvent & Numbered;

/** An attempt of a callback, as the journal has it. */
export type CallbackEntry = CallbackEvent & Numbered;

/** A step of a task, as the journal has it. */
export type TaskEntry = TaskEvent & Numbered;

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

/** Entries kept at each end: the first ones show how it began, the latest how it went on. */
const AT_EACH_END = 5;

/** Adds the number of an entry to some, of which the first and the latest five are kept. */
export function addEvidence(numbers: number[], number: number): void {
  if (number === 0 || numbers.includes(number)) return;
  numbers.push(number);
  if (numbers.length > 2 * AT_EACH_END) numbers.splice(AT_EACH_END, 1);
}
