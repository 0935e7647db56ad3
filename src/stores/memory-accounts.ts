import { createHash } from "node:crypto";
import {
  type About,
  type Account,
  type Accounts,
  type Grants,
  isLabel,
  type Limits,
  labelOf,
} from "../ports/accounts.js";
import type { Instant } from "../simulation/instant.js";
import {
  emptyLedger,
  grantTo,
  type LedgerEntry,
  type LedgerState,
  type LedgerStep,
  refund,
  reserve,
  settle,
} from "../simulation/ledger.js";
import type { MicroCredits } from "../simulation/pricing.js";
import { RateWindow } from "../simulation/rate-limit.js";

/** Ledger entries kept per account; the sums hold for all of them. */
const MOST_ENTRIES = 10_000;

/** Wait that is told while no live task ends by itself: how often the vendor advises to poll a video. */
const UNKNOWN_WAIT_MS = 10_000;

/** Keys whose hash is remembered. */
const MOST_REMEMBERED = 10_000;

interface Kept extends Account {
  submits: number;
  grants: Grants;
  state: LedgerState;
  readonly entries: LedgerEntry[];
  limits: Limits;
  windows: { submits?: RateWindow | undefined; queries?: RateWindow | undefined };
  /** When each live task ends by itself, if that is known. */
  readonly live: Map<string, Instant | undefined>;
}

const defaultGrants: Grants = { userGroup: "default" };

/** Accounts in this process, made when their key is first seen. Keys are kept as hashes only. */
export class MemoryAccounts implements Accounts {
  readonly #accepted: ReadonlySet<string> | undefined;
  readonly #balance: MicroCredits | undefined;
  readonly #limits: Limits;
  /** Saves a hash per request. */
  readonly #idByKey = new Map<string, string>();
  readonly #byId = new Map<string, Kept>();
  readonly #byLabel = new Map<string, Kept>();

  /**
   * @param options.keys - the only keys that are accepted; any is when the list is empty. `sk-mock-...` always is
   * @param options.balance - what each account starts with, in micro-credits; unlimited when absent
   * @param options.limits - of each account, until it is given its own
   */
  constructor(options: { keys?: readonly string[]; balance?: MicroCredits; limits?: Limits } = {}) {
    const keys = options.keys ?? [];
    this.#accepted = keys.length === 0 ? undefined : new Set(keys.map(idOf));
    this.#balance = options.balance;
    this.#limits = options.limits ?? {};
  }

  of(key: string): Account | undefined {
    const id = this.#idOf(key);
    const known = this.#byId.get(id);
    if (known !== undefined) return known;
    if (this.#accepted !== undefined && !this.#accepted.has(id) && !key.startsWith("sk-mock-"))
      return undefined;
    const kept: Kept = {
      id,
      label: labelOf(id),
      submits: 0,
      grants: defaultGrants,
      state: this.#initialState(),
      entries: [],
      limits: this.#limits,
      windows: {},
      live: new Map(),
    };
    this.#byId.set(id, kept);
    this.#byLabel.set(kept.label, kept);
    return kept;
  }

  find(keyOrLabel: string): Account | undefined {
    return isLabel(keyOrLabel) ? this.#byLabel.get(keyOrLabel) : this.of(keyOrLabel);
  }

  nextSubmit(account: Account): number {
    return this.#kept(account.id).submits++;
  }

  grants(account: Account): Grants {
    return this.#kept(account.id).grants;
  }

  setGrants(account: Account, grants: Grants): void {
    this.#kept(account.id).grants = grants;
  }

  limits(account: Account): Limits {
    return this.#kept(account.id).limits;
  }

  setLimits(account: Account, limits: Limits): void {
    this.#kept(account.id).limits = limits;
  }

  claimCall(account: Account, kind: "submits" | "queries", now: Instant): number {
    const { limits, windows } = this.#kept(account.id);
    const limit = limits[kind];
    if (limit === undefined) {
      windows[kind] = undefined;
      return 0;
    }
    const kept = windows[kind];
    const window = kept?.limit === limit ? kept : new RateWindow(limit);
    windows[kind] = window;
    return window.claim(now);
  }

  enter(account: Account, task: string, about: { now: Instant; endsAt: Instant | undefined }): number {
    const { limits, live } = this.#kept(account.id);
    if (limits.concurrency === undefined || live.size < limits.concurrency) {
      live.set(task, about.endsAt);
      return 0;
    }
    const ends = [...live.values()]
      .filter((at) => at !== undefined && at > about.now)
      .sort((a, b) => Number(a) - Number(b));
    // As many must end as are above the limit; it may have been lowered.
    const end = ends[live.size - limits.concurrency];
    return end === undefined ? UNKNOWN_WAIT_MS : end - about.now;
  }

  leave(account: string, task: string): void {
    this.#kept(account).live.delete(task);
  }

  live(account: Account): number {
    return this.#kept(account.id).live.size;
  }

  reserve(account: Account, amount: MicroCredits, about: About): boolean {
    const kept = this.#kept(account.id);
    return this.#take(kept, reserve(kept.state, amount, about));
  }

  settle(account: string, reserved: MicroCredits, actual: MicroCredits, about: About): void {
    const kept = this.#kept(account);
    this.#take(kept, settle(kept.state, reserved, actual, about));
  }

  refund(account: string, reserved: MicroCredits, about: About): void {
    const kept = this.#kept(account);
    this.#take(kept, refund(kept.state, reserved, about));
  }

  setBalance(account: Account, balance: MicroCredits | undefined, at: number): void {
    const kept = this.#kept(account.id);
    if (balance === undefined) kept.state = { ...kept.state, granted: undefined };
    else this.#take(kept, grantTo(kept.state, balance, at));
  }

  /** In place: a request under way may hold an account already. */
  reset(): void {
    for (const kept of this.#byId.values()) {
      kept.submits = 0;
      kept.grants = defaultGrants;
      // Live tasks are settled or refunded yet: what they hold goes on being held.
      kept.state = { ...this.#initialState(), reserved: kept.state.reserved };
      const held = kept.entries.filter(isReservationOf(kept.live));
      kept.entries.splice(0, Number.POSITIVE_INFINITY, ...held);
      kept.limits = this.#limits;
      kept.windows = {};
    }
  }

  ledger(account: Account): { state: LedgerState; entries: readonly LedgerEntry[] } {
    const { state, entries } = this.#kept(account.id);
    return { state, entries };
  }

  #initialState(): LedgerState {
    return this.#balance === undefined ? emptyLedger : { ...emptyLedger, granted: this.#balance };
  }

  #idOf(key: string): string {
    const known = this.#idByKey.get(key);
    if (known !== undefined) return known;
    const id = idOf(key);
    if (this.#idByKey.size >= MOST_REMEMBERED) this.#idByKey.clear();
    this.#idByKey.set(key, id);
    return id;
  }

  #take(kept: Kept, step: LedgerStep | undefined): boolean {
    if (step === undefined) return false;
    kept.state = step.state;
    kept.entries.push(step.entry);
    if (kept.entries.length > 2 * MOST_ENTRIES) kept.entries.splice(0, MOST_ENTRIES);
    return true;
  }

  #kept(id: string): Kept {
    const kept = this.#byId.get(id);
    if (kept === undefined) throw new Error(`account ${id} was never made`);
    return kept;
  }
}

function isReservationOf(live: ReadonlyMap<string, unknown>): (entry: LedgerEntry) => boolean {
  return ({ kind, task }) => kind === "reserve" && task !== undefined && live.has(task);
}

function idOf(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 32);
}
