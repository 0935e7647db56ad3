/** The stretch of time that a picture shows, in milliseconds since the Unix epoch. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** Milliseconds of the narrowest window. */
export const SHORTEST_MS = 20;

/** Pixels that a fitted window leaves free before its first and behind its last instant; labels stand behind. */
const ROOM = { before: 14, behind: 104 };

/** Where an instant stands, in pixels from the left edge of a picture. */
export function placeOf(at: number, { from, to }: TimeWindow, width: number): number {
  return ((at - from) / (to - from)) * width;
}

/** The instant at a place; the inverse of `placeOf`. */
export function timeAt(place: number, { from, to }: TimeWindow, width: number): number {
  return from + (place / width) * (to - from);
}

/**
 * The window that shows instants from `first` to `last` with room for their labels.
 *
 * @param width - pixels of the picture
 * @param leastMs - the least that is shown between the two
 */
export function fitted(first: number, last: number, width: number, leastMs = 1000): TimeWindow {
  const length = Math.max(last - first, leastMs, SHORTEST_MS);
  const used = Math.max(width - ROOM.before - ROOM.behind, width / 3, 1);
  const perPixel = length / used;
  const from = first - ROOM.before * perPixel;
  return { from, to: from + Math.max(width, 1) * perPixel };
}

/**
 * A window that is `factor` times as long, in which the instant `around` keeps its place.
 *
 * @param within - the longest window: nothing outside of it is shown
 */
export function zoomed(shown: TimeWindow, factor: number, around: number, within: TimeWindow): TimeWindow {
  const length = shown.to - shown.from;
  const wanted = Math.min(Math.max(length * factor, SHORTEST_MS), within.to - within.from);
  const from = around - ((around - shown.from) / length) * wanted;
  return moved({ from, to: from + wanted }, 0, within);
}

/** A window as long, `by` milliseconds later, as far as `within` goes. */
export function moved({ from, to }: TimeWindow, by: number, within: TimeWindow): TimeWindow {
  const length = Math.min(to - from, within.to - within.from);
  const start = Math.min(Math.max(from + by, within.from), within.to - length);
  return { from: start, to: start + length };
}
