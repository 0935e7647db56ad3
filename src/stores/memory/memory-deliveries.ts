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
import type { StateKind } from "../kept/change.js";
import type { ChangeListener, KeptState } from "../kept/kept-state.js";

/** A delivery as it is kept: whoever has it in hand sees how it goes on. */
interface Kept extends Omit<Delivery, "state" | "attempts"> {
  state: Delivery["state"];
  readonly attempts: Attempt[];
}

/** A delivery as it is written down: with what is sent of one that has not ended, and the place of one that has. */
type Written = Delivery & { readonly outgoing?: Outgoing; readonly ended?: number };

/** What is kept of a delivery that has ended. */
interface Ended {
  /** About how many it takes. */
  readonly bytes: number;
  /** Place in the order in which deliveries ended. */
  readonly number: number;
}

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
  /** Those that have ended, in the order they did; in any where they were put back. */
  readonly #ended = new Map<Kept, Ended>();
  readonly #firstEnded = new OldestKeys(this.#ended);
  #bytes = 0;
  #made = 0;
  #everEnded = 0;
  #isUnsorted = false;

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
    if (outgoing === undefined) this.#makeRoom();
    this.#changed(delivery.id);
    this.changes?.changed("delivery", MADE);
    return delivery;
  }

  /** @param ended - place among those that have ended; that of the next one if not given */
  #keep(delivery: Kept, outgoing: Outgoing | undefined, ended?: number): void {
    this.#deliveries.set(delivery.id, delivery);
    const ofTask = this.#byTask.get(delivery.task);
    if (ofTask === undefined) this.#byTask.set(delivery.task, [delivery]);
    else ofTask.push(delivery);
    if (outgoing === undefined) this.#keepEnded(delivery, ended);
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
    if (state !== "pending") {
      this.#end(delivery);
      this.#makeRoom();
    }
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
    if (pending !== undefined) return { ...delivery, outgoing: pending.outgoing };
    return { ...delivery, ended: this.#ended.get(delivery)?.number ?? 0 };
  }

  /** Makes no room: whoever ended a delivery has told which one went for it. */

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
    const { outgoing, ended, ...delivery } = value as Written;
    if (before === undefined) {
      this.#keep({ ...delivery, attempts: [...delivery.attempts] }, outgoing, ended);
      return;
    }
    before.attempts.push(...delivery.attempts.slice(before.attempts.length));
    before.state = delivery.state;
    if (outgoing !== undefined || !this.#pending.has(before.id)) return;
    this.#end(before, ended);
    this.onEnd(before.task);
  }

  forget(): void {
    this.#drop();
    this.#made = 0;
    this.#everEnded = 0;
  }

  #changed(id: number): void {
    this.changes?.changed("delivery", String(id));
  }

  #end(delivery: Kept, ended?: number): void {
    this.#pending.delete(delivery.id);
    this.#keepEnded(delivery, ended);
  }

  #drop(): void {
    this.#deliveries.clear();
    this.#byTask.clear();
    this.#pending.clear();
    this.#ended.clear();
    this.#firstEnded.restart();
    this.#isUnsorted = false;
    this.#bytes = 0;
  }

  #keepEnded(delivery: Kept, number = this.#everEnded + 1): void {
    const bytes = bytesOfDelivery(delivery);
    this.#ended.set(delivery, { bytes, number });
    if (number <= this.#everEnded) this.#isUnsorted = true;
    else this.#everEnded = number;
    this.#bytes += bytes;
  }

  /** Makes room for a delivery that has ended: the one that ended first goes. */
  #makeRoom(): void {
    while (this.#ended.size > this.most || (this.#bytes > this.#mostBytes && this.#ended.size > 1))
      this.#dropFirst();
  }

  #dropFirst(): void {
    if (this.#isUnsorted) this.#sortEnded();
    const first = this.#firstEnded.next();
    if (first === undefined) return;
    this.#remove(first);
    this.#changed(first.id);
  }

  #sortEnded(): void {
    const sorted = [...this.#ended].sort(([, one], [, other]) => one.number - other.number);
    this.#ended.clear();
    this.#firstEnded.restart();
    this.#isUnsorted = false;
    for (const [delivery, ended] of sorted) this.#ended.set(delivery, ended);
  }

  #remove(delivery: Kept): void {
    const { id, task } = delivery;
    this.#bytes -= this.#ended.get(delivery)?.bytes ?? 0;
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
