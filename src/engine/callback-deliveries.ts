import type { CallbackReply, CallbackSender } from "../ports/callback-sender.js";
import type { CallbackEvent } from "../ports/journal.js";
import { OldestKeys } from "../ports/oldest-keys.js";
import {
  type AttemptOutcome,
  CALLBACK_TIMEOUT_MS,
  isDelivered,
  nextAttemptAt,
} from "../simulation/callback-schedule.js";
import { type DeliveryPolicy, type DeliveryTarget, deliveryTarget } from "../simulation/delivery-target.js";
import type { Instant } from "../simulation/instant.js";
import { bytesOfText, mostBytesOf } from "../text/bytes-of.js";
import type { Timeline } from "./timeline.js";

/** One try of a delivery. */
export interface Attempt {
  /** Instant it was due; sent at that instant unless the clock ran past it. */
  readonly due: Instant;
  readonly sent: Instant;
  /** HTTP status of the answer. */
  readonly status?: number;
  /** Why there is no answer. */
  readonly error?: string;
  /** Virtual seconds until the answer: 10 for a silent receiver. */
  readonly seconds: number;
  /** First 2 kB of the answer. */
  readonly answer?: string;
  /** Why the answer's body did not arrive whole. The status decides all the same. */
  readonly incomplete?: string;
}

/** All tries for one event of a task. */
export interface Delivery {
  /** Counts up from 1. */
  readonly id: number;
  readonly task: string;
  /** Account as people see it. */
  readonly key: string;
  readonly model: string;
  /** As the request named it. */
  readonly callbackUrl: string;
  /** Where it really goes; absent when withheld. */
  readonly target?: string;
  state: "pending" | "delivered" | "given-up" | "withheld";
  /** Why it is withheld. */
  readonly reason?: string;
  readonly attempts: Attempt[];
}

/** A delivery that has not ended, with what is sent. */
interface Outgoing {
  readonly delivery: Delivery;
  readonly url: string;
  /** JSON text. */
  readonly body: string;
  readonly mustBePublic: boolean;
}

/** Attempts under way at once while time stands still. */
const MOST_AT_ONCE = 64;

/** How many deliveries are kept, and how many there ever were. */
export interface DeliveryBounds {
  /** Most that have ended; pending ones are kept beside them. */
  readonly most: number;
  /** Most bytes that those take in memory, about. */
  readonly mostBytes: number;
  readonly kept: number;
  readonly bytes: number;
  readonly pending: number;
  readonly made: number;
}

/** Sends callbacks on the timeline and keeps every attempt, of the newest deliveries that have ended and of all others. */
export class CallbackDeliveries {
  readonly #timeline: Timeline;
  readonly #sender: CallbackSender;
  readonly #policy: DeliveryPolicy;
  readonly #patienceMs: number;
  readonly #onChange: (delivery: Delivery) => void;
  readonly #most: number;
  readonly #mostBytes: number;
  /** Oldest first. */
  #deliveries = new Set<Delivery>();
  /** Those that have ended, in the order they did, and about how many bytes each takes. */
  readonly #ended = new Map<Delivery, number>();
  readonly #firstEnded = new OldestKeys(this.#ended);
  #bytes = 0;
  #byTask = new Map<string, Delivery[]>();
  /** What is still to be sent, by the number of its delivery. */
  readonly #outgoing = new Map<number, Outgoing>();
  #made = 0;
  readonly #queue: (() => void)[] = [];
  #underWay = 0;

  constructor(parts: {
    timeline: Timeline;
    sender: CallbackSender;
    policy: DeliveryPolicy;
    /** Deliveries that have ended and are kept. */
    most: number;
    /** Real milliseconds that a silent receiver holds up moved or frozen time. */
    patienceMs: number;
    onChange: (delivery: Delivery) => void;
  }) {
    this.#timeline = parts.timeline;
    this.#sender = parts.sender;
    this.#policy = parts.policy;
    this.#most = parts.most;
    this.#mostBytes = mostBytesOf(parts.most);
    this.#patienceMs = parts.patienceMs;
    this.#onChange = parts.onChange;
  }

