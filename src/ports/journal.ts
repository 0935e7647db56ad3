import type { Finding } from "../contract/finding.js";
import type { Body } from "../contract/rules/define-rule.js";
import type { VendorRoute } from "../contract/vendor-operations.js";
import type { Instant } from "../simulation/instant.js";
import type { MicroCredits } from "../simulation/pricing.js";
import type { AnswerFault } from "../simulation/scenarios/scenario-effect.js";
import type { TaskStatus } from "../simulation/task.js";

/** The members of every entry. */
interface EventBase {
  readonly at: Instant;
  /** Account as people see it: `key_` and 8 hex digits; absent without a key. */
  readonly key?: string | undefined;
  readonly model?: string | undefined;
  readonly task?: string | undefined;
}

/** The operation that a request asked for; `unknown` for none of the vendor side. */
export type RequestRoute = VendorRoute | "unknown";

/** A task as an answer showed it. */
export interface SeenTask {
  readonly task: string;
  readonly status: TaskStatus;
}

/** Facts of a request that its answer decides: the use case states them, the journal keeps them. */
export interface AnswerFacts {
  /** 0 where a scenario has no answer arrive. */
  readonly status: number;
  /** `error.code` of a refusal. */
  readonly code?: string | undefined;
  /** `error.message` of a refusal, or `msg` of one of the file service: what the client was told. */
  readonly message?: string | undefined;
  /** Findings about the request, those of an accepted one too. */
  readonly findings: readonly Finding[];
  readonly model?: string | undefined;
  /** Task id. */
  readonly task?: string | undefined;
  /** Micro-credits that an accepted submit reserved. */
  readonly reserved?: MicroCredits | undefined;
  /** Status of the task that a query was shown. */
  readonly shown?: TaskStatus | undefined;
  /** Whole percent that a query was shown. */
  readonly progress?: number | undefined;
  /** Id of the uploaded file that a call was about. */
  readonly file?: string | undefined;
  /** Tasks that the answer to a question about several showed, with their status. */
  readonly seen?: readonly SeenTask[] | undefined;
  /** The answer is that of an earlier submit with the same `Idempotency-Key`. */
  readonly replayed?: true | undefined;
  /** Seconds of `Retry-After`. */
  readonly retryAfter?: number | undefined;
  /** Scenarios that had a part in the answer, as they were asked for. */
  readonly scenario?: string | undefined;
  /** How the answer was spoilt on its way, by a scenario or behind a proxy: what was decided may never have arrived. */
  readonly fault?: AnswerFault | undefined;
  /** The request was passed on to a service, or that was tried; its answer is the service's where one came. */
  readonly live?: true | undefined;
  /** The call to make instead, where no route takes this one. */
  readonly hint?: string | undefined;
}

/** One request and its answer. */
export interface RequestEvent extends EventBase, AnswerFacts {
  readonly kind: "request";
  readonly route: RequestRoute;
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  /** `Idempotency-Key` of a submit, as it was sent. */
  readonly idempotencyKey?: string | undefined;
  /** Number of the newest entry when the request arrived, 0 for none: what came later its sender cannot have known. */
  readonly arrivedAfter: number;
  /** Real time from the first byte of the request to the answer. */
  readonly milliseconds: number;
  /**
   * Text of the JSON object that a submit sent; absent when it was none, and for a refused one of more than 65,536
   * characters. A huge one is cut, and says so.
   */
  readonly sent?: string | undefined;
}

/**
 * A step of a task with a cause. The effect of time alone (pending to processing, progress) is computed when a task is
 * read and is not in the journal.
 */
export interface TaskEvent extends EventBase {
  readonly kind: "task";
  readonly task: string;
  /** Accepted; its progress set by the control side; ended, which stands before settle or refund. */
  readonly step: "created" | "changed" | "ended";
  readonly status: TaskStatus;
  /** Whole percent, as the query shows it. */
  readonly progress: number;
  /** `error.code` of a task that failed. */
  readonly code?: string | undefined;
  /** It completed and has nothing to download. */
  readonly withoutResult?: true | undefined;
}

