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

/** What an account has and may do at one moment. */
export interface AccountState {
  readonly grants: Grants;
  readonly limits: Limits;
  readonly ledger: LedgerState;
}

/** What is set of an account; members that are absent stay. */
export interface AccountSettings {
  readonly grants?: Grants;
  /** A rate that is new counts from now on. */
  readonly limits?: Limits;
  /** Micro-credits free to be spent; `null` for unlimited. */
  readonly balance?: MicroCredits | null;
}

/** A call that came: 0 when it passed its rate, else the milliseconds until one can. */
export interface Arrival {
  readonly waitMs: number;
  readonly grants: Grants;
}

/** A task that asks to live and for credits to be held. */
export interface NewTask extends About {
  readonly amount: MicroCredits;
  /** When it ends by itself, if that is known. */
  readonly endsAt: Instant | undefined;
  /** Most that the tasks submitted on the day of `at` (UTC) may cost together. */
  readonly dailyLimit: MicroCredits | undefined;
}

/**
 * Whether a task lives and its credits are held; if not, nothing is changed: too many live, with the milliseconds until
 * there is room as far as known; credits are short; or the daily limit would be broken by what was spent that day.
 */
export type Admission =
  | "admitted"
  | "no credits"
  | { readonly waitMs: number }
  | { readonly spentToday: MicroCredits };

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

/** Some accounts, and where the following ones start. */
export interface AccountPage {
  readonly items: readonly Account[];
  /** The `after` of the following page; `undefined` on the last one. */
  readonly next: string | undefined;
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
  /**
   * The account that a key or a label belongs to; `undefined` for an unknown label. To look at one that nobody has used
   * does not make it.
   */
  find(keyOrLabel: string): Account | undefined;
  /** How the account of a key is shown, accepted or not; a label is its own. Makes no account. */
  labelFor(keyOrLabel: string): string;
  /**
   * Accounts that are kept, the first seen first. Looking at them is no use of them.
   *
   * @param page.after - id of the last account of the page before; from the first when absent. No accounts for an id
   * that is unknown
   * @param page.limit - most accounts of this page
   */
  page(page: { after?: string; limit: number }): AccountPage | Promise<AccountPage>;
  /** Number of this submit among the account's, from 0. */
  nextSubmit(account: Account): number | Promise<number>;
  read(account: Account): AccountState | Promise<AccountState>;
  /** Movements of credits, oldest first, as many as are kept. */
  entries(account: Account): readonly LedgerEntry[] | Promise<readonly LedgerEntry[]>;
  /** Sets what is named, in one step. */
  change(account: Account, settings: AccountSettings, at: Instant): void | Promise<void>;
  /** Counts a call against its rate. */
  arrive(account: Account, kind: "submits" | "queries", now: Instant): Arrival | Promise<Arrival>;
  /** Has a task live and its credits held, or neither. */
  admit(account: Account, task: NewTask): Admission | Promise<Admission>;
  /** Cost of the tasks that were submitted on the day of `now` (UTC). */
  spentToday(account: Account, now: Instant): MicroCredits | Promise<MicroCredits>;
  /**
   * Ends tasks, in one round trip: each leaves those that live, and its reservation goes. A completed one is charged
   * what it cost, of any other the reservation is given back.
   */
  settle(endings: readonly Ending[], now: Instant): void | Promise<void>;
  /**
   * Puts every account back to where it started: credits, grants, limits, number of submits. Credits of live
   * tasks stay held.
   */
  reset(): void | Promise<void>;
}

/** Accounts of this process: what they have can be read without waiting. */
export interface LocalAccounts extends Accounts {
  read(account: Account): AccountState;
  entries(account: Account): readonly LedgerEntry[];
  page(page: { after?: string; limit: number }): AccountPage;
}
