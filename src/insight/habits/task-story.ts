import type { TaskHappening } from "../../ports/journal.js";
import type { Instant } from "../../simulation/instant.js";
import type { TaskStatus } from "../../simulation/task.js";
import { couldKnow, isAnswerLost } from "./arrival.js";
import type { CallbackEntry, RequestEntry } from "./entries.js";
import { addEvidence } from "./evidence.js";
import { Rhythm } from "./rhythm.js";

/** The queries of one task. */
export interface Polls {
  count: number;
  readonly firstAt: Instant;
  lastAt: Instant;
  lastSequence: number;
  /** Latest status that it was shown. */
  shown: TaskStatus | undefined;
  /** The answer that told the end, and how many queries came after it. */
  end?: {
    readonly status: "completed" | "failed";
    readonly sequence: number;
    readonly at: Instant;
    after: number;
  };
  readonly rhythm: Rhythm;
  readonly evidence: number[];
}

/** How a task ended. */
export interface End {
  readonly status: "completed" | "failed";
  readonly at: Instant;
  readonly sequence: number;
  /** There is a result to fetch. */
  readonly hasResult: boolean;
}

/** What is remembered of a task that its client did something about, or was called back about. */
export class TaskStory {
  readonly id: string;
  readonly key: string | undefined;
  readonly model: string | undefined;
  readonly createdAt: Instant;
  end: End | undefined;
  polls: Polls | undefined;
  /** What its callback came to. */
  callback: CallbackEntry["state"] | undefined;
  callbackBy = 0;
  /** Instant at which the client first knew of the result, by a query or a callback. */
  toldAt: Instant | undefined;
  toldBy = 0;
  /** Downloads that brought the result, or asked for it in vain once it was gone. */
  fetched = 0;

  constructor({ task, key, model, at }: Pick<TaskHappening, "task" | "key" | "model" | "at">) {
    this.id = task;
    this.key = key;
    this.model = model;
    this.createdAt = at;
  }

  polled(entry: RequestEntry): void {
    const { at, sequence } = entry;
    const polls = (this.polls ??= newPolls(at));
    if (polls.count > 0 && polls.end === undefined) polls.rhythm.add(at - polls.lastAt);
    polls.count++;
    polls.lastAt = at;
    polls.lastSequence = sequence;
    addEvidence(polls.evidence, sequence);
    if (polls.end !== undefined && couldKnow(entry, polls.end.sequence)) polls.end.after++;
    if (entry.shown === undefined || isAnswerLost(entry)) return;
    polls.shown = entry.shown;
    if (entry.shown !== "completed" && entry.shown !== "failed") return;
    polls.end ??= { status: entry.shown, sequence, at, after: 0 };
    if (entry.shown === "completed") this.#told(at, sequence);
  }

  calledBack({ state, at, sequence }: CallbackEntry): void {
    // One that arrived is not undone by a further delivery that does not.
    if (this.callback !== "delivered") this.callback = state;
    this.callbackBy = sequence;
    if (state === "delivered") this.#told(at, sequence);
  }

  downloaded(entry: RequestEntry): void {
    const isFile = entry.method === "GET" && entry.status >= 200 && entry.status < 400;
    if ((isFile && !isAnswerLost(entry)) || entry.code === "link_expired") this.fetched++;
  }

  #told(at: Instant, sequence: number): void {
    if (this.toldAt !== undefined) return;
    this.toldAt = at;
    this.toldBy = sequence;
  }
}

function newPolls(at: Instant): Polls {
  return {
    count: 0,
    firstAt: at,
    lastAt: at,
    lastSequence: 0,
    shown: undefined,
    rhythm: new Rhythm(),
    evidence: [],
  };
}
