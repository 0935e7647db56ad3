import { KitError } from "../../errors/kit-error.js";
import { refuseUnknownKeys } from "../../errors/refuse-unknown-keys.js";
import { parseDuration } from "../../simulation/duration.js";

/** Real milliseconds that a test waits for something by default. */
const STANDARD_MS = 5000;

/** How long to wait, in real time. */
export interface Wait {
  /** Real time: a duration such as `"2s"` or whole milliseconds. Default `"5s"`. */
  readonly timeout?: string | number;
}

/** @throws {KitError} `INVALID_OPTION` */
export function timeoutOf(wait: Wait): number {
  refuseUnknownKeys(wait, ["timeout"], "settings of a wait");
  const { timeout = STANDARD_MS } = wait;
  const ms = parseDuration(timeout);
  if (ms !== undefined) return ms;
  throw new KitError(
    "INVALID_OPTION",
    `timeout is a duration of real time such as "2s" or whole milliseconds, got ${timeout}`,
  );
}
