/** `12 s`, `0.5 s`, `3 min`, `25 h`: virtual time as a sentence names it. */
export function seconds(milliseconds: number): string {
  if (milliseconds < 120_000) return `${Number((milliseconds / 1000).toFixed(1))} s`;
  if (milliseconds < 7_200_000) return `${Math.round(milliseconds / 60_000)} min`;
  return `${Math.round(milliseconds / 3_600_000)} h`;
}

/** `within 12 s`, or `at one instant`. */
export function within(milliseconds: number): string {
  return milliseconds <= 0 ? "at one instant" : `within ${seconds(milliseconds)}`;
}

/** `once`, `3 times`. */
export function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

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
