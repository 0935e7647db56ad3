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
import { spentOn, withCharge, withReservation } from "../../simulation/daily-spending.js";
import type { Instant } from "../../simulation/instant.js";
import { grantTo, type LedgerEntry, type LedgerStep, reserve, settle } from "../../simulation/ledger.js";
import type { MicroCredits } from "../../simulation/pricing.js";
import { RateWindow } from "../../simulation/rate-limit.js";
import type { StateKind } from "../kept/change.js";
import type { ChangeListener, KeptState } from "../kept/kept-state.js";
import {
  type AccountRecord,
  initialState,
  newAccount,
  type RatedCall,
  ratedCalls,
  readAccount,
  writtenAccount,
} from "./account-record.js";

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

const defaultGrants: Grants = { userGroup: "default" };

/** Accounts in this process, made when their key is first seen. Keys are kept as hashes only. */
export class MemoryAccounts implements LocalAccounts, KeptState {
  readonly kinds = ["account", "rate-call", "ledger-entry", "live-task"] as const;
  readonly #accepted: ReadonlySet<string> | undefined;
  readonly #start: AccountStart;
  /** Of those that start otherwise, by id. */
  readonly #starts: ReadonlyMap<string, AccountStart>;
  /** Saves a hash per request. */
  readonly #idByKey = new Map<string, string>();
  readonly #byId = new Map<string, AccountRecord>();
  readonly #byLabel = new Map<string, AccountRecord>();
  /** By the order in which they were first seen: what an account has is kept under that number. */
  readonly #bySeen = new Map<number, AccountRecord>();
  readonly #mostIdle: number;
  readonly #changes: ChangeListener | undefined;
  /** How many accounts are made until idle ones are looked for, here or elsewhere. */
  #room: number;
  #uses = 0;
  #seen = 0;
  #entries = 0;

  /**
   * @param options.keys - the only keys that are accepted, beside those of `starts`; any is when the list is
   * empty. `sk-mock-...` always is
   * @param options.balance - what each account starts with, in micro-credits; unlimited when absent
   * @param options.limits - of each account, until it is given its own
   * @param options.starts - accounts that start otherwise, by key
   * @param options.mostIdle - idle accounts kept; default 10,000
   * @param options.changes - told what has changed; absent where nothing is kept elsewhere
   */
  constructor(
    options: {
      keys?: readonly string[];
      balance?: MicroCredits;
      limits?: Limits;
      starts?: ReadonlyMap<string, AccountStart>;
      mostIdle?: number;
      changes?: ChangeListener | undefined;
    } = {},
  ) {
    const { keys = [], balance, limits = {}, starts = new Map<string, AccountStart>() } = options;
    this.#mostIdle = options.mostIdle ?? MOST_IDLE;
    this.#changes = options.changes;
    this.#room = this.#mostIdle;
    this.#accepted = keys.length === 0 ? undefined : new Set([...keys, ...starts.keys()].map(idOf));
    this.#start = { ...(balance === undefined ? {} : { balance }), limits, grants: defaultGrants };
    this.#starts = new Map([...starts].map(([key, start]) => [idOf(key), start]));
    // They can be found by their label from the first.
    for (const id of this.#starts.keys()) this.#make(id);
  }

  of(key: string): Account | undefined {
    const id = this.#idOf(key);
    // First: an account may be known from a run that accepted other keys.
    if (!this.#isAccepted(key, id)) return undefined;
    const known = this.#byId.get(id);
    if (known === undefined) return this.#kept(id);
    known.usedAt = ++this.#uses;
    return known;
  }

  #isAccepted(key: string, id: string): boolean {
    return this.#accepted === undefined || this.#accepted.has(id) || key.startsWith("sk-mock-");
  }

  get bounds(): AccountBounds {
    return {
      most: this.#mostIdle,
      kept: this.#byId.size,
      mostEntries: MOST_ENTRIES_OF_ALL,
      entries: this.#entries,
    };
  }

  #makeWithRoom(id: string): AccountRecord {
    if (this.#room <= 0) this.#makeRoom();
    return this.#make(id);
  }

  /** One that nothing was changed of yet is as the options have it: it has no number, and nobody is told. */
  #make(id: string): AccountRecord {
    const kept = this.#fresh(id);
    this.#room--;
    this.#byId.set(id, kept);
    this.#byLabel.set(kept.label, kept);
    return kept;
  }

