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
