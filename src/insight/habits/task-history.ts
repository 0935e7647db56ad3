import type { Instant } from "../../simulation/instant.js";
import type { TaskStatus } from "../../simulation/task.js";
import {
  addEvidence,
  type CallbackEntry,
  couldKnow,
  isAnswerLost,
  type RequestEntry,
  type TaskEntry,
} from "./entries.js";
import { ALWAYS_ALLOWED, allowedQueries } from "./query-allowance.js";

/** Tries of a failed query that are no further polls: as many as the vendor's own clients make, and as patient. */
const MOST_TRIES = 3;
const TRY_AFTER_MS = 1_000;

/** The queries of one task. */
export interface Polls {
  count: number;
  /** Tries of queries that had failed, among `count`. */
  tries: number;
  /** Answers in a row until now without the task: 429, 5xx, or lost. */
  failures: number;
  readonly firstAt: Instant;
  /** When the first was answered, in real milliseconds. */
  readonly firstRealAt: number;
  lastAt: Instant;
  lastSequence: number;
  /** Latest status that it was shown. */
  shown: TaskStatus | undefined;
  /** The answer that showed the end, and how many queries came after it. */
  end?: {
    readonly status: "completed" | "failed";
    readonly sequence: number;
    readonly at: Instant;
    after: number;
  };
  /** More than any documented rhythm makes in the time that they took, by the mock's clock and in real time. */
  areTooMany: boolean;
  readonly evidence: number[];
}

/** How a task ended. */
export interface End {
  readonly status: "completed" | "failed";
  readonly at: Instant;
  /** Number of its entry, 0 where the journal has it no more. */
  readonly sequence: number;
  /** There is a result to fetch. */
  readonly hasResult: boolean;
}

/** What there is to know of a task when its history begins. */
export interface KnownTask {
  readonly id: string;
  /** Account as people see it. */
  readonly key: string;
  readonly model: string;
  readonly createdAt: Instant;
  /** Of a task that has ended. */
  readonly end?: () => End;
}

/** History of a task that its client did something about, or was called back about. */
export class TaskHistory {
  readonly id: string;
  readonly key: string | undefined;
  readonly model: string | undefined;
  readonly createdAt: Instant;
  end: End | undefined;
  polls: Polls | undefined;
  /** Outcome of its callback. */
  callback: CallbackEntry["state"] | undefined;
  callbackBy = 0;
  /** Instant at which the client first knew of the result, by a query or a callback. */
  toldAt: Instant | undefined;
  toldBy = 0;
  /** Downloads that brought the result, or asked for it in vain once it was gone. */
  fetched = 0;

  constructor({ id, key, model, createdAt, end }: KnownTask) {
    this.id = id;
    this.key = key;
    this.model = model;
    this.createdAt = createdAt;
    this.end = end?.();
  }

  /** Takes the end of the task. */
  ended({ status, at, sequence, withoutResult }: TaskEntry): void {
    if (status === "completed" || status === "failed")
      this.end = { status, at, sequence, hasResult: status === "completed" && withoutResult !== true };
  }

  /** @param realNow - real milliseconds since any instant */
  polled(entry: RequestEntry, realNow: () => number): void {
    const { at, sequence } = entry;
    const polls = (this.polls ??= newPolls(at, realNow()));
    addQuery(polls, entry, realNow);
    addEvidence(polls.evidence, sequence);
    if (polls.end !== undefined && couldKnow(entry, polls.end.sequence)) polls.end.after++;
    if (entry.shown === undefined || isAnswerLost(entry)) return;
    polls.shown = entry.shown;
    if (entry.shown !== "completed" && entry.shown !== "failed") return;
    polls.end ??= { status: entry.shown, sequence, at, after: 0 };
    if (entry.shown === "completed") this.#learnsEnd(at, sequence);
  }

  /** Takes the answer to a question about several tasks: the client knows, and it is no query of this one. */
  seen(entry: RequestEntry, status: TaskStatus): void {
    if (isAnswerLost(entry)) return;
    const { at, sequence } = entry;
    if (this.polls !== undefined) {
      this.polls.shown = status;
      this.polls.lastAt = at;
      this.polls.lastSequence = sequence;
    }
    if (status === "completed") this.#learnsEnd(at, sequence);
  }

  calledBack({ state, at, sequence }: CallbackEntry): void {
    // One that arrived is not undone by a further delivery that does not.
    if (this.callback !== "delivered") this.callback = state;
    this.callbackBy = sequence;
    if (state === "delivered") this.#learnsEnd(at, sequence);
  }

  downloaded(entry: RequestEntry): void {
    const isFile = entry.method === "GET" && entry.status >= 200 && entry.status < 400;
    if ((isFile && !isAnswerLost(entry)) || entry.code === "link_expired") this.fetched++;
  }

  #learnsEnd(at: Instant, sequence: number): void {
    if (this.toldAt !== undefined) return;
    this.toldAt = at;
    this.toldBy = sequence;
  }
}

function newPolls(at: Instant, realAt: number): Polls {
  return {
    count: 0,
    tries: 0,
    failures: 0,
    firstAt: at,
    firstRealAt: realAt,
    lastAt: at,
    lastSequence: 0,
    shown: undefined,
    areTooMany: false,
    evidence: [],
  };
}

function addQuery(polls: Polls, entry: RequestEntry, realNow: () => number): void {
  const { at, sequence, status } = entry;
  const isTry = polls.failures % (MOST_TRIES + 1) > 0 && at - polls.lastAt >= TRY_AFTER_MS;
  polls.count++;
  if (isTry) polls.tries++;
  polls.failures = status === 429 || status >= 500 || isAnswerLost(entry) ? polls.failures + 1 : 0;
  polls.lastAt = at;
  polls.lastSequence = sequence;
  const asked = polls.count - polls.tries;
  polls.areTooMany =
    asked > ALWAYS_ALLOWED &&
    asked > allowedQueries(at - polls.firstAt) &&
    asked > allowedQueries(realNow() - polls.firstRealAt);
}