  #fresh(id: string): AccountRecord {
    const start = this.#starts.get(id) ?? this.#start;
    return newAccount(id, start, { seen: 0, usedAt: ++this.#uses, isConfigured: this.#starts.has(id) });
  }

  find(keyOrLabel: string): Account | undefined {
    if (isLabel(keyOrLabel)) return this.#byLabel.get(keyOrLabel);
    const id = this.#idOf(keyOrLabel);
    return this.#isAccepted(keyOrLabel, id) ? this.#read(id) : undefined;
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
    const kept = this.#kept(account.id);
    this.#changed(kept);
    return kept.submits++;
  }

  read(account: Account): AccountState {
    const { grants, limits, state: ledger } = this.#read(account.id);
    return { grants, limits, ledger };
  }

  entries(account: Account): readonly LedgerEntry[] {
    return this.#read(account.id).entries;
  }

  change(account: Account, { grants, limits, balance }: AccountSettings, at: Instant): void {
    const kept = this.#kept(account.id);
    this.#changed(kept);
    kept.isConfigured = true;
    kept.grants = grants ?? kept.grants;
    kept.limits = limits ?? kept.limits;
    // At once: whoever shares the state cannot tell a limit that is set again from the one before.
    for (const call of ratedCalls)
      if (kept.windows[call]?.limit !== kept.limits[call]) this.#dropWindow(kept, call);
    if (balance === null) kept.state = { ...kept.state, granted: undefined };
    else if (balance !== undefined) this.#take(kept, grantTo(kept.state, balance, at));
  }

  arrive(account: Account, kind: "submits" | "queries", now: Instant): Arrival {
    const kept = this.#kept(account.id);
    const { grants } = kept;
    return { waitMs: this.#windowOf(kept, kind)?.claim(now) ?? 0, grants };
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
    this.#changes?.changed("live-task", `${kept.seen}/${task.task}`);
    this.#take(kept, step);
    kept.spending = withReservation(kept.spending, amount, at);
    return "admitted";
  }

  spentToday(account: Account, now: Instant): MicroCredits {
    return spentOn(this.#read(account.id).spending, now);
  }

  settle(endings: readonly Ending[], now: Instant): void {
    for (const { account, task, model, reserved, submittedAt, cost } of endings) {
      const kept = this.#kept(account);
      kept.live.delete(task);
      this.#changes?.changed("live-task", `${kept.seen}/${task}`);
      this.#take(kept, settle(kept.state, reserved, cost, { at: now, task, model }));
      kept.spending = withCharge(kept.spending, { amount: reserved, at: submittedAt }, cost ?? 0);
    }
  }

  /** In place: a request under way may hold an account already. */
  reset(): void {
    for (const kept of this.#byId.values()) {
      if (kept.seen === 0) continue;
      kept.submits = 0;
      kept.grants = kept.start.grants;
      // Live tasks are settled or refunded yet: what they hold goes on being held.
      const { reserved } = kept.state;
      kept.state = { ...initialState(kept.start), reserved };
      kept.spending = { ...kept.spending, spent: Math.min(kept.spending.spent, reserved) };
      const held = kept.entries.filter(isReservationOf(kept.live));
      this.#dropEntries(kept, kept.entries.length);
      for (const entry of held) this.#enter(kept, entry);
      kept.limits = kept.start.limits;
      for (const call of ratedCalls) this.#dropWindow(kept, call);
      this.#changed(kept);
      kept.isConfigured = this.#starts.has(kept.id);
    }
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

  *keysOf(kind: StateKind): Iterable<string> {
    for (const kept of this.#bySeen.values()) {
      if (kind === "account") yield kept.id;
      for (const name of namesIn(kept, kind)) yield `${kept.seen}/${name}`;
    }
  }

  valueOf(kind: StateKind, key: string): unknown {
    if (kind === "account") {
      const account = this.#byId.get(key);
      return account === undefined || account.seen === 0 ? undefined : writtenAccount(account);
    }
    const { seen, name } = partsOf(key);
    const kept = this.#bySeen.get(seen);
    if (kept === undefined) return undefined;
    if (kind === "ledger-entry") return kept.entries[Number(name) - kept.firstEntry];
    if (kind === "live-task") return kept.live.has(name) ? (kept.live.get(name) ?? null) : undefined;
    const { call, place } = callOf(name);
    return kept.windows[call]?.passed[place];
  }

  /** Makes no room: whoever made an account has told which ones went for it, and live tasks may be yet to come. */
  put(kind: StateKind, key: string, value: unknown): void {
    if (kind === "account") {
      this.#putAccount(key, value as Parameters<typeof readAccount>[1] | undefined);
      return;
    }
    const { seen, name } = partsOf(key);
    const kept = this.#bySeen.get(seen);
    if (kept === undefined) return;
    if (kind === "ledger-entry") {
      // Those that are dropped are told by the account, which says which is the first.
      if (value !== undefined) this.#putEntry(kept, Number(name), value as LedgerEntry);
    } else if (kind === "live-task") {
      if (value === undefined) kept.live.delete(name);
      else kept.live.set(name, (value as Instant | null) ?? undefined);
    } else {
      const { call, place } = callOf(name);
      this.#windowOf(kept, call)?.put(place, value as Instant | undefined);
    }
  }

  /** Also those that options name are made anew, as at the start. */
  forget(): void {
    const named = [...this.#byId.values()].filter(({ id }) => this.#starts.has(id));
    this.#byId.clear();
    this.#byLabel.clear();
    this.#bySeen.clear();
    this.#entries = 0;
    this.#seen = 0;
    for (const { id } of named) this.#make(id);
  }

  #putAccount(id: string, written: Parameters<typeof readAccount>[1] | undefined): void {
    const known = this.#byId.get(id);
    if (written === undefined) {
      if (known !== undefined) this.#delete(known);
      return;
    }
    const kept = known ?? this.#make(id);
    const before = kept.entries.length;
    if (this.#bySeen.get(kept.seen) === kept) this.#bySeen.delete(kept.seen);
    readAccount(kept, written);
    this.#bySeen.set(kept.seen, kept);
    this.#entries += kept.entries.length - before;
    this.#seen = Math.max(this.#seen, kept.seen);
  }

  #putEntry(kept: AccountRecord, number: number, entry: LedgerEntry): void {
    const place = number - kept.firstEntry;
    if (place < 0) return;
    if (place >= kept.entries.length) this.#entries++;
    kept.entries[place] = entry;
  }

  /** What counts the calls of an account under its present limit; `undefined` where they are not limited. */
  #windowOf(kept: AccountRecord, call: RatedCall): RateWindow | undefined {
    const limit = kept.limits[call];
    if (kept.windows[call]?.limit === limit) return kept.windows[call];
    this.#dropWindow(kept, call);
    if (limit === undefined) return undefined;
    const tell = this.#changes;
    const window = new RateWindow(
      limit,
      tell === undefined ? undefined : (place) => tell.changed("rate-call", `${kept.seen}/${call}/${place}`),
    );
    kept.windows[call] = window;
    return window;
  }

  #dropWindow(kept: AccountRecord, call: RatedCall): void {
    kept.windows[call]?.clear();
    kept.windows[call] = undefined;
  }

  #changed({ id }: Account): void {
    this.#changes?.changed("account", id);
  }

  #take(kept: AccountRecord, step: LedgerStep): void {
    kept.state = step.state;
    this.#changed(kept);
    this.#enter(kept, step.entry);
    if (kept.entries.length > 2 * MOST_ENTRIES) this.#dropEntries(kept, MOST_ENTRIES);
    if (this.#entries <= MOST_ENTRIES_OF_ALL) return;
    for (const one of this.#byId.values()) this.#dropEntries(one, Math.floor(one.entries.length / 2));
  }

  #enter(kept: AccountRecord, entry: LedgerEntry): void {
    const number = kept.firstEntry + kept.entries.push(entry) - 1;
    this.#entries++;
    this.#changes?.changed("ledger-entry", `${kept.seen}/${number}`);
  }

  /** Drops the oldest entries of an account. */
  #dropEntries(kept: AccountRecord, count: number): void {
    if (count === 0) return;
    this.#entries -= kept.entries.splice(0, count).length;
    const from = kept.firstEntry;
    kept.firstEntry += count;
    const to = kept.firstEntry - 1;
    this.#changes?.dropped({ kind: "ledger-entry", prefix: `${kept.seen}/`, from, to });
    this.#changed(kept);
  }

