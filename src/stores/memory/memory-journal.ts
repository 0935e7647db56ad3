import { bytesOfFindings } from "../../contract/kept-findings.js";
import type { Body } from "../../contract/rules/define-rule.js";
import type {
  Journal,
  JournalBounds,
  JournalEntry,
  JournalEvent,
  JournalListener,
} from "../../ports/journal.js";
import type { Instant } from "../../simulation/instant.js";
import { bytesOfText, mostBytesOf } from "../../text/bytes-of.js";
import { parseJson } from "../../text/parse-json.js";
import type { StateKind } from "../kept/change.js";
import type { ChangeListener, KeptState } from "../kept/kept-state.js";

/** Entries kept by default: enough for a long test, small enough to forget about. */
const MOST_ENTRIES = 1000;

/** Bytes of an entry beside its texts. */
const BYTES_OF_ENTRY = 500;

/** Virtual milliseconds that entries are kept by default: 7 days, so that a test that lives through one keeps all. */
const LONGEST_AGE = 7 * 86_400_000;

/** Under which the number of the last entry that is kept no more is written down, once it was the last of all. */
const FORGOTTEN = "forgotten";

/** The newest entries, in this process. */
export class MemoryJournal implements Journal, KeptState {
  readonly kinds = ["journal-entry"] as const;
  readonly #changes: ChangeListener | undefined;
  /** Entries that were taken over and not yet told. */
  #arrived: JournalEntry[] = [];
  #isTellingArrived = false;
  readonly #most: number;
  readonly #mostBytes: number;
  readonly #age: number;
  readonly #now: () => Instant;
  readonly #ring: (JournalEntry | undefined)[] = [];
  /** Bytes of each entry, at the same places. */
  readonly #bytesOf: number[] = [];
  #bytes = 0;
  readonly #listeners = new Set<JournalListener>();
  /** Entries that listeners recorded while others had not yet had the one before. */
  readonly #untold: Parameters<JournalListener>[] = [];
  #isTelling = false;
  #recorded = 0;
  /** Number of the oldest entry kept. */
  #oldest = 1;

  /**
   * @param options.most - entries kept; older ones make room. Default 1000
   * @param options.age - virtual milliseconds that entries are kept. Default 7 days
   * @param options.now - the clock that age is measured by; default: the newest entry's instant
   * @param options.changes - told what has changed; absent where nothing is kept elsewhere
   */
  constructor(
    options: {
      most?: number;
      age?: number;
      now?: () => Instant;
      changes?: ChangeListener | undefined;
    } = {},
  ) {
    this.#changes = options.changes;
    this.#most = options.most ?? MOST_ENTRIES;
    this.#mostBytes = mostBytesOf(this.#most);
    this.#age = options.age ?? LONGEST_AGE;
    this.#now = options.now ?? (() => this.#at(this.#recorded)?.at ?? 0);
  }

  get bounds(): JournalBounds {
    this.#forget();
    return {
      most: this.#most,
      mostBytes: this.#mostBytes,
      age: this.#age,
      kept: this.#recorded - this.#oldest + 1,
      bytes: this.#bytes,
      recorded: this.#recorded,
    };
  }

  get recorded(): number {
    return this.#recorded;
  }

  record(event: JournalEvent, body?: Body): JournalEntry {
    // Every request comes by here: the object is numbered rather than copied.
    const entry = event as JournalEntry & { sequence: number };
    entry.sequence = this.#recorded + 1;
    this.#keep(entry);
    this.#changes?.changed("journal-entry", String(entry.sequence));
    if (this.#isTelling) this.#untold.push([entry, body]);
    else this.#publish(entry, body);
    return entry;
  }

