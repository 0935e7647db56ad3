import type { Instant } from "../simulation/instant.js";

interface QueuedWork<Work> {
  readonly at: Instant;
  readonly order: number;
  readonly work: Work;
}

/** Work by due instant; what is due at one instant comes out in the order it went in. A binary heap. */
export class DueQueue<Work> {
  readonly #heap: QueuedWork<Work>[] = [];
  #added = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** Instant of the earliest work, or `Infinity`. */
  get next(): Instant {
    return this.#heap[0]?.at ?? Number.POSITIVE_INFINITY;
  }

  add(at: Instant, work: Work): void {
    const heap = this.#heap;
    const entry = { at, order: this.#added++, work };
    let index = heap.length;
    heap.push(entry);
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = heap[above] as QueuedWork<Work>;
      if (!isBefore(entry, parent)) break;
      heap[index] = parent;
      index = above;
    }
    heap[index] = entry;
  }

  /** Takes the earliest work when it is due at `now` or before. */
  take(now: Instant): Work | undefined {
    const heap = this.#heap;
    const first = heap[0];
    if (first === undefined || first.at > now) return undefined;
    const last = heap.pop() as QueuedWork<Work>;
    if (heap.length > 0) this.#sink(last);
    return first.work;
  }

  clear(): void {
    this.#heap.length = 0;
  }

  #sink(entry: QueuedWork<Work>): void {
    const heap = this.#heap;
    let index = 0;
    for (;;) {
      let below = 2 * index + 1;
      const left = heap[below];
      if (left === undefined) break;
      const right = heap[below + 1];
      let child = left;
      if (right !== undefined && isBefore(right, left)) {
        child = right;
        below++;
      }
      if (!isBefore(child, entry)) break;
      heap[index] = child;
      index = below;
    }
    heap[index] = entry;
  }
}

function isBefore(a: { at: Instant; order: number }, b: { at: Instant; order: number }): boolean {
  return a.at === b.at ? a.order < b.order : a.at < b.at;
}