/** Credits charged or given back at the end of a task. */
export interface SettlementEvent extends EventBase {
  readonly kind: "settle" | "refund";
  readonly task: string;
  /** How the task ended. */
  readonly status: "completed" | "failed";
  /** Micro-credits charged (settle) or given back (refund). */
  readonly amount: MicroCredits;
}

/** One attempt of a callback, or a delivery that was withheld. */
export interface CallbackEvent extends EventBase {
  readonly kind: "callback";
  readonly task: string;
  readonly delivery: number;
  readonly url: string;
  /** Number of the attempt, from 1; 0 for a delivery that was withheld. */
  readonly attempt: number;
  /** State of the delivery after this attempt; `pending` while another one follows. */
  readonly state: "pending" | "delivered" | "given-up" | "withheld";
  /** Seconds until the answer or the failure: real ones, or 0 while the clock stands still; 10 for a silent receiver. */
  readonly seconds?: number;
  readonly status?: number;
  readonly error?: string;
  /** The attempt was begun before by a process that is no more: the receiver may have had it already. */
  readonly again?: true;
}

/** A habit of a client showed for the first time under its key. */
export interface HabitEvent extends EventBase {
  readonly kind: "habit";
  /** Id of the habit. */
  readonly habit: string;
  readonly severity: "error" | "warn";
  /** One sentence with the figures that were seen and the advice. */
  readonly message: string;
  /** Numbers of the journal entries that it rests on. */
  readonly evidence: readonly number[];
}

/** The clock was moved, stopped or let go. */
export interface ClockEvent extends EventBase {
  readonly kind: "clock";
  readonly move: "advance" | "set" | "next" | "freeze" | "resume";
  readonly mode: "running" | "frozen";
}

/** Parts of the state that can be dropped on their own; coverage in no other way, as it is about a whole suite. */
export const resetScopes = [
  "tasks",
  "journal",
  "accounts",
  "clock",
  "scenarios",
  "uploads",
  "coverage",
] as const;
export type ResetScope = (typeof resetScopes)[number];

/** State was dropped. */
export interface ResetEvent extends EventBase {
  readonly kind: "reset";
  readonly scope: ResetScope | "all";
}

/** An event, before the journal has numbered it. */
export type JournalEvent =
  | RequestEvent
  | TaskEvent
  | SettlementEvent
  | CallbackEvent
  | HabitEvent
  | ClockEvent
  | ResetEvent;

/** Every kind of event. */
export const journalKinds = [
  "request",
  "task",
  "settle",
  "refund",
  "callback",
  "habit",
  "clock",
  "reset",
] as const satisfies readonly JournalEvent["kind"][];

/** The place of an event in the journal. */
export interface Numbered {
  /** Counts up from 1 in the order of the events. */
  readonly sequence: number;
}

/** An event of the journal; events are numbered from 1 in their order. */
export type JournalEntry = JournalEvent & Numbered;

/** How much a journal keeps: the oldest entries go as soon as one of the three is reached. */
export interface JournalBounds {
  /** Entries kept at the most. */
  readonly most: number;
  /** Bytes that they take in memory at the most, about. The newest entry is kept whatever it takes. */
  readonly mostBytes: number;
  /** Milliseconds of virtual time that they are kept. */
  readonly age: number;
  readonly kept: number;
  readonly bytes: number;
  /** Entries there ever were. */
  readonly recorded: number;
}

/** Called with an entry, and the body that a submit sent. */
export type JournalListener = (entry: JournalEntry, body: Body | undefined) => void;

/** The events of a mock, in order. */
export interface Journal {
  /**
   * Numbers an event; the object is the journal's from then on. An event that a listener records reaches the listeners
   * once all of them have had the one before.
   *
   * @param body - the value of `sent`, for listeners: the journal keeps the text alone
   */
  record(event: JournalEvent, body?: Body): JournalEntry;
  /** Those still kept, newest last. */
  entries(): readonly JournalEntry[];
  /** The same from a number on. */
  since(sequence: number): Iterable<JournalEntry>;
  readonly bounds: JournalBounds;
  /** Entries there ever were, and the number of the newest. */
  readonly recorded: number;
  /** Drops the entries; numbers go on. */
  clear(): void;
  /** Called with every entry from now on; returns the way to stop it. */
  subscribe(listener: JournalListener): () => void;
}