  entries(): readonly JournalEntry[] {
    return [...this.since(this.#oldest)];
  }

  *since(sequence: number): Iterable<JournalEntry> {
    this.#forget();
    for (let next = Math.max(sequence, this.#oldest); next <= this.#recorded; next++) {
      const entry = this.#at(next);
      if (entry !== undefined) yield entry;
    }
  }

  clear(): void {
    const from = this.#oldest;
    this.#empty();
    this.#tellDropped(from);
    this.#tellIfEmpty();
  }

  *keysOf(): Iterable<string> {
    if (this.#oldest > 1) yield FORGOTTEN;
    for (let sequence = this.#oldest; sequence <= this.#recorded; sequence++) yield String(sequence);
  }

  valueOf(_kind: StateKind, key: string): JournalEntry | number | undefined {
    if (key === FORGOTTEN) return this.#oldest === 1 ? undefined : this.#oldest - 1;
    return Number(key) < this.#oldest ? undefined : this.#at(Number(key));
  }

  put(_kind: StateKind, key: string, value: unknown): void {
    if (key === FORGOTTEN) {
      this.#skipTo(value as number | undefined);
      return;
    }
    const sequence = Number(key);
    if (value === undefined) {
      while (this.#oldest <= sequence && this.#oldest <= this.#recorded) this.#drop();
      return;
    }
    if (sequence <= this.#recorded) return;
    // Those in between are kept nowhere any more.
    if (sequence > this.#recorded + 1) this.#skipTo(sequence - 1);
    this.#keep(value as JournalEntry);
    this.#arrived.push(value as JournalEntry);
  }

  forget(): void {
    this.#empty();
    this.#recorded = 0;
    this.#oldest = 1;
    this.#arrived = [];
  }

  /**
   * Tells listeners the entries that were taken over since the last call, as though they had been recorded here.
   *
   * @param isNews - whether anybody is told; else they are only read
   */
  tellArrived(isNews: boolean): void {
    const arrived = this.#arrived;
    this.#arrived = [];
    if (!isNews) return;
    this.#isTellingArrived = true;
    try {
      for (const entry of arrived) this.#publish(entry, bodyOf(entry));
    } finally {
      this.#isTellingArrived = false;
    }
  }

  /** Whether listeners are being told what another process has recorded. */
  get isTellingArrived(): boolean {
    return this.#isTellingArrived;
  }

  #keep(entry: JournalEntry): void {
    const place = this.#recorded % this.#most;
    const bytes = bytesOfEntry(entry);
    if (this.#recorded - this.#oldest + 1 === this.#most) this.#drop();
    this.#ring[place] = entry;
    this.#bytesOf[place] = bytes;
    this.#bytes += bytes;
    this.#recorded++;
    while (this.#bytes > this.#mostBytes && this.#oldest < this.#recorded) this.#drop();
  }

  /** Goes on behind entries that were recorded elsewhere and are kept no more. */
  #skipTo(recorded = 0): void {
    if (recorded <= this.#recorded) return;
    this.#empty();
    this.#recorded = recorded;
    this.#oldest = recorded + 1;
  }

  #empty(): void {
    this.#ring.length = 0;
    this.#bytesOf.length = 0;
    this.#bytes = 0;
    this.#oldest = this.#recorded + 1;
  }

  subscribe(listener: JournalListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #publish(entry: JournalEntry, body: Body | undefined): void {
    this.#isTelling = true;
    try {
      for (const listener of this.#listeners) listener(entry, body);
    } finally {
      this.#isTelling = false;
    }
    const next = this.#untold.shift();
    if (next !== undefined) this.#publish(...next);
  }

  #at(sequence: number): JournalEntry | undefined {
    return this.#ring[(sequence - 1) % this.#most];
  }

  /** Drops entries that are too old, whenever somebody looks: they come in the order of time, so those are in front. */
  #forget(): void {
    const limit = this.#now() - this.#age;
    while (this.#oldest <= this.#recorded && (this.#at(this.#oldest)?.at ?? limit) < limit) {
      this.#drop();
      this.#tellIfEmpty();
    }
  }

  /** The number of the next entry follows from those that are kept; else it has to be kept itself. */
  #tellIfEmpty(): void {
    if (this.#oldest > this.#recorded) this.#changes?.changed("journal-entry", FORGOTTEN);
  }

  /** Drops the oldest entry. */
  #drop(): void {
    const place = (this.#oldest - 1) % this.#most;
    this.#ring[place] = undefined;
    this.#bytes -= this.#bytesOf[place] ?? 0;
    this.#oldest++;
    this.#tellDropped(this.#oldest - 1);
  }

  /** Entries from that number on were dropped. */
  #tellDropped(from: number): void {
    const to = this.#oldest - 1;
    if (from <= to) this.#changes?.dropped({ kind: "journal-entry", prefix: "", from, to });
  }
}

/** The body that a submit sent, from its text. */
function bodyOf(entry: JournalEntry): Body | undefined {
  return entry.kind === "request" && entry.sent !== undefined
    ? (parseJson(entry.sent) as Body | undefined)
    : undefined;
}

/** About how many bytes an entry takes in memory. Every request comes by here. */
function bytesOfEntry(entry: JournalEntry): number {
  switch (entry.kind) {
    case "request":
      return (
        BYTES_OF_ENTRY +
        entry.path.length +
        (entry.message === undefined ? 0 : bytesOfText(entry.message)) +
        (entry.sent === undefined ? 0 : bytesOfText(entry.sent)) +
        bytesOfFindings(entry.findings)
      );
    case "callback":
      return BYTES_OF_ENTRY + entry.url.length;
    case "habit":
      return BYTES_OF_ENTRY + bytesOfText(entry.message);
    case "task":
    case "settle":
    case "refund":
    case "clock":
    case "reset":
      return BYTES_OF_ENTRY;
  }
}
