import type { Instant } from "../simulation/instant.js";

/** Values that one submit draws from the seed. */
export interface Draw {
  /** `task-unified-<unix seconds>-<8 of a-z0-9>` */
  readonly taskId: string;
  /** From 0 (inclusive) to 1. */
  readonly jitter: number;
}

/** The source of all chance of an instance. */
export interface IdSource {
  /** The seed of the instance. */
  readonly seed: number;
  /**
   * Draws for the next submit of an account; accounts do not disturb each other.
   *
   * @param attempt - counts up from 0 while an id turns out to be taken
   */
  draw(account: string, submit: number, now: Instant, attempt: number): Draw;
  /** The id of the next file that is uploaded. */
  fileId(): string;
  /** The `x-request-id` of the next answer. */
  requestId(): string;
}
