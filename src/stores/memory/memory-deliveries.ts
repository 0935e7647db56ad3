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
import type { ChangeListener, KeptState, StateKind } from "../kept/kept-state.js";

/** A delivery as it is kept: whoever has it in hand sees how it goes on. */
interface Kept extends Omit<Delivery, "state" | "attempts"> {
  state: Delivery["state"];
  readonly attempts: Attempt[];
}

/** A delivery as it is written down, with what is sent of one that has not ended. */
type Written = Delivery & { readonly outgoing?: Outgoing };

/** Under which the number of deliveries that there ever were is written down. */
const MADE = "made";

/** Deliveries in this process. */
export class MemoryDeliveries implements LocalDeliveries, KeptState {
  readonly kinds = ["delivery"] as const;
  readonly #mostBytes: number;
  /** Oldest first. */
  readonly #deliveries = new Map<number, Kept>();
  readonly #byTask = new Map<string, Kept[]>();
  readonly #pending = new Map<number, { readonly delivery: Kept; readonly outgoing: Outgoing }>();
  /** Those that have ended, in the order they did, and about how many bytes each takes. */
  readonly #ended = new Map<Kept, number>();
  readonly #firstEnded = new OldestKeys(this.#ended);
  #bytes = 0;
  #made = 0;

  /**
   * @param most - deliveries that have ended and are kept
   * @param changes - told what has changed; absent where nothing is kept elsewhere
   * @param onEnd - called with the task of a delivery that another process has brought to its end
   */
  constructor(
    private readonly most: number,
    private readonly changes?: ChangeListener,
    private readonly onEnd: (task: string) => void = () => undefined,
  ) {
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
    this.#keep(delivery, outgoing);
    this.#changed(delivery.id);
    this.changes?.changed("delivery", MADE);
    return delivery;
  }

  #keep(delivery: Kept, outgoing: Outgoing | undefined): void {
    this.#deliveries.set(delivery.id, delivery);
    const ofTask = this.#byTask.get(delivery.task);
    if (ofTask === undefined) this.#byTask.set(delivery.task, [delivery]);
    else ofTask.push(delivery);
    if (outgoing === undefined) this.#keepEnded(delivery);
    else this.#pending.set(delivery.id, { delivery, outgoing });
  }

  find(id: number) {
    return this.#pending.get(id);
  }

  record(id: number, attempt: Attempt, state: "pending" | "delivered" | "given-up"): Delivery | undefined {
    const delivery = this.#pending.get(id)?.delivery;
    if (delivery === undefined) return undefined;
    delivery.attempts.push(attempt);
    delivery.state = state;
    if (state !== "pending") this.#end(delivery);
    this.#changed(id);
    return delivery;
  }

  list(task?: string): readonly Delivery[] {
    return task === undefined ? [...this.#deliveries.values()] : (this.#byTask.get(task) ?? []);
  }

  isPending(task: string): boolean {
    return this.#byTask.get(task)?.some(({ state }) => state === "pending") ?? false;
  }

  clear(): void {
    const ids = [...this.#deliveries.keys()];
    this.#drop();
    for (const id of ids) this.#changed(id);
  }

  keysOf(): Iterable<string> {
    return this.#made === 0 ? [] : [MADE, ...[...this.#deliveries.keys()].map(String)];
  }

  valueOf(_kind: StateKind, key: string): Written | number | undefined {
    if (key === MADE) return this.#made;
    const delivery = this.#deliveries.get(Number(key));
    if (delivery === undefined) return undefined;
    const pending = this.#pending.get(delivery.id);
    return pending === undefined ? delivery : { ...delivery, outgoing: pending.outgoing };
  }

  put(_kind: StateKind, key: string, value: unknown): void {
    if (key === MADE) {
      this.#made = value as number;
      return;
    }
    const before = this.#deliveries.get(Number(key));
    if (value === undefined) {
      if (before !== undefined) this.#remove(before);
      return;
    }
    const { outgoing, ...delivery } = value as Written;
    if (before === undefined) {
      this.#keep({ ...delivery, attempts: [...delivery.attempts] }, outgoing);
      return;
    }
    before.attempts.push(...delivery.attempts.slice(before.attempts.length));
    before.state = delivery.state;
    if (outgoing !== undefined || !this.#pending.has(before.id)) return;
    this.#end(before);
    this.onEnd(before.task);
  }

  forget(): void {
    this.#drop();
    this.#made = 0;
  }

  #changed(id: number): void {
    this.changes?.changed("delivery", String(id));
  }

  #end(delivery: Kept): void {
    this.#pending.delete(delivery.id);
    this.#keepEnded(delivery);
  }

  #drop(): void {
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
    this.#remove(first);
    this.#changed(first.id);
  }

  #remove(delivery: Kept): void {
    const { id, task } = delivery;
    this.#bytes -= this.#ended.get(delivery) ?? 0;
    this.#ended.delete(delivery);
    this.#pending.delete(id);
    this.#deliveries.delete(id);
    const left = this.#byTask.get(task)?.filter((one) => one !== delivery) ?? [];
    if (left.length === 0) this.#byTask.delete(task);
    else this.#byTask.set(task, left);
  }
}

function bytesOfDelivery({ callbackUrl, target = "", attempts }: Delivery): number {
  const texts = attempts.map(({ answer = "", error = "" }) => 200 + bytesOfText(answer) + bytesOfText(error));
  return texts.reduce((sum, bytes) => sum + bytes, 500 + callbackUrl.length + target.length);
}
