import type { Body } from "../../contract/define-rule.js";
import type { Instant } from "../../simulation/instant.js";
import { couldKnow, isAnswerLost } from "./arrival.js";
import type { RequestEntry } from "./entries.js";
import { isEqualJson } from "./is-equal-json.js";
import type { AcceptedSubmit, TaskBook } from "./task-book.js";

/** Submits that went wrong and are remembered per API key. */
const MOST_FAILED = 20;

/**
 * How long a submit with the body of one that went wrong counts as a further try, in virtual time: the longest that
 * the vendor's own clients wait for a task. What comes later is somebody's new wish.
 */
const TRY_AGAIN_MS = 600_000;

/** An answer to a submit was lost, and its task may live: that long a result can be fetched, and paid for twice. */
const LOST_MS = 86_400_000;

/** A timer may ring a little early: a call so little before the end of a wait keeps it. */
const TIMER_SLACK_MS = 10;

/** A wait that an answer asked for. */
export interface Wait {
  readonly at: Instant;
  readonly until: Instant;
  readonly seconds: number;
  readonly status: number;
  readonly sequence: number;
}

/** A submit that was refused, or whose answer was lost. */
export interface FailedSubmit {
  readonly body: Body;
  readonly status: number;
  readonly code: string | undefined;
  readonly isLost: boolean;
  readonly idempotencyKey: string | undefined;
  readonly task: string | undefined;
  readonly sequence: number;
  readonly at: Instant;
  /** Of the body in memory, about. */
  readonly bytes: number;
  /** A scenario forced it: the same again may well succeed. */
  readonly isForced: boolean;
}

/** What is remembered of the client behind an API key. */
export class ClientStory {
  readonly #failed: FailedSubmit[] = [];
  readonly #waits = new Map<string, Wait>();
  readonly #tasks: TaskBook;
  /** The submit that was last looked for among those that went wrong, and what was found: several habits ask. */
  #soughtFor: RequestEntry | undefined;
  #sought: FailedSubmit | undefined;
  /** Bytes of the bodies that are remembered, about. */
  bytes = 0;

  constructor(tasks: TaskBook) {
    this.#tasks = tasks;
  }

  /** The wait that was asked for before the request arrived and is not over yet. */
  waitBefore(entry: RequestEntry): Wait | undefined {
    const wait = this.#waits.size === 0 ? undefined : this.#waits.get(entry.route);
    if (wait === undefined || !couldKnow(entry, wait.sequence)) return undefined;
    if (entry.at >= wait.at && entry.at < wait.until - TIMER_SLACK_MS) return wait;
    this.#waits.delete(entry.route);
    return undefined;
  }

  /** The latest submit of the same body that went wrong not long before the request arrived. */
  failedBefore(entry: RequestEntry): FailedSubmit | undefined {
    if (this.#failed.length === 0 || entry.body === undefined) return undefined;
    if (this.#soughtFor !== entry) {
      this.#soughtFor = entry;
      this.#sought = this.#failed.findLast(
        (failed) =>
          couldKnow(entry, failed.sequence) &&
          entry.at - failed.at <= (failed.isLost ? LOST_MS : TRY_AGAIN_MS) &&
          isEqualJson(failed.body, entry.body),
      );
    }
    return this.#sought;
  }

  /** An unfinished task of the same body; also one that was submitted at the same time: a double click is that. */
  twinOf(entry: RequestEntry): AcceptedSubmit | undefined {
    return this.#tasks.twinOf(entry);
  }

  submitted(entry: RequestEntry): void {
    this.#waited(entry);
    const { body } = entry;
    if (body === undefined) return;
    const earlier = this.failedBefore(entry);
    this.#soughtFor = undefined;
    this.#sought = undefined;
    if (earlier !== undefined) this.#forget(this.#failed.indexOf(earlier));
    if (entry.status === 0 || entry.status >= 400 || isAnswerLost(entry)) {
      this.#failed.push({ ...failedOf(entry), body });
      this.bytes += entry.bodyBytes ?? 0;
      if (this.#failed.length > MOST_FAILED) this.#forget(0);
    }
  }

  #forget(place: number): void {
    const [gone] = this.#failed.splice(place, 1);
    this.bytes -= gone?.bytes ?? 0;
  }

  queried(entry: RequestEntry): void {
    this.#waited(entry);
  }

  #waited({ route, at, status, retryAfter, fault, sequence }: RequestEntry): void {
    if (retryAfter === undefined || isAnswerLost({ fault })) return;
    this.#waits.set(route, { at, until: at + retryAfter * 1000, seconds: retryAfter, status, sequence });
  }
}

function failedOf(entry: RequestEntry): Omit<FailedSubmit, "body"> {
  const { status, code, idempotencyKey, task, sequence, at, scenario, bodyBytes: bytes = 0 } = entry;
  const isLost = isAnswerLost(entry);
  return {
    status,
    code,
    isLost,
    idempotencyKey,
    task,
    sequence,
    at,
    bytes,
    isForced: scenario !== undefined,
  };
}
