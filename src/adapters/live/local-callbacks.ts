import { KeyMask } from "../../contract/key-mask.js";
import type { Body } from "../../contract/rules/define-rule.js";
import type { CallbackDeliveries } from "../../engine/callback-deliveries.js";
import { localCallbackOf } from "../../engine/live/local-callback.js";
import type { Delivery } from "../../ports/deliveries.js";
import { OldestKeys } from "../../ports/oldest-keys.js";
import { plural } from "../../text/plural.js";
import { type PollEnd, type PollingTime, TaskPoller } from "./task-poller.js";
import type { TaskAnswer, TaskQuery } from "./task-query.js";

/** Milliseconds from the answer to a submit to the first query of its task. */
const FIRST_QUERY_MS = 5000;

/** Tasks that are remembered, so that a replayed submit is not called back twice; of more the newest. */
const MOST_KNOWN = 10_000;

/** Tasks that one sentence names. */
const MOST_NAMED = 20;

/** A task that the service does not call back. */
export interface UncalledTask extends Pick<Delivery, "task" | "key" | "model" | "callbackUrl"> {
  /** The callback URL where `callbackUrl` must not show it whole. */
  readonly sentTo: string | undefined;
}

export interface LocalCallbacksParts {
  readonly time: PollingTime;
  readonly callbacks: Pick<CallbackDeliveries, "deliver" | "deliveries" | "sends">;
  /** Queries tasks with an API key. */
  readonly queryWith: (apiKey: string) => Pick<TaskQuery, "ask">;
  /** Told of what keeps a callback from being delivered, as one sentence. */
  readonly onWarning: (sentence: string) => void;
  readonly onBug: (error: unknown) => void;
}

/**
 * Calls clients back about tasks of a service that was not told their `callback_url`: polls each task and delivers the
 * callback. An API key is kept in memory while its tasks are polled, and nowhere else.
 */
export class LocalCallbacks {
  readonly #parts: LocalCallbacksParts;
  readonly #poller: TaskPoller;
  /** By the ids of the tasks that are polled. */
  readonly #queries = new Map<string, Pick<TaskQuery, "ask">>();
  /** Those that are or were polled. */
  readonly #known = new Map<string, UncalledTask>();
  readonly #oldest = new OldestKeys(this.#known);
  #ended = new AbortController();

  constructor(parts: LocalCallbacksParts) {
    this.#parts = parts;
    const ask = async (task: string, signal: AbortSignal): Promise<TaskAnswer> =>
      (await this.#queries.get(task)?.ask(task, signal)) ?? { kind: "refused", why: "it is not polled" };
    this.#poller = new TaskPoller({ ask }, parts.time);
  }

  /** The `callback_url` of a body that is to be called from here; `undefined` for any other. */
  urlIn(body: Body): string | undefined {
    return localCallbackOf(body, (url) => this.#parts.callbacks.sends(url));
  }

  /** Polls a task and delivers its callback; once, however often a submit that is replayed asks for it. */
  follow(about: UncalledTask, apiKey: string): void {
    const { task } = about;
    if (this.#known.has(task)) return;
    if (this.#known.size >= MOST_KNOWN) this.#known.delete(this.#oldest.next() ?? "");
    this.#known.set(task, about);
    this.#queries.set(task, this.#parts.queryWith(apiKey));
    void this.#run(about, this.#ended.signal, new KeyMask(apiKey)).catch(this.#parts.onBug);
  }

  /** Tells of an accepted submit whose answer named no task that could be polled. */
  tellUnknown(callbackUrl: string): void {
    this.#parts.onWarning(
      `no callback goes to ${callbackUrl}: the service accepted the submit, but its answer has no id of a task that could be read`,
    );
  }

  /** Polls no task any more and forgets all. */
  clear(): void {
    this.#ended.abort();
    this.#ended = new AbortController();
    this.#queries.clear();
    this.#known.clear();
    this.#oldest.restart();
  }

  /** Names the tasks whose callbacks were not delivered, and polls no more. */
  close(): void {
    const { callbacks, onWarning } = this.#parts;
    const pending = callbacks.deliveries().filter(({ state }) => state === "pending");
    const tasks = [...new Set([...this.#queries.keys(), ...pending.map(({ task }) => task)])];
    this.clear();
    if (tasks.length === 0) return;
    const more = tasks.length > MOST_NAMED ? ` and ${tasks.length - MOST_NAMED} more` : "";
    onWarning(
      `the proxy stopped before ${plural(tasks.length, "task")} had been called back: ${tasks.slice(0, MOST_NAMED).join(", ")}${more}; deliver such callbacks with wan-mock listen TASK_ID --upstream URL --forward-to URL`,
    );
  }

  async #run(about: UncalledTask, signal: AbortSignal, mask: KeyMask): Promise<void> {
    const { sentTo, ...delivery } = about;
    const end = await this.#poll(about, signal, mask);
    if (end.kind === "stopped" || signal.aborted) return;
    this.#queries.delete(about.task);
    if (end.kind === "ended") {
      await this.#parts.callbacks.deliver(delivery, end.body, { sentTo });
      return;
    }
    // The same submit may be sent again with a key that is valid by then.
    this.#known.delete(about.task);
    this.#parts.onWarning(
      `no callback goes to ${about.callbackUrl}: the service refused the query of ${about.task}: ${mask.text(end.why, true)}`,
    );
  }

  #poll({ task }: UncalledTask, signal: AbortSignal, mask: KeyMask): Promise<PollEnd> {
    let isTold = false;
    const onAnswer = (answer: TaskAnswer) => {
      if (isTold || answer.kind !== "trouble") return;
      isTold = true;
      this.#parts.onWarning(
        `${task} could not be queried for its callback: ${mask.text(answer.why, true)}; the proxy goes on trying`,
      );
    };
    return this.#poller.poll(task, { signal, firstAfterMs: FIRST_QUERY_MS, onAnswer });
  }
}
