import type { Instant } from "../simulation/instant.js";

/** The one clock under everything an instance does. Follows real time, or stands still where it was frozen. */
export interface Clock {
  /** Milliseconds since the Unix epoch, whole; never runs backwards. */
  now(): Instant;
  readonly mode: "running" | "frozen";
}

/** Virtual time: `"90s"`, `"2m"`, `"24h"`, `"1d"`, or whole milliseconds. */
export type Duration = string | number;

/** A clock whose time can be stopped and moved forward. Each call returns the instant reached. */
export interface MovableClock extends Clock {
  /** @throws {KitError} `CLOCK_BACKWARDS` for a negative duration, `INVALID_OPTION` for what is none */
  advance(duration: Duration): Instant;
  /** @throws {KitError} `CLOCK_BACKWARDS` for an earlier instant, `INVALID_OPTION` for what is none */
  set(instant: Instant): Instant;
  freeze(): Instant;
  resume(): Instant;
  /** Back to where it would be had nobody touched it. */
  reset(): Instant;
}
