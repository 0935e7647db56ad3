import type {
  Attempt,
  Delivery,
  DeliveryBounds,
  LocalDeliveries,
  NewDelivery,
  Outgoing,
} from "../../ports/deliveries.js";
import { OldestKeys } from "../../ports/oldest-keys.js";
import { bytesOfText, mostBytesOf } from "../../text/bytes-of.js";

/** A delivery as it is kept: whoever has it in hand sees how it goes on. */
interface Kept extends Omit<Delivery, "state" | "attempts"> {
  state: Delivery["state"];
  readonly attempts: Attempt[];
}

/** Deliveries in this process. */
export class MemoryDeliveries implements LocalDeliveries {
  readonly #mostBytes: number;
  /** Oldest first. */
  readonly #deliveries = new Set<Kept>();
  readonly #byTask = new Map<string, Kept[]>();
  readonly #pending = new Map<number, { readonly delivery: Kept; readonly outgoing: Outgoing }>();
  /** Those that have ended, in the order they did, and about how many bytes each takes. */
  readonly #ended = new Map<Kept, number>();
  readonly #firstEnded = new OldestKeys(this.#ended);
  #bytes = 0;
  #made = 0;

  /** @param most - deliveries that have ended and are kept */
  constructor(private readonly most: number) {
    this.#mostBytes = mostBytesOf(most);
  }

  get bounds(): DeliveryBounds {
    return {
      ...{ most: this.most, mostBytes: this.#mostBytes, kept: this.#deliveries.size, bytes: this.#bytes },
      ...{ pending: this.#pending.size, made: this.#made },
    };
  }

  add({ outgoing, ...about }: NewDelivery): Delivery {
    const state = outgoing === undefined ? "withheld" : "pending";
    const delivery: Kept = { id: ++this.#made, ...about, state, attempts: [] };
    this.#deliveries.add(delivery);
    const ofTask = this.#byTask.get(delivery.task);
    if (ofTask === undefined) this.#byTask.set(delivery.task, [delivery]);
    else ofTask.push(delivery);
    if (outgoing === undefined) this.#keepEnded(delivery);
    else this.#pending.set(delivery.id, { delivery, outgoing });
    return delivery;
  }

  find(id: number) {
    return this.#pending.get(id);
  }

  record(id: number, attempt: Attempt, state: "pending" | "delivered" | "given-up"): Delivery | undefined {
    const delivery = this.#pending.get(id)?.delivery;
    if (delivery === undefined) return undefined;
    delivery.attempts.push(attempt);
    delivery.state = state;
    if (state !== "pending") {
      this.#pending.delete(id);
      this.#keepEnded(delivery);
    }
    return delivery;
  }

  list(task?: string): readonly Delivery[] {
    return task === undefined ? [...this.#deliveries] : (this.#byTask.get(task) ?? []);
  }

  isPending(task: string): boolean {
    return this.#byTask.get(task)?.some(({ state }) => state === "pending") ?? false;
  }

  clear(): void {
    this.#deliveries.clear();
    this.#byTask.clear();
    this.#pending.clear();
    this.#ended.clear();
    this.#firstEnded.restart();
    this.#bytes = 0;
  }

  /** Makes room for a delivery that has ended: the one that ended first goes. */
  #keepEnded(delivery: Kept): void {
    const bytes = bytesOfDelivery(delivery);
    this.#ended.set(delivery, bytes);
    this.#bytes += bytes;
    while (this.#ended.size > this.most || (this.#bytes > this.#mostBytes && this.#ended.size > 1))
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
}

function bytesOfDelivery({ callbackUrl, target = "", attempts }: Delivery): number {
  const texts = attempts.map(({ answer = "", error = "" }) => 200 + bytesOfText(answer) + bytesOfText(error));
  return texts.reduce((sum, bytes) => sum + bytes, 500 + callbackUrl.length + target.length);
}