  /** The account, to be read: one that nobody has used is not made. Nothing changes, so no transaction is needed. */
  #read(id: string): AccountRecord {
    return this.#byId.get(id) ?? this.#fresh(id);
  }

  /** The account, to be changed. It may have gone while a request held it: then it starts anew. */
  #kept(id: string): AccountRecord {
    const kept = this.#byId.get(id) ?? this.#makeWithRoom(id);
    if (kept.seen > 0) return kept;
    kept.seen = ++this.#seen;
    this.#bySeen.set(kept.seen, kept);
    this.#changed(kept);
    return kept;
  }

  /** Drops idle accounts when there are too many of them, and some more, so that this is rarely done. */
  #makeRoom(): void {
    const idle = [...this.#byId.values()].filter(
      ({ live, isConfigured }) => live.size === 0 && !isConfigured,
    );
    const surplus = idle.length < this.#mostIdle ? 0 : idle.length - Math.floor(0.9 * this.#mostIdle);
    const room = Math.min(this.#mostIdle - idle.length + surplus, this.#mostIdle / 10);
    this.#room = Math.max(1, Math.floor(room));
    if (surplus === 0) return;
    const isEmpty = ({ entries }: AccountRecord) => entries.length === 0;
    idle.sort((a, b) => Number(isEmpty(b)) - Number(isEmpty(a)) || a.usedAt - b.usedAt);
    for (const kept of idle.slice(0, surplus)) {
      this.#dropEntries(kept, kept.entries.length);
      for (const call of ratedCalls) this.#dropWindow(kept, call);
      this.#delete(kept);
      this.#changed(kept);
    }
  }

  #delete(kept: AccountRecord): void {
    this.#byId.delete(kept.id);
    if (this.#byLabel.get(kept.label) === kept) this.#byLabel.delete(kept.label);
    if (this.#bySeen.get(kept.seen) === kept) this.#bySeen.delete(kept.seen);
    this.#entries -= kept.entries.length;
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

/** What an account has of a kind, by the names that keys end in. */
function* namesIn(kept: AccountRecord, kind: StateKind): Iterable<string | number> {
  if (kind === "ledger-entry") for (let i = 0; i < kept.entries.length; i++) yield kept.firstEntry + i;
  if (kind === "live-task") yield* kept.live.keys();
  if (kind === "rate-call")
    for (const call of ratedCalls)
      for (const place of kept.windows[call]?.passed.keys() ?? []) yield `${call}/${place}`;
}

/** The account of a key, and what of it the key names. */
function partsOf(key: string): { seen: number; name: string } {
  const end = key.indexOf("/");
  return { seen: Number(key.slice(0, end)), name: key.slice(end + 1) };
}

function callOf(name: string): { call: RatedCall; place: number } {
  const [call = "", place = ""] = name.split("/");
  return { call: call as RatedCall, place: Number(place) };
}

function isReservationOf(live: ReadonlyMap<string, unknown>): (entry: LedgerEntry) => boolean {
  return ({ kind, task }) => kind === "reserve" && task !== undefined && live.has(task);
}

function idOf(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 32);
}
