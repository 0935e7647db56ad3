import type { AccountChange } from "../../engine/control/change-account.js";
import { findAccount } from "../../engine/control/find-account.js";
import { LiveAccount, type LiveAccountParts } from "../../engine/control/live-account.js";
import type { LedgerEntry } from "../../simulation/ledger.js";

/** A movement of credits, in credits: what a reservation takes is negative. */
export type AccountMovement = LedgerEntry;

/** The account of an API key; every member is read at the moment it is asked for. */
export interface MockAccount extends Omit<LiveAccount, "set" | "spentToday" | "usedByModel"> {
  /**
   * Changes what is named, or nothing at all.
   *
   * @throws {KitError} `INVALID_OPTION`
   * @example
   * await mock.account("key-a").set({ balance: 10, limits: { rateLimit: "5/min" } });
   */
  set(change: AccountChange): Promise<void>;
}

/**
 * The account of an API key, or of a label.
 *
 * @throws {KitError} `INVALID_OPTION` for a key that is not accepted
 */
export function mockAccount(parts: LiveAccountParts, key: string): MockAccount {
  // A key is at least one character: no account is made for the empty text.
  const accounts = key === "" ? { find: () => undefined } : parts.accounts;
  return new LiveAccount(parts, findAccount(accounts, key));
}
