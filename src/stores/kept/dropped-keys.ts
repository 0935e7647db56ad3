import type { Change, StateKind } from "./change.js";

/** Kinds whose oldest values make room one after the other, with every new one: their keys end in a number. */
export type NumberedKind = Extract<StateKind, "journal-entry" | "ledger-entry">;

/** Keys that differ in the number at the end alone. */
export interface DroppedKeys {
  readonly kind: NumberedKind;
  /** What stands before the number. */
  readonly prefix: string;
  readonly from: number;
  readonly to: number;
}

const BETWEEN = "..";

/** The dropping of all of these keys, as one change. */
export function rangeOf({ kind, prefix, from, to }: DroppedKeys): Change {
  return [kind, from === to ? `${prefix}${to}` : `${prefix}${from}${BETWEEN}${to}`, undefined];
}

/** The key of a change, or the keys where it drops several. */
export function* keysIn(kind: StateKind, key: string): Generator<string> {
  const [, prefix = "", from, to] = isNumbered(kind) ? (/^(.*?)(\d+)\.\.(\d+)$/.exec(key) ?? []) : [];
  if (to === undefined) yield key;
  else for (let number = Number(from); number <= Number(to); number++) yield `${prefix}${number}`;
}

/** Changes of one key each. */
export function* spreadOut(changes: Iterable<Change>): Generator<Change> {
  for (const change of changes) {
    const [kind, key, value] = change;
    if (value !== undefined) yield change;
    else for (const one of keysIn(kind, key)) yield [kind, one, undefined];
  }
}

/** Whether dropped values of a kind are told as such. */
export function isNumbered(kind: StateKind): kind is NumberedKind {
  return kind === "journal-entry" || kind === "ledger-entry";
}
