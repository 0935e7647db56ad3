import type { Journal, JournalEntry } from "../ports/journal.js";

/** Requests kept by default: enough for a long test, small enough to forget about. */
const MOST_ENTRIES = 1000;

/** The newest requests, in this process. */
export class MemoryJournal implements Journal {
  readonly #most: number;
  readonly #ring: JournalEntry[] = [];
  readonly #listeners = new Set<(entry: JournalEntry) => void>();
  #recorded = 0;

  /** @param most - entries kept; older ones make room. Default 1000 */
  constructor(most = MOST_ENTRIES) {
    this.#most = most;
  }

  record(entry: Omit<JournalEntry, "sequence">): JournalEntry {
    const numbered: JournalEntry = { ...entry, sequence: this.#recorded + 1 };
    this.#ring[this.#recorded % this.#most] = numbered;
    this.#recorded++;
    for (const listener of this.#listeners) listener(numbered);
    return numbered;
  }

  entries(): readonly JournalEntry[] {
    const oldest = this.#recorded % this.#most;
    return this.#recorded <= this.#most
      ? [...this.#ring]
      : [...this.#ring.slice(oldest), ...this.#ring.slice(0, oldest)];
  }

  subscribe(listener: (entry: JournalEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
