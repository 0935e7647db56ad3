import type { Instant } from "./instant.js";

/** A receiver has this long to answer (model pages, `callback_url`). */
export const CALLBACK_TIMEOUT_MS = 10_000;

/** Waits after the first, second and third failure; after a fourth the delivery is given up. */
const RETRY_AFTER_MS: readonly number[] = [1000, 2000, 4000];

/** Milliseconds from the end of a failed attempt to the next one; `undefined` after the last. */
export function waitAfter(attempt: number): number | undefined {
  return RETRY_AFTER_MS[attempt - 1];
}

/** Outcome of one attempt. */
export type AttemptOutcome =
  | { readonly kind: "answered"; readonly status: number }
  | { readonly kind: "silent" }
  | { readonly kind: "failed"; readonly reason: string };

/** Whether a delivery is done with this outcome: only 2xx counts, redirects are not followed. */
export function isDelivered(outcome: AttemptOutcome): boolean {
  return outcome.kind === "answered" && outcome.status >= 200 && outcome.status < 300;
}

/**
 * When the next attempt is due.
 *
 * @param attempts - attempts made so far, from 1
 * @param due - instant the last one was due
 * @param endedAt - instant it was answered or failed; a silent one ends at `due` + 10 s
 * @returns `undefined` when the delivery is given up
 */
export function nextAttemptAt(
  attempts: number,
  due: Instant,
  outcome: AttemptOutcome,
  endedAt: Instant,
): Instant | undefined {
  const wait = waitAfter(attempts);
  if (wait === undefined) return undefined;
  return (outcome.kind === "silent" ? due + CALLBACK_TIMEOUT_MS : endedAt) + wait;
}