  /** The deliveries that are kept, oldest first; those of one task when `task` is given. */
  deliveries(task?: string): readonly Delivery[] {
    return task === undefined ? [...this.#deliveries] : (this.#byTask.get(task) ?? []);
  }

  get bounds(): DeliveryBounds {
    const kept = this.#deliveries.size;
    return {
      most: this.#most,
      mostBytes: this.#mostBytes,
      kept,
      bytes: this.#bytes,
      pending: kept - this.#ended.size,
      made: this.#made,
    };
  }

  /** Whether as many deliveries wait as may be kept: no further one should be asked for by hand. */
  get isFull(): boolean {
    return this.#deliveries.size - this.#ended.size >= this.#most;
  }

  /** Whether a delivery of a task has not ended. */
  isPending(task: string): boolean {
    return this.#byTask.get(task)?.some(({ state }) => state === "pending") ?? false;
  }

  /** Drops all deliveries; an attempt under way is the last of its delivery and is not reported. */
  clear(): void {
    this.#deliveries = new Set();
    this.#ended.clear();
    this.#firstEnded.restart();
    this.#bytes = 0;
    this.#byTask = new Map();
    this.#outgoing.clear();
  }

  /**
   * Delivers a task's callback: the first attempt is due at once, or `afterMs` later.
   *
   * @param fault.dropped - why nothing is sent
   * @param fault.sentTo - the callback URL where `about` must not show it whole
   * @param body - the query's body
   */
  deliver(
    about: Pick<Delivery, "task" | "key" | "model" | "callbackUrl">,
    body: string,
    fault: { afterMs?: number; dropped?: string; sentTo?: string | undefined } = {},
  ): Delivery {
    const target: DeliveryTarget =
      fault.dropped === undefined
        ? deliveryTarget(fault.sentTo ?? about.callbackUrl, this.#policy)
        : { kind: "withheld", reason: fault.dropped };
    const base = { id: ++this.#made, ...about, attempts: [] };
    const delivery: Delivery =
      target.kind === "send"
        ? {
            ...base,
            state: "pending",
            target: this.#shownTarget(about.callbackUrl, target.url, fault.sentTo),
          }
        : { ...base, state: "withheld", reason: target.reason };
    this.#deliveries.add(delivery);
    const ofTask = this.#byTask.get(delivery.task);
    if (ofTask === undefined) this.#byTask.set(delivery.task, [delivery]);
    else ofTask.push(delivery);
    if (delivery.state !== "pending") this.#keepEnded(delivery);
    this.#onChange(delivery);
    if (target.kind === "send") {
      const { url, mustBePublic } = target;
      this.#outgoing.set(delivery.id, { delivery, url, mustBePublic, body });
      this.#schedule(delivery, this.#timeline.now() + (fault.afterMs ?? 0));
    }
    return delivery;
  }

  /** Where a delivery goes, as it may be shown. */
  #shownTarget(callbackUrl: string, target: string, sentTo: string | undefined): string {
    if (sentTo === undefined) return target;
    const shown = deliveryTarget(callbackUrl, this.#policy);
    return shown.kind === "send" ? shown.url : callbackUrl;
  }

  #schedule({ id }: Delivery, at: Instant): void {
    void this.#timeline.schedule({ at, kind: "callback-attempt", delivery: id });
  }

  /** Makes the next attempt of a delivery, which was due at `due`; of one that was dropped none. */
  async attempt(id: number, due: Instant): Promise<void> {
    const isDropped = () => this.#outgoing.get(id) !== outgoing;
    const outgoing = this.#outgoing.get(id);
    if (outgoing === undefined) return;
    const still = this.#timeline.standsStill;
    if (still) await this.#turn();
    const { delivery, url, body, mustBePublic } = outgoing;
    const sent = this.#timeline.now();
    let reply: CallbackReply;
    try {
      if (isDropped()) return;
      reply = await this.#sender.send({
        url,
        body,
        mustBePublic,
        attempt: delivery.attempts.length + 1,
        patienceMs: still ? this.#patienceMs : CALLBACK_TIMEOUT_MS,
      });
    } finally {
      if (still) this.#endTurn();
    }
    if (isDropped()) return;
    const { outcome, attempt } = recorded(reply, due, sent, still);
    delivery.attempts.push(attempt);
    const next = isDelivered(outcome)
      ? undefined
      : nextAttemptAt(delivery.attempts.length, due, outcome, this.#timeline.now());
    if (next !== undefined) this.#schedule(delivery, next);
    else {
      delivery.state = isDelivered(outcome) ? "delivered" : "given-up";
      this.#keepEnded(delivery);
    }
    this.#onChange(delivery);
  }

  /** Makes room for a delivery that has ended: the one that ended first goes. */
  #keepEnded(delivery: Delivery): void {
    this.#outgoing.delete(delivery.id);
    const bytes = bytesOfDelivery(delivery);
    this.#ended.set(delivery, bytes);
    this.#bytes += bytes;
    while (this.#ended.size > this.#most || (this.#bytes > this.#mostBytes && this.#ended.size > 1))
      this.#dropFirst();
  }

  #dropFirst(): void {
    const first = this.#firstEnded.next();
    if (first === undefined) return;
    this.#bytes -= this.#ended.get(first) ?? 0;
    this.#ended.delete(first);
    this.#deliveries.delete(first);
    const left = this.#byTask.get(first.task)?.filter((one) => one !== first) ?? [];
    if (left.length === 0) this.#byTask.delete(first.task);
    else this.#byTask.set(first.task, left);
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

function bytesOfDelivery({ callbackUrl, target = "", attempts }: Delivery): number {
  const texts = attempts.map(({ answer = "", error = "" }) => 200 + bytesOfText(answer) + bytesOfText(error));
  return texts.reduce((sum, bytes) => sum + bytes, 500 + callbackUrl.length + target.length);
}

function recorded(
  reply: CallbackReply,
  due: Instant,
  sent: Instant,
  still: boolean,
): { outcome: AttemptOutcome; attempt: Attempt } {
  switch (reply.kind) {
    case "answered":
      return {
        outcome: { kind: "answered", status: reply.status },
        attempt: {
          due,
          sent,
          status: reply.status,
          seconds: still ? 0 : reply.seconds,
          answer: reply.body,
          ...(reply.incomplete === undefined ? {} : { incomplete: reply.incomplete }),
        },
      };
    case "silent":
      return {
        outcome: { kind: "silent" },
        attempt: { due, sent, error: "no answer within 10 s", seconds: CALLBACK_TIMEOUT_MS / 1000 },
      };
    case "failed":
      return {
        outcome: { kind: "failed", reason: reply.reason },
        attempt: { due, sent, error: reply.reason, seconds: still ? 0 : reply.seconds },
      };
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
