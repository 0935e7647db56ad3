import { createHash } from "node:crypto";
import {
  type Account,
  type AccountBounds,
  type AccountPage,
  type AccountSettings,
  type AccountStart,
  type AccountState,
  type Admission,
  type Arrival,
  type Ending,
  type Grants,
  isLabel,
  type Limits,
  type LocalAccounts,
  labelOf,
  type NewTask,
} from "../../ports/accounts.js";
import {
  type DailySpending,
  noSpending,
  spentOn,
  withCharge,
  withReservation,
} from "../../simulation/daily-spending.js";
import type { Instant } from "../../simulation/instant.js";
import {
  emptyLedger,
  grantTo,
  type LedgerEntry,
  type LedgerState,
  type LedgerStep,
  reserve,
  settle,
} from "../../simulation/ledger.js";
import type { MicroCredits } from "../../simulation/pricing.js";
import { RateWindow } from "../../simulation/rate-limit.js";

/** Ledger entries kept per account; the sums hold for all of them. */
const MOST_ENTRIES = 10_000;

/** Wait that is reported while no live task ends by itself: how often the vendor advises to poll a video. */
const UNKNOWN_WAIT_MS = 10_000;

/** Ledger entries kept of all accounts together, about 100 bytes each; beyond it each account loses its older half. */
const MOST_ENTRIES_OF_ALL = 500_000;

/** Idle accounts kept, about 1.5 kB each. */
const MOST_IDLE = 10_000;

/** Keys whose hash is remembered, and characters of the longest: keys of another length are hashed each time. */
const MOST_REMEMBERED = 10_000;
const LONGEST_REMEMBERED = 256;

interface AccountRecord extends Account {
  readonly start: AccountStart;
  submits: number;
  grants: Grants;
  state: LedgerState;
  readonly entries: LedgerEntry[];
  spending: DailySpending;
  limits: Limits;
  windows: { submits?: RateWindow | undefined; queries?: RateWindow | undefined };
  /** When each live task ends by itself, if that is known. */
  readonly live: Map<string, Instant | undefined>;
  /** Number of its latest use. */
  usedAt: number;
  /** Somebody set something of it. */
  isConfigured: boolean;
}

const defaultGrants: Grants = { userGroup: "default" };

/** Accounts in this process, made when their key is first seen. Keys are kept as hashes only. */
export class MemoryAccounts implements LocalAccounts {
  readonly #accepted: ReadonlySet<string> | undefined;
  readonly #start: AccountStart;
  /** Of those that start otherwise, by id. */
  readonly #starts: ReadonlyMap<string, AccountStart>;
  /** Saves a hash per request. */
  readonly #idByKey = new Map<string, string>();
  readonly #byId = new Map<string, AccountRecord>();
  readonly #byLabel = new Map<string, AccountRecord>();
  readonly #mostIdle: number;
  /** Accounts at which idle ones are next looked for. */
  #crowded: number;
  #uses = 0;
  #entries = 0;

  /**
   * @param options.keys - the only keys that are accepted, beside those of `starts`; any is when the list is
   * empty. `sk-mock-...` always is
   * @param options.balance - what each account starts with, in micro-credits; unlimited when absent
   * @param options.limits - of each account, until it is given its own
   * @param options.starts - accounts that start otherwise, by key
   * @param options.mostIdle - idle accounts kept; default 10,000
   */
  constructor(
    options: {
      keys?: readonly string[];
      balance?: MicroCredits;
      limits?: Limits;
      starts?: ReadonlyMap<string, AccountStart>;
      mostIdle?: number;
    } = {},
  ) {
    const { keys = [], balance, limits = {}, starts = new Map<string, AccountStart>() } = options;
    this.#mostIdle = options.mostIdle ?? MOST_IDLE;
    this.#crowded = this.#mostIdle;
    this.#accepted = keys.length === 0 ? undefined : new Set([...keys, ...starts.keys()].map(idOf));
    this.#start = { ...(balance === undefined ? {} : { balance }), limits, grants: defaultGrants };
    this.#starts = new Map([...starts].map(([key, start]) => [idOf(key), start]));
    // They can be found by their label from the first.
    for (const key of starts.keys()) this.of(key);
  }

