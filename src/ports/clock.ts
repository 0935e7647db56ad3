import type { Instant } from "../simulation/instant.js";

/** The one clock under everything an instance does. Follows real time, or stands still where it was frozen. */
export interface Clock {
  /** Milliseconds since the Unix epoch, whole; never runs backwards. */
  now(): Instant;
  readonly mode: "running" | "frozen";
}
