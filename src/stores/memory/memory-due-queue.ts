import type { CallbackWork, DueQueue, DueWork } from "../../ports/due-queue.js";
import type { Instant } from "../../simulation/instant.js";
import type { StateKind } from "../kept/change.js";
import type { ChangeListener, KeptState } from "../kept/kept-state.js";

/** Work as it is written down; `holder` has begun it. */
type Written = DueWork & { readonly holder?: string };

/** An attempt that was claimed. */
interface Held {
  readonly work: CallbackWork;
  readonly holder: string;
}

/**
 * Due work in this process: a list for each instant, in the order of adding, and a binary heap of the instants. Tasks
 * of one pace fall due in the order they were submitted, so the heap mostly grows at its end.
 *
 * Where the state is kept elsewhere too, works have numbers, and it is remembered who has which attempt in hand. Alarms
 * belong to this process and are kept nowhere.
 */
export class MemoryDueQueue implements DueQueue, KeptState {
  readonly kinds = ["due-work"] as const;
  readonly #works = new Map<Instant, DueWork[]>();
  /** The numbers of these works, in the same order, where the state is kept elsewhere too; 0 for an alarm. */
  readonly #numbers = new Map<Instant, number[]>();
  /** How many works in front of a list are no more: another process has done them. */
  readonly #passed = new Map<Instant, number>();
  /** May hold instants that nothing waits for any more. */
  readonly #heap: Instant[] = [];
  readonly #waiting = new Map<number, DueWork>();
  readonly #held = new Map<number, Held>();
  /** Numbers of the attempts that are in hand, by delivery: a delivery has one at a time. */
  readonly #heldOf = new Map<number, number>();
  #size = 0;
  #added = 0;

  /**
   * @param changes - told what has changed; absent where nothing is kept elsewhere
   * @param holder - id of this process among those that share the work
   */
  constructor(
    private readonly changes?: ChangeListener,
    private readonly holder = "",
  ) {}

  get size(): number {
    return this.#size;
  }

  get underWay(): number {
    return this.#held.size;
  }