  of(key: string): Account | undefined {
    const id = this.#idOf(key);
    const known = this.#byId.get(id);
    if (known !== undefined) {
      known.usedAt = ++this.#uses;
      return known;
    }
    if (this.#accepted !== undefined && !this.#accepted.has(id) && !key.startsWith("sk-mock-"))
      return undefined;
    return this.#make(id);
  }

  get bounds(): AccountBounds {
    return {
      most: this.#mostIdle,
      kept: this.#byId.size,
      mostEntries: MOST_ENTRIES_OF_ALL,
      entries: this.#entries,
    };
  }

  #make(id: string): AccountRecord {
    if (this.#byId.size >= this.#crowded) this.#makeRoom();
    const start = this.#starts.get(id) ?? this.#start;
    const kept: AccountRecord = {
      id,
      label: labelOf(id),
      start,
      submits: 0,
      grants: start.grants,
      state: initialState(start),
      entries: [],
      spending: noSpending,
      limits: start.limits,
      windows: {},
      live: new Map(),
      usedAt: ++this.#uses,
      isConfigured: this.#starts.has(id),
    };
    this.#byId.set(id, kept);
    this.#byLabel.set(kept.label, kept);
    return kept;
  }

  find(keyOrLabel: string): Account | undefined {
    return isLabel(keyOrLabel) ? this.#byLabel.get(keyOrLabel) : this.of(keyOrLabel);
  }

  labelFor(keyOrLabel: string): string {
    return isLabel(keyOrLabel) ? keyOrLabel : labelOf(idOf(keyOrLabel));
  }

  page({ after, limit }: { after?: string; limit: number }): AccountPage {
    const items: Account[] = [];
    let started = after === undefined;
    for (const account of this.#byId.values()) {
      if (started && items.length === limit) return { items, next: items.at(-1)?.id };
      if (started) items.push(account);
      started ||= account.id === after;
    }
    return { items, next: undefined };
  }

  nextSubmit(account: Account): number {
    return this.#kept(account.id).submits++;
  }

  read(account: Account): AccountState {
    const { grants, limits, state: ledger } = this.#kept(account.id);
    return { grants, limits, ledger };
  }

  entries(account: Account): readonly LedgerEntry[] {
    return this.#kept(account.id).entries;
  }

  change(account: Account, { grants, limits, balance }: AccountSettings, at: Instant): void {
    const kept = this.#kept(account.id);
    kept.isConfigured = true;
    kept.grants = grants ?? kept.grants;
    kept.limits = limits ?? kept.limits;
    if (balance === null) kept.state = { ...kept.state, granted: undefined };
    else if (balance !== undefined) this.#take(kept, grantTo(kept.state, balance, at));
  }

  arrive(account: Account, kind: "submits" | "queries", now: Instant): Arrival {
    const { grants, limits, windows } = this.#kept(account.id);
    const limit = limits[kind];
    if (limit === undefined) {
      windows[kind] = undefined;
      return { waitMs: 0, grants };
    }
    const kept = windows[kind];
    const window = kept?.limit === limit ? kept : new RateWindow(limit);
    windows[kind] = window;
    return { waitMs: window.claim(now), grants };
  }

  admit(account: Account, task: NewTask): Admission {
    const { amount, at, dailyLimit } = task;
    const kept = this.#kept(account.id);
    const { limits, live } = kept;
    if (limits.concurrency !== undefined && live.size >= limits.concurrency)
      return { waitMs: waitForRoom(live, limits.concurrency, at) };
    const spentToday = spentOn(kept.spending, at);
    if (dailyLimit !== undefined && spentToday + amount > dailyLimit) return { spentToday };
    const step = reserve(kept.state, amount, task);
    if (step === undefined) return "no credits";
    live.set(task.task, task.endsAt);
    this.#take(kept, step);
    kept.spending = withReservation(kept.spending, amount, at);
    return "admitted";
  }

  spentToday(account: Account, now: Instant): MicroCredits {
    return spentOn(this.#kept(account.id).spending, now);
  }

  settle(endings: readonly Ending[], now: Instant): void {
    for (const { account, task, model, reserved, submittedAt, cost } of endings) {
      const kept = this.#kept(account);
      kept.live.delete(task);
      this.#take(kept, settle(kept.state, reserved, cost, { at: now, task, model }));
      kept.spending = withCharge(kept.spending, { amount: reserved, at: submittedAt }, cost ?? 0);
    }
  }

  /** In place: a request under way may hold an account already. */
  reset(): void {
    for (const kept of this.#byId.values()) {
      kept.submits = 0;
      kept.grants = kept.start.grants;
      // Live tasks are settled or refunded yet: what they hold goes on being held.
      const { reserved } = kept.state;
      kept.state = { ...initialState(kept.start), reserved };
      kept.spending = { ...kept.spending, spent: Math.min(kept.spending.spent, reserved) };
      const held = kept.entries.filter(isReservationOf(kept.live));
      kept.entries.splice(0, Number.POSITIVE_INFINITY, ...held);
      kept.limits = kept.start.limits;
      kept.windows = {};
      kept.isConfigured = this.#starts.has(kept.id);
    }
    this.#countEntries();
    this.#makeRoom();
  }

  #idOf(key: string): string {
    const known = this.#idByKey.get(key);
    if (known !== undefined) return known;
    const id = idOf(key);
    if (key.length > LONGEST_REMEMBERED) return id;
    if (this.#idByKey.size >= MOST_REMEMBERED) this.#idByKey.clear();
    this.#idByKey.set(key, id);
    return id;
  }

  #take(kept: AccountRecord, step: LedgerStep): void {
    kept.state = step.state;
    kept.entries.push(step.entry);
    this.#entries++;
    if (kept.entries.length > 2 * MOST_ENTRIES) this.#entries -= kept.entries.splice(0, MOST_ENTRIES).length;
    if (this.#entries <= MOST_ENTRIES_OF_ALL) return;
    for (const { entries } of this.#byId.values()) entries.splice(0, Math.floor(entries.length / 2));
    this.#countEntries();
  }

  #countEntries(): void {
    this.#entries = 0;
    for (const { entries } of this.#byId.values()) this.#entries += entries.length;
  }

  /** An account may have gone while a request held it: then it starts anew. */
  #kept(id: string): AccountRecord {
    return this.#byId.get(id) ?? this.#make(id);
  }

  /** Drops idle accounts when there are too many of them, and some more, so that this is rarely done. */
  #makeRoom(): void {
    const idle = [...this.#byId.values()].filter(
      ({ live, isConfigured }) => live.size === 0 && !isConfigured,
    );
    const surplus = idle.length < this.#mostIdle ? 0 : idle.length - Math.floor(0.9 * this.#mostIdle);
    const room = Math.min(this.#mostIdle - idle.length + surplus, this.#mostIdle / 10);
    this.#crowded = this.#byId.size - surplus + Math.max(1, Math.floor(room));
    if (surplus === 0) return;
    const isEmpty = ({ entries }: AccountRecord) => entries.length === 0;
    idle.sort((a, b) => Number(isEmpty(b)) - Number(isEmpty(a)) || a.usedAt - b.usedAt);
    for (const kept of idle.slice(0, surplus)) {
      this.#byId.delete(kept.id);
      if (this.#byLabel.get(kept.label) === kept) this.#byLabel.delete(kept.label);
      this.#entries -= kept.entries.length;
    }
  }
}

/** Milliseconds until as many tasks have ended as are above the limit, which may have been lowered. */
function waitForRoom(live: ReadonlyMap<string, Instant | undefined>, most: number, now: Instant): number {
  const ends = [...live.values()]
    .filter((at) => at !== undefined && at > now)
    .sort((a, b) => Number(a) - Number(b));
  const end = ends[live.size - most];
  return end === undefined ? UNKNOWN_WAIT_MS : end - now;
}

function isReservationOf(live: ReadonlyMap<string, unknown>): (entry: LedgerEntry) => boolean {
  return ({ kind, task }) => kind === "reserve" && task !== undefined && live.has(task);
}

function initialState({ balance }: AccountStart): LedgerState {
  return balance === undefined ? emptyLedger : { ...emptyLedger, granted: balance };
}

function idOf(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 32);
}
