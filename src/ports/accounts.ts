import type { Policy } from "../contract/policy.js";
import type { Instant } from "../simulation/instant.js";
import type { LedgerEntry, LedgerState } from "../simulation/ledger.js";
import type { MicroCredits } from "../simulation/pricing.js";
import type { RateLimit } from "../simulation/rate-limit.js";

/** Who an API key belongs to. The key itself is not kept. */
export interface Account {
  /** Stable across restarts: made from the key by a hash. */
  readonly id: string;
  /** As people see it: `key_` and 8 hex digits. */
  readonly label: string;
}

/** How people see the account of that id. */
export function labelOf(id: string): string {
  return `key_${id.slice(0, 8)}`;
}

/** Whether a text is how an account is shown, and so no key. */
export function isLabel(text: string): boolean {
  return /^key_[0-9a-f]{8}$/.test(text);
}

/** Permissions of an account. */
export interface Grants {
  /** Models it may use; all when absent. */
  readonly models?: readonly string[];
  /** `usage.user_group` of its answers. */
  readonly userGroup: string;
  /** House rules of this account; those of the instance when absent. */
  readonly policy?: Policy;
}

/** How much an account may ask for; what is absent is unlimited. */
export interface Limits {
  readonly submits?: RateLimit;
  readonly queries?: RateLimit;
  /** Most tasks that live at once. */
  readonly concurrency?: number;
}

/** Instant, task and model of a movement of credits. */
export interface About {
  readonly at: number;
  readonly task: string;
  readonly model: string;
}

/** The state that an account starts with. */
export interface AccountStart {
  /** Micro-credits; unlimited when absent. */
  readonly balance?: MicroCredits;
  readonly limits: Limits;
  readonly grants: Grants;
}

/** Whether credits are held, and why not. */
export type ReserveOutcome = "held" | "no credits" | { readonly spentToday: MicroCredits };

/** A task whose reservation goes. */
export interface Ending {
  /** Account id. */
  readonly account: string;
  readonly task: string;
  readonly model: string;
  readonly reserved: MicroCredits;
  /** Instant of the submit, when the credits were reserved. */
  readonly submittedAt: Instant;
  /** Micro-credits that it cost; `undefined` for one that did not complete. */
  readonly cost: MicroCredits | undefined;
}

/** How many accounts are kept. */
export interface AccountBounds {
  /** Idle accounts kept: those without a live task that nobody configured. */
  readonly most: number;
  /** All accounts at hand, idle or not. */
  readonly kept: number;
  /** Ledger entries kept at the most, of all accounts together. */
  readonly mostEntries: number;
  readonly entries: number;
}

/**
 * Accounts by API key, with their credits. Each call is one atomic step.
 *
 * Of idle accounts (no live task, nothing configured) a bounded number is kept: those that never had a credit moved go
 * first, then those unused for longest. One that went starts anew when its key is seen again.
 */
export interface Accounts {
  readonly bounds: AccountBounds;
  /** The account of a key, or `undefined` when a list of accepted keys is set and this is not on it. */
  of(key: string): Account | undefined;
  /** The account that a key or a label belongs to, made when a key is new; `undefined` for an unknown label. */
  find(keyOrLabel: string): Account | undefined;
  /** How the account of a key is shown, accepted or not; a label is its own. Makes no account. */
  labelFor(keyOrLabel: string): string;
  /** Number of this submit among the account's, from 0. */
  nextSubmit(account: Account): number | Promise<number>;
  grants(account: Account): Grants;
  setGrants(account: Account, grants: Grants): void;
  limits(account: Account): Limits;
  /** Sets the limits; a rate that is new counts from now on. */
  setLimits(account: Account, limits: Limits): void | Promise<void>;
  /**
   * Counts a call against its rate.
   *
   * @returns 0 when it passed, else the milliseconds until one can
   */
  claimCall(account: Account, kind: "submits" | "queries", now: Instant): number | Promise<number>;
  /**
   * Counts a task among those that live.
   *
   * @param about.endsAt - when it ends by itself, if that is known
   * @returns 0 when there was room, else the milliseconds until there is, as far as known
   */
  enter(
    account: Account,
    task: string,
    about: { readonly now: Instant; readonly endsAt: Instant | undefined },
  ): number | Promise<number>;
  /** Takes a task from those that live that never held credits; one that is not among them is passed over. */
  leave(account: string, task: string): void | Promise<void>;
  /**
   * Holds credits.
   *
   * @param dailyLimit - most that the tasks submitted on the day of `about.at` (UTC) may cost together
   * @returns what it says, and nothing is changed unless they are held; what was spent that day when they
   * break the daily limit
   */
  reserve(
    account: Account,
    amount: MicroCredits,
    about: About,
    dailyLimit?: MicroCredits,
  ): ReserveOutcome | Promise<ReserveOutcome>;
  /** Cost of the tasks that were submitted on the day of `now` (UTC). */
  spentToday(account: Account, now: Instant): MicroCredits | Promise<MicroCredits>;
  /**
   * Ends tasks, in one round trip: each leaves those that live, and its reservation goes. A completed one is charged
   * what it cost, of any other the reservation is given back.
   */
  settle(endings: readonly Ending[], now: Instant): void | Promise<void>;
  /** Sets what is free to be spent; `undefined` makes it unlimited. */
  setBalance(account: Account, balance: MicroCredits | undefined, at: number): void | Promise<void>;
  /**
   * Puts every account back to where it started: credits, grants, limits, number of submits. Credits of live
   * tasks stay held.
   */
  reset(): void | Promise<void>;
  ledger(account: Account): { readonly state: LedgerState; readonly entries: readonly LedgerEntry[] };
}
