import { andThen } from "../ports/and-then.js";
import type { CallbackReply, CallbackSender } from "../ports/callback-sender.js";
import type { Attempt, Delivery, DeliveryBounds, LocalDeliveries } from "../ports/deliveries.js";
import type { CallbackEvent } from "../ports/journal.js";
import { CALLBACK_TIMEOUT_MS, isDelivered, nextAttemptAt } from "../simulation/callback-schedule.js";
import { type DeliveryPolicy, deliveryTarget } from "../simulation/delivery-target.js";
import type { Instant } from "../simulation/instant.js";
import type { Timeline } from "./timeline.js";

/** Attempts under way at once while time stands still. */
const MOST_AT_ONCE = 64;

interface DeliveryParts {
  readonly timeline: Timeline;
  readonly store: LocalDeliveries;
  readonly sender: CallbackSender;
  readonly policy: DeliveryPolicy;
  /** Real milliseconds that a silent receiver holds up moved or frozen time. */
  readonly patienceMs: number;
  readonly onChange: (delivery: Delivery) => void | Promise<void>;
}

/** Sends callbacks on the timeline, and has every attempt kept. */
export class CallbackDeliveries {
  readonly #parts: DeliveryParts;
  readonly #queue: (() => void)[] = [];
  #underWay = 0;

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  /** The deliveries that are kept, oldest first; those of one task when `task` is given. */
  deliveries(task?: string): readonly Delivery[] {
    return this.#parts.store.list(task);
  }

  get bounds(): DeliveryBounds {
    return this.#parts.store.bounds;
  }

  /** Whether as many deliveries wait as may be kept: no further one should be asked for by hand. */
  get isFull(): boolean {
    return this.bounds.pending >= this.bounds.most;
  }

  /** Whether the callbacks of an address are sent somewhere. */
  sends(callbackUrl: string): boolean {
    return deliveryTarget(callbackUrl, this.#parts.policy).kind === "send";
  }

  /** Whether a delivery of a task has not ended. */
  isPending(task: string): boolean | Promise<boolean> {
    return this.#parts.store.isPending(task);
  }

  /** What is sent of a delivery that has not ended, as JSON text; `undefined` for any other. */
  outgoingBody(id: number): string | undefined | Promise<string | undefined> {
    return andThen(this.#parts.store.find(id), (pending) => pending?.outgoing.body);
  }

  /** Drops all deliveries; an attempt under way is the last of its delivery and is not reported. */
  clear(): void | Promise<void> {
    return this.#parts.store.clear();
  }

  /**
   * Delivers a task's callback: the first attempt is due at once, or `afterMs` later.
   *
   * @param body - the query's body
   * @param fault.dropped - why nothing is sent
   * @param fault.sentTo - the callback URL where `about` must not show it whole
   */
  deliver(
    about: Pick<Delivery, "task" | "key" | "model" | "callbackUrl">,
    body: string,
    fault: { afterMs?: number; dropped?: string; sentTo?: string | undefined } = {},
  ): Delivery | Promise<Delivery> {
    const { store, timeline, policy, onChange } = this.#parts;
    const { sentTo, dropped, afterMs = 0 } = fault;
    const target =
      dropped === undefined
        ? deliveryTarget(sentTo ?? about.callbackUrl, policy)
        : ({ kind: "withheld", reason: dropped } as const);
    const added =
      target.kind === "send"
        ? store.add({
            ...about,
            target: this.#shownTarget(about.callbackUrl, target.url, sentTo),
            outgoing: { url: target.url, body, mustBePublic: target.mustBePublic },
          })
        : store.add({ ...about, reason: target.reason });
    return andThen(added, (delivery) =>
      andThen(onChange(delivery), () => {
        if (target.kind !== "send") return delivery;
        return andThen(this.#schedule(delivery, timeline.now() + afterMs), () => delivery);
      }),
    );
  }

  /** Where a delivery goes, as it may be shown. */
  #shownTarget(callbackUrl: string, target: string, sentTo: string | undefined): string {
    if (sentTo === undefined) return target;
    const shown = deliveryTarget(callbackUrl, this.#parts.policy);
    return shown.kind === "send" ? shown.url : callbackUrl;
  }

  #schedule({ id }: Delivery, at: Instant): void | Promise<void> {
    return this.#parts.timeline.schedule({ at, kind: "callback-attempt", delivery: id });
  }

  /** Makes the next attempt of a delivery, which was due at `due`; of one that was dropped none. */
  async attempt(id: number, due: Instant): Promise<void> {
    const { store, timeline, sender, patienceMs, onChange } = this.#parts;
    const still = timeline.standsStill;
    if (still) await this.#turn();
    let reply: CallbackReply;
    const sent = timeline.now();
    let made: number;
    try {
      const pending = await store.find(id);
      if (pending === undefined) return;
      made = pending.delivery.attempts.length + 1;
      reply = await sender.send({
        ...pending.outgoing,
        attempt: made,
        patienceMs: still ? patienceMs : CALLBACK_TIMEOUT_MS,
      });
    } finally {
      if (still) this.#endTurn();
    }
    const isDone = isDelivered(reply);
    const next = isDone ? undefined : nextAttemptAt(made, due, reply, timeline.now());
    const state = isDone ? "delivered" : next === undefined ? "given-up" : "pending";
    const delivery = await store.record(id, attemptOf(reply, due, sent, still), state);
    if (delivery === undefined) return;
    if (next !== undefined) await this.#schedule(delivery, next);
    await onChange(delivery);
  }

  #turn(): Promise<void> | undefined {
    if (this.#underWay < MOST_AT_ONCE) {
      this.#underWay++;
      return undefined;
    }
    return new Promise((resolve) => this.#queue.push(resolve));
  }

  #endTurn(): void {
    const next = this.#queue.shift();
    if (next === undefined) this.#underWay--;
    else next();
  }
}

function attemptOf(reply: CallbackReply, due: Instant, sent: Instant, still: boolean): Attempt {
  const seconds = still ? 0 : reply.seconds;
  switch (reply.kind) {
    case "answered": {
      const { status, body: answer, incomplete } = reply;
      return { due, sent, status, seconds, answer, ...(incomplete === undefined ? {} : { incomplete }) };
    }
    case "silent":
      return { due, sent, error: "no answer within 10 s", seconds: CALLBACK_TIMEOUT_MS / 1000 };
    case "failed":
      return { due, sent, error: reply.reason, seconds };
  }
}

/** The latest step of a delivery as a journal event; `undefined` while nothing was sent or withheld. */
export function callbackEvent(delivery: Delivery, at: Instant): CallbackEvent | undefined {
  const { task, key, model, id, callbackUrl, target, state, reason, attempts } = delivery;
  const last = attempts.at(-1);
  if (last === undefined && state !== "withheld") return undefined;
  const error = last === undefined ? reason : last.error;
  return {
    kind: "callback",
    at,
    task,
    key,
    model,
    delivery: id,
    url: target ?? callbackUrl,
    attempt: attempts.length,
    state,
    ...(last === undefined ? {} : { seconds: last.seconds }),
    ...(last?.status === undefined ? {} : { status: last.status }),
    ...(error === undefined ? {} : { error }),
  };
}
