import { LazyCallbackSender } from "../adapters/callbacks/lazy-callback-sender.js";
import { CallbackDeliveries } from "../engine/callback-deliveries.js";
import { Timeline } from "../engine/timeline.js";
import type { MovableClock } from "../ports/clock.js";
import type { Delivery } from "../ports/deliveries.js";
import { clearInterval, setInterval } from "../ports/real-timers.js";
import { CALLBACK_TIMEOUT_MS } from "../simulation/callback-schedule.js";
import { MemoryDeliveries } from "../stores/memory/memory-deliveries.js";
import { MemoryDueQueue } from "../stores/memory/memory-due-queue.js";

/** Deliveries that have ended and are kept. */
const MOST_KEPT = 1000;

/** Milliseconds between two ticks that do nothing; the longest that a timer takes. */
const TICK_MS = 2 ** 31 - 1;

export interface LiveDeliveriesOptions {
  readonly clock: MovableClock;
  /** Where every callback goes. */
  readonly forwardTo: string;
  /** Whether a failed attempt is repeated as the vendor does; else `deliver` resolves after the first one. */
  readonly retry: boolean;
  /** Called after each attempt. */
  readonly onAttempt: (delivery: Delivery) => void;
  readonly onBug: (error: unknown) => void;
}

/**
 * Delivers callbacks by the vendor's rules where no mock runs: about tasks of another service, or about none. Keeps the
 * process alive until it is closed: the timer of a timeline does not.
 */
export class LiveDeliveries {
  /** The time that attempts wait for. */
  readonly timeline: Timeline;
  readonly callbacks: CallbackDeliveries;
  readonly #sender = new LazyCallbackSender();
  readonly #ended = new Map<number, (delivery: Delivery) => void>();
  readonly #options: LiveDeliveriesOptions;
  readonly #tick = setInterval(() => undefined, TICK_MS);

  constructor(options: LiveDeliveriesOptions) {
    const { clock, forwardTo, onBug } = options;
    this.#options = options;
    this.timeline = new Timeline(clock, new MemoryDueQueue(), onBug);
    this.callbacks = new CallbackDeliveries({
      timeline: this.timeline,
      store: new MemoryDeliveries(MOST_KEPT),
      sender: this.#sender,
      policy: { forwardTo, map: [], allowLocal: true, allowExternal: true },
      patienceMs: CALLBACK_TIMEOUT_MS,
      onChange: (delivery) => this.#changed(delivery),
    });
    this.timeline.carryOutBy({
      keepBooks: () => undefined,
      send: (work) => this.callbacks.attempt(work),
    });
  }

  /**
   * Delivers a callback.
   *
   * @param body - JSON text: the task as a query shows it
   * @returns the delivery once it has ended, or after its first attempt without `retry`; never resolves once closed
   */
  async deliver(about: Pick<Delivery, "task" | "model">, body: string): Promise<Delivery> {
    const callbackUrl = this.#options.forwardTo;
    const { id } = await this.callbacks.deliver({ ...about, key: "", callbackUrl }, body);
    return new Promise((resolve) => this.#ended.set(id, resolve));
  }

  /** Sends nothing more. */
  close(): void {
    clearInterval(this.#tick);
    this.timeline.close();
    this.#sender.close();
  }

  #changed(delivery: Delivery): void {
    const { attempts, state, id } = delivery;
    if (attempts.length === 0) return;
    this.#options.onAttempt(delivery);
    if (state === "pending" && this.#options.retry) return;
    this.#ended.get(id)?.(delivery);
    this.#ended.delete(id);
  }
}
