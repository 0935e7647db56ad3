import type { Instant } from "../../simulation/instant.js";
import type { TaskAnswer, TaskQuery } from "./task-query.js";

/** Pauses between the queries of a task: the first one, doubled up to the longest. */
const FIRST_PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 30_000;

/** Queries under way at once, of all tasks. */
const MOST_AT_ONCE = 4;

/** Statuses after which a task does not change. */
const FINAL: ReadonlySet<string> = new Set(["completed", "failed", "cancelled"]);

/** The time that pauses are measured with; `Timeline` has it. */
export interface PollingTime {
  now(): Instant;
  /** Calls back at an instant. */
  setAlarm(at: Instant, ring: () => void): void;
}

/** How polling a task ended. */
export type PollEnd =
  /** The task has ended; `body` is the last answer as it came. */
  | { readonly kind: "ended"; readonly status: string; readonly body: string }
  | Extract<TaskAnswer, { kind: "refused" }>
  /** The signal ended it. */
  | { readonly kind: "stopped" };

export interface PollOptions {
  /** Ends polling. */
  readonly signal: AbortSignal;
  /** Milliseconds until the first query; default 0. */
  readonly firstAfterMs?: number;
  /** Called with each answer that another query follows, and the milliseconds until then. */
  readonly onAnswer?: (answer: Exclude<TaskAnswer, { kind: "refused" }>, nextMs: number) => void;
}

/**
 * Polls tasks until they end: 5 s after the first query, then 10, 20, and every 30 s, or later where `Retry-After` says so.
 * Trouble on the way (no answer, 429, 5xx, no JSON) counts as a query; polling goes on.
 */
export class TaskPoller {
  readonly #query: Pick<TaskQuery, "ask">;
  readonly #time: PollingTime;
  readonly #waiting: (() => void)[] = [];
  #underWay = 0;

  constructor(query: Pick<TaskQuery, "ask">, time: PollingTime) {
    this.#query = query;
    this.#time = time;
  }

  /** Polls a task; never rejects. */
  async poll(task: string, { signal, firstAfterMs = 0, onAnswer }: PollOptions): Promise<PollEnd> {
    if (firstAfterMs > 0) await this.#pause(firstAfterMs, signal);
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const answer = await this.#ask(task, signal);
      if (signal.aborted) return { kind: "stopped" };
      if (answer.kind === "refused") return answer;
      if (answer.kind === "shown" && FINAL.has(answer.status))
        return { kind: "ended", status: answer.status, body: answer.body };
      const next = Math.max(pause, answer.retryAfterMs ?? 0);
      onAnswer?.(answer, next);
      await this.#pause(next, signal);
    }
  }

  async #ask(task: string, signal: AbortSignal): Promise<TaskAnswer> {
    if (this.#underWay < MOST_AT_ONCE) this.#underWay++;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return signal.aborted
        ? { kind: "trouble", why: "polling has ended" }
        : await this.#query.ask(task, signal);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#underWay--;
      else next();
    }
  }

  /** Resolves after so many milliseconds, at once when the signal ends it. */
  #pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) {
        resolve();
        return;
      }
      const end = () => {
        signal.removeEventListener("abort", end);
        resolve();
      };
      signal.addEventListener("abort", end);
      this.#time.setAlarm(this.#time.now() + milliseconds, end);
    });
  }
}
