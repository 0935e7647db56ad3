import type { Finding } from "../contract/finding.js";
import type { Instant } from "../simulation/instant.js";

/** One request and what became of it. */
export interface JournalEntry {
  /** Counts up from 1. */
  readonly sequence: number;
  readonly at: Instant;
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Real time from the first byte of the request to the answer. */
  readonly milliseconds: number;
  /** Account as people see it: `key_` and 8 hex digits; absent without a key. */
  readonly key?: string | undefined;
  readonly model?: string | undefined;
  readonly task?: string | undefined;
  /** Micro-credits that an accepted submit reserved. */
  readonly reserved?: number | undefined;
  readonly findings: readonly Finding[];
}

/** What happened, in order. */
export interface Journal {
  record(entry: Omit<JournalEntry, "sequence">): JournalEntry;
  /** Newest last. */
  entries(): readonly JournalEntry[];
  /** Called with every entry from now on; returns the way to stop it. */
  subscribe(listener: (entry: JournalEntry) => void): () => void;
}
