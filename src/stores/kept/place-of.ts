import type { StateKind } from "./change.js";

/**
 * The place of a value among those of its kind, where they are kept without an order: they have to be put back in it.
 *
 * @param key - as the store names the value
 */
export function placeOf(kind: StateKind, key: string, value: unknown): number {
  const { number, seen } = Object(value) as Readonly<Record<string, number | undefined>>;
  switch (kind) {
    case "task":
    case "idempotency-key":
    case "upload":
      return number ?? 0;
    case "account":
      return seen ?? 0;
    case "rate-call":
    case "ledger-entry":
      return Number(key.slice(key.lastIndexOf("/") + 1));
    case "due-work":
    case "delivery":
    case "queued-scenario":
    case "journal-entry":
    case "gone-task":
      // The counts `made` and `forgotten` come first.
      return Number(key) || 0;
    case "task-course":
    case "clock":
    case "live-task":
    case "note":
      return 0;
  }
}
