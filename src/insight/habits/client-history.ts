import type { Body } from "../../contract/rules/define-rule.js";
import type { Instant } from "../../simulation/instant.js";
import { bytesOfText } from "../../text/bytes-of.js";
import { ComparableBody } from "./comparable-body.js";
import { couldKnow, isAnswerLost, type RequestEntry } from "./entries.js";
import type { AcceptedSubmit, RecentSubmits } from "./recent-submits.js";

/** Submits that went wrong and are remembered per API key. */
const MOST_FAILED = 20;

/**
 * How long a submit with the body of one that went wrong counts as a further try, in virtual time: the longest that
 * the vendor's own clients wait for a task. A later submit is a new request.
 */
const TRY_AGAIN_MS = 600_000;

/** An answer to a submit was lost, and its task may live: that long a result can be fetched, and paid for twice. */
const LOST_MS = 86_400_000;

/** A timer may ring a little early: a call so little before the end of a wait keeps it. */
const TIMER_SLACK_MS = 10;

/** The longest that a client need wait, whatever Retry-After says: the vendor's own clients cap it at this. */
const LONGEST_RETRY_AFTER_MS = 30_000;

/** Waits of queries that are remembered per API key. */
const MOST_WAITS = 100;

/**
 * Submits of other bodies that may be refused in the time of one wait: several processes, or workers of one, share a
 * key, and none knows the answers of the others.
 */
const MOST_WORKERS = 20;

/** Paths on which refusals of a key are counted. */
const MOST_PATHS = 100;

/** A wait that an answer asked for. */
export interface RequestedWait {
  readonly at: Instant;
  readonly until: Instant;
  /** As `Retry-After` had it. */
  readonly seconds: number;
  readonly status: number;
  readonly sequence: number;
  /** When the answer was written, in real milliseconds. */
  readonly realAt: number;
}

/** Calls with a key that were answered with 401, and no other call between them. */
export interface RefusedCalls {
  /** Number of the first one's entry. */
  readonly firstBy: number;
  /** Calls since then by path, without those that were under way. */
  readonly again: Map<string, number>;
}

/** A submit that was refused, or whose answer was lost. */
export interface FailedSubmit {
  readonly body: ComparableBody;
  readonly status: number;
  readonly code: string | undefined;
  readonly isLost: boolean;
  readonly idempotencyKey: string | undefined;
  readonly task: string | undefined;
  readonly sequence: number;
  readonly at: Instant;
  /** The wait that its answer asked for. */
  readonly wait: RequestedWait | undefined;
}

/** History of the client behind an API key. */
export class ClientHistory {
  readonly #failed: FailedSubmit[] = [];
  /** Waits of queries, by path. */
  readonly #waits = new Map<string, RequestedWait>();
  /** A wait of a submit, and how many of other bodies were refused before it was over. */
  #crowd: { readonly wait: RequestedWait; others: number } | undefined;
  #refused: RefusedCalls | undefined;
  /** The submit that is looked at, with what it sent. */
  #body: ComparableBody | undefined;
  /** What was found for it among those that went wrong: several habits ask. */
  #sought: { readonly found: FailedSubmit | undefined } | undefined;
  /** Bytes of the bodies that are remembered, about. */
  bytes = 0;

  /** @param realNow - real milliseconds since any instant: a clock that stands still does not show that a client waits */
  constructor(
    private readonly accepted: RecentSubmits,
    private readonly realNow: () => number,
  ) {}

  /** Set while calls are answered with 401, from the first to the next one that is not. */
  get refused(): RefusedCalls | undefined {
    return this.#refused;
  }

  /**
   * The wait that a request should have kept: the one that was asked for when the same was sent before. Of a submit
   * also that of another body, when so many are refused in its time that they are hardly those of other processes.
   */
  unkeptBy(entry: RequestEntry): RequestedWait | undefined {
    const own = entry.route === "submit" ? this.failedBefore(entry)?.wait : this.#waits.get(entry.path);
    if (own !== undefined) return this.#isEarly(entry, own) ? own : undefined;
    const crowd = this.#crowd;
    if (crowd === undefined || entry.route !== "submit" || entry.retryAfter === undefined) return undefined;
    if (!this.#isEarly(entry, crowd.wait)) return undefined;
    crowd.others++;
    return crowd.others > MOST_WORKERS ? crowd.wait : undefined;
  }

  /** Whether a request came before a wait was over that its sender knew of. */
  #isEarly(entry: RequestEntry, wait: RequestedWait): boolean {
    return couldKnow(entry, wait.sequence) && !this.#isOver(wait, entry.at);
  }

