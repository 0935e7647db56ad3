import { invalidOption, KitError } from "../../errors/kit-error.js";
import { quoteForMessage } from "../../errors/quote-for-message.js";
import { refuseUnknownKeys } from "../../errors/refuse-unknown-keys.js";
import type { Accounts } from "../../ports/accounts.js";
import { type Journal, type JournalEntry, journalKinds } from "../../ports/journal.js";
import { clearTimeout, setTimeout } from "../../ports/real-timers.js";
import { parseDuration } from "../../simulation/duration.js";
import {
  entryTest,
  type JournaledCallback,
  type JournaledEntry,
  type JournaledRequest,
  type JournaledSettlement,
  journaled,
  type RequestFilter,
} from "./journal-queries.js";

/** Real milliseconds that a test waits for something by default. */
const STANDARD_MS = 5000;

/** How long to wait, in real time. */
export interface Wait {
  /** Real time: a duration such as `"2s"` or whole milliseconds. Default `"5s"`. */
  readonly timeout?: string | number;
}

/** @throws {KitError} `INVALID_OPTION` */
export function timeoutOf(wait: Wait): number {
  refuseUnknownKeys(wait, ["timeout"], "settings of a wait");
  const { timeout = STANDARD_MS } = wait;
  const ms = parseDuration(timeout);
  if (ms !== undefined) return ms;
  throw invalidOption(
    `timeout is a duration of real time such as "2s" or whole milliseconds, got ${timeout}`,
  );
}

/** The entry that is waited for. */
export interface AwaitedEntry extends Omit<RequestFilter, "status"> {
  readonly kind?: JournaledEntry["kind"];
  readonly status?: number | "completed" | "failed";
}

/** Waits for something to happen; see `Mock.waitFor`. */
export interface WaitFor {
  (what: AwaitedEntry & { readonly kind: "request" }, wait?: Wait): Promise<JournaledRequest>;
  (what: AwaitedEntry & { readonly kind: "settle" | "refund" }, wait?: Wait): Promise<JournaledSettlement>;
  (what: AwaitedEntry & { readonly kind: "callback" }, wait?: Wait): Promise<JournaledCallback>;
  (what: AwaitedEntry | ((entry: JournaledEntry) => boolean), wait?: Wait): Promise<JournaledEntry>;
}

/** Entries that an error lists. */
const MOST_LISTED = 5;

/** The calls that wait for entries of a journal. */
export class EntryWaiters {
  readonly #refusals = new Set<(error: KitError) => void>();
  #closed = false;

  /** @param hint - the state of the clock, for the error of a wait that timed out */
  constructor(
    private readonly journal: Journal,
    private readonly accounts: Pick<Accounts, "labelFor">,
    private readonly hint: () => string,
  ) {}

  async first(
    what: AwaitedEntry | ((entry: JournaledEntry) => boolean),
    wait: Wait = {},
  ): Promise<JournaledEntry> {
    const { journal, accounts } = this;
    const ms = timeoutOf(wait);
    const fits = typeof what === "function" ? what : testOf(what, accounts);
    for (const entry of journal.entries()) {
      const past = journaled(entry);
      if (fits(past)) return past;
    }
    if (this.#closed) throw closedError();
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        leave();
        this.#refusals.delete(refuse);
      };
      const refuse = (error: unknown) => {
        end();
        // An error of the predicate is handed on as it is.
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
        reject(error);
      };
      const leave = journal.subscribe((entry) => {
        const now = journaled(entry);
        try {
          if (!fits(now)) return;
        } catch (error) {
          refuse(error);
          return;
        }
        end();
        resolve(now);
      });
      const timer = setTimeout(() => refuse(this.#timedOut(what, ms)), ms);
      this.#refusals.add(refuse);
    });
  }

  /** Rejects every wait: nothing more will happen. */
  close(): void {
    this.#closed = true;
    for (const refuse of [...this.#refusals]) refuse(closedError());
  }

  #timedOut(what: AwaitedEntry | ((entry: JournaledEntry) => boolean), ms: number): KitError {
    const entries = this.journal.entries();
    const seen =
      entries.length === 0
        ? "nothing has happened yet"
        : `seen so far: ${entries.length > MOST_LISTED ? `${entries.length} entries, the last ` : ""}${entries
            .slice(-MOST_LISTED)
            .map(entryLine)
            .join(", ")}`;
    return new KitError(
      "WAIT_TIMED_OUT",
      `no journal entry matched ${wanted(what)} within ${ms} ms of real time; ${seen}; ${this.hint()}`,
    );
  }
}

function testOf(
  { kind, ...filter }: AwaitedEntry,
  accounts: Pick<Accounts, "labelFor">,
): (entry: JournaledEntry) => boolean {
  if (kind !== undefined && !journalKinds.includes(kind)) {
    throw invalidOption(`kind is one of ${journalKinds.join(", ")}, got ${quoteForMessage(kind)}`);
  }
  const fits = entryTest(filter, accounts);
  return (entry) => (kind === undefined || entry.kind === kind) && fits(entry);
}

function closedError(): KitError {
  return new KitError("MOCK_CLOSED", "this mock is closed, so nothing more will happen in it");
}

/** The filter as a message shows it; an API key is not repeated. */
function wanted(what: AwaitedEntry | ((entry: JournaledEntry) => boolean)): string {
  if (typeof what === "function") return "the predicate";
  const { key, path, ...rest } = what;
  return JSON.stringify({ ...rest, path: path && String(path), key: key === undefined ? key : "..." });
}

function entryLine(entry: JournalEntry): string {
  switch (entry.kind) {
    case "request":
      return `${entry.method} ${entry.path.slice(0, 80)} ${entry.status}`;
    case "settle":
    case "refund":
      return `${entry.kind} of ${entry.task}`;
    case "task":
      return `${entry.task} ${entry.step}, ${entry.status}`;
    case "callback":
      return `callback of ${entry.task}, attempt ${entry.attempt}: ${entry.status ?? entry.error ?? "no answer"}`;
    case "habit":
      return `habit ${entry.habit}`;
    case "clock":
      return `clock ${entry.move}`;
    case "reset":
      return `reset ${entry.scope}`;
  }
}