  get next(): Instant {
    while (this.#heap.length > 0 && !this.#works.has(this.#heap[0] as Instant)) this.#dropFirst();
    return this.#heap.length === 0 ? Number.POSITIVE_INFINITY : (this.#heap[0] as Instant);
  }

  add(work: DueWork): void {
    if (this.changes === undefined || work.kind === "alarm") this.#insert(work, 0);
    else this.#addAs(++this.#added, work);
  }

  claim(now: Instant, limit: number): readonly DueWork[] {
    const claimed: DueWork[] = [];
    if (this.#passed.size > 0) for (const at of [...this.#passed.keys()]) this.#dropPassed(at);
    const numbers: number[] = [];
    while (this.next <= now && claimed.length < limit) {
      const at = this.next;
      const works = this.#works.get(at) as DueWork[];
      const numbered = this.#numbers.get(at);
      const room = limit - claimed.length;
      if (works.length > room) {
        claimed.push(...works.splice(0, room));
        if (numbered !== undefined) numbers.push(...numbered.splice(0, room));
        break;
      }
      for (const work of works) claimed.push(work);
      if (numbered !== undefined) for (const number of numbered) numbers.push(number);
      this.#forgetInstant(at);
      this.#dropFirst();
    }
    this.#size -= claimed.length;
    for (const [place, number] of numbers.entries()) this.#take(number, claimed[place] as DueWork);
    return claimed;
  }

  done({ delivery, again }: CallbackWork): boolean {
    if (this.changes === undefined) return true;
    const number = this.#heldOf.get(delivery);
    const held = number === undefined ? undefined : this.#held.get(number);
    if (number === undefined || held?.holder !== this.holder || held.work.again !== again) return false;
    this.#letGo(number);
    this.#changed(number);
    return true;
  }

  takeBack(isLost: (holder: string) => boolean): number {
    const lost = [...this.#held].filter(([, { holder }]) => isLost(holder));
    for (const [number, { work }] of lost) {
      this.#letGo(number);
      const again: CallbackWork = { ...work, again: true };
      this.#addAs(number, again);
    }
    return lost.length;
  }

  clear(): void {
    const numbers = [...this.#waiting.keys(), ...this.#held.keys()];
    this.#drop();
    for (const number of numbers) this.#changed(number);
  }

  keysOf(): Iterable<string> {
    return [...this.#waiting.keys(), ...this.#held.keys()].sort((a, b) => a - b).map(String);
  }

  valueOf(_kind: StateKind, key: string): Written | undefined {
    const held = this.#held.get(Number(key));
    return held === undefined ? this.#waiting.get(Number(key)) : { ...held.work, holder: held.holder };
  }

  put(_kind: StateKind, key: string, value: unknown): void {
    const number = Number(key);
    this.#remove(number);
    this.#added = Math.max(this.#added, number);
    if (value === undefined) return;
    const { holder, ...work } = value as Written;
    if (holder === undefined || work.kind !== "callback-attempt") {
      this.#addAs(number, work);
      return;
    }
    this.#hold(number, { work, holder });
  }

  /** All but the alarms. */
  forget(): void {
    const alarms = [...this.#works.values()].flat().filter(({ kind }) => kind === "alarm");
    this.#drop();
    this.#added = 0;
    for (const alarm of alarms) this.#insert(alarm, 0);
  }

  #drop(): void {
    this.#works.clear();
    this.#passed.clear();
    this.#heap.length = 0;
    this.#waiting.clear();
    this.#numbers.clear();
    this.#held.clear();
    this.#heldOf.clear();
    this.#size = 0;
  }

  #changed(number: number): void {
    this.changes?.changed("due-work", String(number));
  }

  /** Has a work wait under a number. */
  #addAs(number: number, work: DueWork): void {
    this.#waiting.set(number, work);
    this.#changed(number);
    this.#insert(work, number);
  }

  #insert(work: DueWork, number: number): void {
    const { at } = work;
    this.#size++;
    if (this.changes !== undefined) addTo(this.#numbers, at, number);
    if (addTo(this.#works, at, work)) this.#rise(at);
  }

  /** Takes note of who has a work that was claimed. */
  #take(number: number, work: DueWork): void {
    if (work.kind === "alarm") return;
    this.#waiting.delete(number);
    if (work.kind === "callback-attempt") this.#hold(number, { work, holder: this.holder });
    this.#changed(number);
  }

  #hold(number: number, held: Held): void {
    this.#held.set(number, held);
    this.#heldOf.set(held.work.delivery, number);
  }

  #letGo(number: number): void {
    const held = this.#held.get(number);
    if (held !== undefined) this.#heldOf.delete(held.work.delivery);
    this.#held.delete(number);
  }

  #remove(number: number): void {
    this.#letGo(number);
    const work = this.#waiting.get(number);
    if (work === undefined) return;
    this.#waiting.delete(number);
    this.#size--;
    this.#leaveOut(work);
  }

  /** Takes a work out of its list. Mostly it is the first: of many at one instant, moving all others would take long. */
  #leaveOut(work: DueWork): void {
    const { at } = work;
    const works = this.#works.get(at) as DueWork[];
    const passed = this.#passed.get(at) ?? 0;
    const place = works.indexOf(work, passed);
    if (place > passed) {
      works.splice(place, 1);
      this.#numbers.get(at)?.splice(place, 1);
    } else if (passed + 1 < works.length) {
      this.#passed.set(at, passed + 1);
      if (passed > works.length / 2) this.#dropPassed(at);
    } else {
      this.#forgetInstant(at);
      this.#passed.delete(at);
    }
  }

  #forgetInstant(at: Instant): void {
    this.#works.delete(at);
    this.#numbers.delete(at);
  }

  #dropPassed(at: Instant): void {
    this.#works.get(at)?.splice(0, this.#passed.get(at));
    this.#numbers.get(at)?.splice(0, this.#passed.get(at));
    this.#passed.delete(at);
  }

  #rise(at: Instant): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push(at);
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = heap[above] as Instant;
      if (parent <= at) break;
      heap[index] = parent;
      index = above;
    }
    heap[index] = at;
  }

  #dropFirst(): void {
    const heap = this.#heap;
    const last = heap.pop() as Instant;
    if (heap.length === 0) return;
    let index = 0;
    for (let below = 1; below < heap.length; below = 2 * index + 1) {
      const right = below + 1;
      const child =
        right < heap.length && (heap[right] as Instant) < (heap[below] as Instant) ? right : below;
      if ((heap[child] as Instant) >= last) break;
      heap[index] = heap[child] as Instant;
      index = child;
    }
    heap[index] = last;
  }
}

/** Adds to the list under a key; returns whether it is a new one. */
function addTo<Item>(lists: Map<Instant, Item[]>, at: Instant, item: Item): boolean {
  const list = lists.get(at);
  if (list === undefined) lists.set(at, [item]);
  else list.push(item);
  return list === undefined;
}
