import type { DueQueue, DueWork } from "../../ports/due-queue.js";
import type { Instant } from "../../simulation/instant.js";

/**
 * Due work in this process: a list for each instant, in the order of adding, and a binary heap of the instants. Tasks
 * of one pace fall due in the order they were submitted, so the heap mostly grows at its end.
 */
export class MemoryDueQueue implements DueQueue {
  readonly #works = new Map<Instant, DueWork[]>();
  readonly #heap: Instant[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get next(): Instant {
    return this.#heap.length === 0 ? Number.POSITIVE_INFINITY : (this.#heap[0] as Instant);
  }

  add(work: DueWork): void {
    this.#size++;
    const there = this.#works.get(work.at);
    if (there !== undefined) {
      there.push(work);
      return;
    }
    this.#works.set(work.at, [work]);
    this.#rise(work.at);
  }

  claim(now: Instant, limit: number): readonly DueWork[] {
    const claimed: DueWork[] = [];
    while (this.next <= now && claimed.length < limit) {
      const at = this.next;
      const works = this.#works.get(at) as DueWork[];
      const room = limit - claimed.length;
      if (works.length > room) {
        claimed.push(...works.splice(0, room));
        break;
      }
      for (const work of works) claimed.push(work);
      this.#works.delete(at);
      this.#dropFirst();
    }
    this.#size -= claimed.length;
    return claimed;
  }

  clear(): void {
    this.#works.clear();
    this.#heap.length = 0;
    this.#size = 0;
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
