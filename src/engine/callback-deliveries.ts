import { andThen } from "../ports/and-then.js";
import type { CallbackReply, CallbackSender } from "../ports/callback-sender.js";
import type { Attempt, Delivery, DeliveryBounds, LocalDeliveries } from "../ports/deliveries.js";
import type { CallbackWork } from "../ports/due-queue.js";
import type { CallbackEvent } from "../ports/journal.js";
import { CALLBACK_TIMEOUT_MS, isDelivered, nextAttemptAt } from "../simulation/callback-schedule.js";
import { type DeliveryPolicy, deliveryTarget } from "../simulation/delivery-target.js";
import type { Instant } from "../simulation/instant.js";
import type { Timeline } from "./timeline.js";

/** Attempts under way at once while time stands still. */
const MOST_AT_ONCE = 64;
/**
 * The same while it runs, and silent receivers take their time: no more than a receiver lets wait, though thousands may be
 * due at once after a mock was off.
 */
const MOST_AT_ONCE_RUNNING = 256;

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

  /** Makes the attempt of a delivery that is due; of one that was dropped none. */
  async attempt(work: CallbackWork): Promise<void> {
    const { store, timeline, sender, patienceMs } = this.#parts;
    await this.#turn();
    // Time may have been stopped meanwhile.
    const still = timeline.standsStill;
    let made: Made | undefined;
    try {
      const sent = timeline.now();
      const pending = await store.find(work.delivery);
      if (pending !== undefined) {
        const number = pending.delivery.attempts.length + 1;
        const patience = still ? patienceMs : CALLBACK_TIMEOUT_MS;
        const reply = await sender.send({ ...pending.outgoing, attempt: number, patienceMs: patience });
        made = { number, reply, sent, still };
      }
    } finally {
      this.#endTurn();
      await timeline.keep(() => this.#conclude(work, made));
    }
  }

  /** Writes an attempt down, and has the next one follow; not for one that another process makes again meanwhile. */
  async #conclude(work: CallbackWork, made: Made | undefined): Promise<void> {
    const { store, timeline, onChange } = this.#parts;
    const { delivery: id, at: due } = work;
    const isOurs = await timeline.done(work);
    if (made === undefined || !isOurs) return;
    const isDone = isDelivered(made.reply);
    const next = isDone ? undefined : nextAttemptAt(made.number, due, made.reply, timeline.now());
    const state = isDone ? "delivered" : next === undefined ? "given-up" : "pending";
    const delivery = await store.record(id, attemptOf(made, work), state);
    if (delivery === undefined) return;
    if (next !== undefined) await this.#schedule(delivery, next);
    await onChange(delivery);
  }

  #turn(): Promise<void> | undefined {
    const most = this.#parts.timeline.standsStill ? MOST_AT_ONCE : MOST_AT_ONCE_RUNNING;
    if (this.#underWay < most) {
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

/** An attempt that was made. */
interface Made {
  readonly number: number;
  readonly reply: CallbackReply;
  readonly sent: Instant;
  /** Whether time stood still. */
  readonly still: boolean;
}

function attemptOf({ reply, sent, still }: Made, { at: due, again }: CallbackWork): Attempt {
  const seconds = still ? 0 : reply.seconds;
  const times = { due, sent, ...(again === undefined ? {} : { again }) };
  switch (reply.kind) {
    case "answered": {
      const { status, body: answer, incomplete } = reply;
      return { ...times, status, seconds, answer, ...(incomplete === undefined ? {} : { incomplete }) };
    }
    case "silent":
      return { ...times, error: "no answer within 10 s", seconds: CALLBACK_TIMEOUT_MS / 1000 };
    case "failed":
      return { ...times, error: reply.reason, seconds };
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
    ...(last?.again === undefined ? {} : { again: last.again }),
  };
}