  /** Whether a wait is over by the mock's clock, or in real time. */
  #isOver({ at, until, realAt }: RequestedWait, now: Instant): boolean {
    return (
      now < at || now >= until - TIMER_SLACK_MS || this.realNow() - realAt >= until - at - TIMER_SLACK_MS
    );
  }

  /** The latest submit of the same body that went wrong not long before the request arrived. */
  failedBefore(entry: RequestEntry): FailedSubmit | undefined {
    const body = this.#body;
    if (this.#failed.length === 0 || body === undefined) return undefined;
    this.#sought ??= {
      found: this.#failed.findLast(
        (failed) =>
          couldKnow(entry, failed.sequence) &&
          entry.at - failed.at <= (failed.isLost ? LOST_MS : TRY_AGAIN_MS) &&
          failed.body.equals(body),
      ),
    };
    return this.#sought.found;
  }

  /** An unfinished task of the same body; also one that was submitted at the same time: a double click is that. */
  twinOf(entry: RequestEntry): AcceptedSubmit | undefined {
    return this.#body === undefined ? undefined : this.accepted.twinOf(entry, this.#body);
  }

  /** Looks at a submit: the questions about it come next, and `submitted` last. */
  arrives({ sent }: RequestEntry, body: Body | undefined): void {
    this.#body = sent === undefined ? undefined : new ComparableBody(sent, body);
    this.#sought = undefined;
  }

  submitted(entry: RequestEntry): void {
    const wait = this.#waitOf(entry);
    if (wait !== undefined && (this.#crowd === undefined || this.#isOver(this.#crowd.wait, entry.at)))
      this.#crowd = { wait, others: 0 };
    const body = this.#body;
    if (body === undefined) return;
    if (entry.reserved !== undefined && entry.replayed !== true) this.accepted.add(entry, body);
    const earlier = this.failedBefore(entry);
    if (earlier !== undefined) this.#forget(this.#failed.indexOf(earlier));
    if (entry.status === 0 || entry.status >= 400 || isAnswerLost(entry)) {
      this.#failed.push({ ...failedOf(entry, wait), body });
      this.bytes += bytesOfText(body.text);
      if (this.#failed.length > MOST_FAILED) this.#forget(0);
    }
  }

  #forget(place: number): void {
    const [gone] = this.#failed.splice(place, 1);
    if (gone !== undefined) this.bytes -= bytesOfText(gone.body.text);
  }

  queried(entry: RequestEntry): void {
    const wait = this.#waitOf(entry);
    if (wait === undefined) return;
    this.#waits.delete(entry.path);
    this.#waits.set(entry.path, wait);
    if (this.#waits.size > MOST_WAITS) removeOldest(this.#waits);
  }

  /** Takes a call of whatever operation: whether its key was refused. */
  called(entry: RequestEntry): void {
    const { status, sequence, path } = entry;
    if (status !== 401) {
      if (this.#refused !== undefined && status > 0) this.#refused = undefined;
      return;
    }
    this.#refused ??= { firstBy: sequence, again: new Map() };
    const { firstBy, again } = this.#refused;
    if (!couldKnow(entry, firstBy)) return;
    again.set(path, (again.get(path) ?? 0) + 1);
    if (again.size > MOST_PATHS) removeOldest(again);
  }

  #waitOf(entry: RequestEntry): RequestedWait | undefined {
    const { at, status, retryAfter, sequence } = entry;
    if (retryAfter === undefined || isAnswerLost(entry)) return undefined;
    const until = at + Math.min(retryAfter * 1000, LONGEST_RETRY_AFTER_MS);
    return { at, until, seconds: retryAfter, status, sequence, realAt: this.realNow() };
  }
}

function failedOf(entry: RequestEntry, wait: RequestedWait | undefined): Omit<FailedSubmit, "body"> {
  const { status, code, idempotencyKey, task, sequence, at } = entry;
  return { status, code, isLost: isAnswerLost(entry), idempotencyKey, task, sequence, at, wait };
}

function removeOldest(map: Map<string, unknown>): void {
  for (const oldest of map.keys()) {
    map.delete(oldest);
    return;
  }
}
