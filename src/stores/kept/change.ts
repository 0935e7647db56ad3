/** The kinds of values that the state of a mock consists of, in the order in which they are read back. */
export const stateKinds = [
  "clock",
  "account",
  "rate-call",
  "ledger-entry",
  "live-task",
  "task",
  "task-course",
  "gone-task",
  "idempotency-key",
  "due-work",
  "delivery",
  "queued-scenario",
  "note",
  "upload",
  "journal-entry",
] as const;
export type StateKind = (typeof stateKinds)[number];

/** What is now under a key; `undefined` where there is nothing any more. Values are plain JSON. */
export type Change = readonly [kind: StateKind, key: string, value: unknown];
