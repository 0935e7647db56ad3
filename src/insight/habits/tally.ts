import { times } from "./wording.js";

/** Labels that are counted apart; further ones are counted together. */
const MOST_LABELS = 20;

/** How often each of some things was seen: answers by their code. */
export type Tally = ReadonlyMap<string, number>;

/** Counts one more. */
export function count(tally: Map<string, number>, label: string): void {
  const known = tally.has(label) || tally.size < MOST_LABELS ? label : "others";
  tally.set(known, (tally.get(known) ?? 0) + 1);
}

/** How many were counted. */
export function totalOf(tally: Tally): number {
  return [...tally.values()].reduce((sum, one) => sum + one, 0);
}

/** `429 (3 times), 503 (2 times) and 502`, the first seen first. */
export function listTally(tally: Tally): string {
  const parts = [...tally].map(([label, one]) => (one === 1 ? label : `${label} (${times(one)})`));
  const last = parts.pop() ?? "";
  return parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
}
