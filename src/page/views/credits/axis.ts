/** Round numbers from 0 or below that a scale is labelled with, some `wanted` of them. */
export function numberTicks(least: number, most: number, wanted: number): number[] {
  const from = Math.min(0, least);
  const span = Math.max(most - from, 1e-6);
  const rough = span / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const ticks: number[] = [];
  for (let at = Math.floor(from / step); (at - 1) * step < most; at++) ticks.push(rounded(at * step));
  return ticks;
}

const rounded = (number: number) => Number(number.toPrecision(12));

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Lengths of time that people count in. */
const lengths = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14, 30, 90, 365, 3650].map((count) => count * DAY),
];

/** An instant that a time scale is labelled at, with its text. */
export interface TimeTick {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** `14:03`, `14:03:05` where seconds count, `11-30` at midnight and where days count. */
  readonly text: string;
}

/** Round instants of a span, in UTC, at most `most` of them. */
export function timeTicks(from: number, to: number, most: number): TimeTick[] {
  const step = lengths.find((length) => (to - from) / length < most) ?? DAY * 3650;
  const ticks: TimeTick[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    const text = new Date(at).toISOString();
    const day = step >= 365 * DAY ? text.slice(0, 4) : text.slice(5, 10);
    const time = step < MINUTE ? text.slice(11, 19) : text.slice(11, 16);
    ticks.push({ at, text: at % DAY === 0 ? day : time });
  }
  return ticks;
}
