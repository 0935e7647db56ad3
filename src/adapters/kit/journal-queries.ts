import type { MockRemark } from "../../contract/finding.js";
import type { ModelId } from "../../contract/models/model-ids.js";
import type { Body } from "../../contract/rules/define-rule.js";
import type { FindingName } from "../../contract/rules/rule-list.js";
import { fitsEntry } from "../../engine/control/journal-filter.js";
import { refuseUnknownKeys } from "../../errors/refuse-unknown-keys.js";
import type { Accounts } from "../../ports/accounts.js";
import type {
  CallbackEvent,
  ClockEvent,
  HabitEvent,
  Journal,
  JournalEntry,
  Numbered,
  RequestEvent,
  ResetEvent,
  SettlementEvent,
  TaskEvent,
} from "../../ports/journal.js";
import { toCredits } from "../../simulation/pricing.js";

/** A request and its answer. */
export interface JournaledRequest extends Omit<RequestEvent, "sent">, Numbered {
  /**
   * JSON object that a submit sent; absent when it was none, and for a refused one of more than 65,536 characters. A huge
   * one is cut, and says so.
   */
  readonly body?: Body;
  /** Credits that an accepted submit reserved. */
  readonly credits?: number;
}

/** Credits charged or given back. */
export interface JournaledSettlement extends SettlementEvent, Numbered {
  /** Credits charged (`settle`) or given back (`refund`). */
  readonly credits: number;
}

/** An attempt of a callback, or a delivery that was withheld. */
export interface JournaledCallback extends CallbackEvent, Numbered {}

/** Any entry of the journal. */
export type JournaledEntry =
  | JournaledRequest
  | JournaledSettlement
  | JournaledCallback
  | ((TaskEvent | HabitEvent | ClockEvent | ResetEvent) & Numbered);

/** Selects entries; every member given must match. */
export interface EntryFilter {
  /** API key, or how the account is shown (`key_` and 8 hex digits). */
  readonly key?: string;
  readonly model?: ModelId;
  /** Task id. */
  readonly task?: string;
  /** HTTP status of a request or callback, `completed` or `failed` of a settlement. */
  readonly status?: number | "completed" | "failed";
}

/** Name of a finding in the journal: a rule, a fault of the body, or a remark of the mock itself. */
type JournaledRule = FindingName | MockRemark;

/** Selects requests; every member given must match. */
export interface RequestFilter extends EntryFilter {
  readonly status?: number;
  /** Rule, or `schema/KEYWORD`, that the request has a finding of. */
  readonly rule?: JournaledRule;
  /** As it was sent: `POST`. */
  readonly method?: string;
  /** The whole path, or a pattern for it. */
  readonly path?: string | RegExp;
}

/** The journal of a mock, with typed queries. Oldest first; old entries make room for new ones. */
export interface MockJournal extends Pick<Journal, "bounds" | "clear"> {
  /** All entries that are kept, newest last. */
  entries(): readonly JournaledEntry[];
  /** Calls the listener with every new entry; returns a function that stops it. */
  subscribe(listener: (entry: JournaledEntry) => void): () => void;
  /** Requests, with the JSON body of submits. */
  requests(filter?: RequestFilter): readonly JournaledRequest[];
  /** Credits charged or given back at the end of tasks. */
  settlements(filter?: EntryFilter): readonly JournaledSettlement[];
  /** Attempts of callbacks, and deliveries that were withheld. */
  callbacks(filter?: EntryFilter): readonly JournaledCallback[];
}

export function journalQueries(journal: Journal, accounts: Pick<Accounts, "labelFor">): MockJournal {
  const found = <Kind extends JournaledEntry>(
    filter: RequestFilter | EntryFilter,
    isKind: (entry: JournaledEntry) => entry is Kind,
  ): readonly Kind[] => {
    const fits = entryTest(filter, accounts);
    return journal.entries().filter(fits).map(journaled).filter(isKind);
  };
  return {
    entries: () => journal.entries().map(journaled),
    get bounds() {
      return journal.bounds;
    },
    clear: () => journal.clear(),
    subscribe: (listener) => journal.subscribe((entry) => listener(journaled(entry))),
    requests: (filter = {}) => found(filter, (entry) => entry.kind === "request"),
    settlements: (filter = {}) =>
      found(
        filter,
        (entry): entry is JournaledSettlement => entry.kind === "settle" || entry.kind === "refund",
      ),
    callbacks: (filter = {}) => found(filter, (entry) => entry.kind === "callback"),
  };
}

const FILTERS: readonly (keyof RequestFilter)[] = [
  "key",
  "model",
  "task",
  "status",
  "rule",
  "method",
  "path",
];

/**
 * The test whether an entry fits a filter.
 *
 * @throws {KitError} `INVALID_OPTION` for a filter of another name
 */
export function entryTest(
  filter: RequestFilter | EntryFilter,
  accounts: Pick<Accounts, "labelFor">,
): (entry: JournalEntry) => boolean {
  refuseUnknownKeys(filter, FILTERS, "filters of the journal");
  const { key } = filter;
  return fitsEntry({ ...filter, key: key === undefined ? undefined : accounts.labelFor(key) });
}

/** An entry as the kit shows it: with credits in place of micro-credits, and the parsed body of a submit. */
export function journaled(entry: JournalEntry): JournaledEntry {
  switch (entry.kind) {
    case "request": {
      const { sent, ...request } = entry;
      return {
        ...request,
        ...(entry.reserved === undefined ? {} : { credits: toCredits(entry.reserved) }),
        ...(sent === undefined ? {} : { body: JSON.parse(sent) as Body }),
      };
    }
    case "settle":
    case "refund":
      return { ...entry, credits: toCredits(entry.amount) };
    default:
      return entry;
  }
}
