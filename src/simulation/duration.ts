const UNITS = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
} as const;

/** A duration as it is written: `90s`, `1.5s`, `24h`. */
export type DurationText = `${number}${keyof typeof UNITS}`;

/** Whole milliseconds as the shortest duration that says them exactly: `3s`, `1500ms`, `24h`. */
export function durationText(ms: number): DurationText {
  const units = Object.entries(UNITS) as [keyof typeof UNITS, number][];
  const [unit, size] = units.findLast(([, one]) => ms >= one && ms % one === 0) ?? (["ms", 1] as const);
  return `${ms / size}${unit}`;
}

/** A hundred years: longer is a slip of the pen, and sums with it would lose milliseconds. */
const LONGEST = 36_525 * 86_400_000;

/**
 * Reads virtual time: `"90s"`, `"2m"`, `"24h"`, `"1d"`, `"500ms"`, `"1.5s"`, or whole milliseconds as a number.
 *
 * @returns whole milliseconds, or `undefined` when the text is no such duration
 */
export function parseDuration(duration: string | number): number | undefined {
  if (typeof duration === "number") {
    return Number.isSafeInteger(duration) && duration >= 0 && duration <= LONGEST ? duration : undefined;
  }
  const parts = /^(\d{1,12}(?:\.\d{1,3})?)(ms|s|m|h|d)$/.exec(duration);
  if (parts === null) return undefined;
  const ms = Math.round(Number(parts[1]) * UNITS[parts[2] as keyof typeof UNITS]);
  return ms <= LONGEST ? ms : undefined;
}
