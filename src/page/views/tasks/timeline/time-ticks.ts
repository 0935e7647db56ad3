import type { TimeWindow } from "./time-window.js";

/** A line of the scale. */
export interface Tick {
  readonly at: number;
  /** How long after the submit: `+1.5 s`, `+2 min`, `+24 h`. */
  readonly label: string;
}

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000];

/** Distances of ticks, in milliseconds. */
const STEPS: readonly number[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((days) => days * DAY),
];

/** Pixels between two ticks at the least: a label and some room. */
const LEAST_PX = 68;

/**
 * The ticks of a scale that counts from `origin`.
 *
 * @param width - pixels of the window
 */
export function ticksOf(shown: TimeWindow, origin: number, width: number): readonly Tick[] {
  const length = shown.to - shown.from;
  const least = (LEAST_PX / Math.max(width, 1)) * length;
  const step = STEPS.find((one) => one >= least) ?? Math.ceil(least / (1000 * DAY)) * 1000 * DAY;
  const first = Math.ceil((shown.from - origin) / step);
  const last = Math.floor((shown.to - origin) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => {
    const offset = (first + at) * step;
    return { at: origin + offset, label: offsetText(offset, step) };
  });
}

/**
 * An offset from the submit, as exact as ticks of a distance need it.
 *
 * @param step - milliseconds; digits below it are left out
 */
export function offsetText(offset: number, step = 1): string {
  const sign = offset < 0 ? "−" : "+";
  const length = Math.round(Math.abs(offset) / step) * step;
  if (length === 0) return "0";
  if (length < SECOND) return `${sign}${length} ms`;
  if (length < MINUTE) return `${sign}${secondsText(length, step)}`;
  const units: readonly (readonly [unit: number, text: string])[] = [
    [Math.floor(length / DAY), "d"],
    [Math.floor((length % DAY) / HOUR), "h"],
    [Math.floor((length % HOUR) / MINUTE), "min"],
  ];
  const parts = units.filter(([count]) => count > 0).map(([count, name]) => `${count} ${name}`);
  const rest = length % MINUTE;
  if (rest > 0) parts.push(secondsText(rest, step));
  return sign + parts.join(" ");
}

function secondsText(milliseconds: number, step: number): string {
  const digits = step >= SECOND ? 0 : step >= 100 ? 1 : step >= 10 ? 2 : 3;
  return `${(milliseconds / SECOND).toFixed(digits)} s`;
}
