import type { GoneTasks } from "../../ports/gone-tasks.js";
import type { StateKind } from "../kept/change.js";
import type { ChangeListener, KeptState } from "../kept/kept-state.js";

/** Tasks remembered at the most. */
const MOST_GONE = 131_072;

/** Hashes of the tasks that made room, in this process; the oldest are overwritten. */
export class MemoryGoneTasks implements GoneTasks, KeptState {
  readonly kinds = ["gone-task"] as const;
  readonly #most: number;
  #hashes = new Uint32Array(0);
  #count = 0;

  /**
   * @param most - tasks remembered, at the most 131,072
   * @param changes - told what has changed; absent where nothing is kept elsewhere
   */
  constructor(
    most: number,
    private readonly changes?: ChangeListener,
  ) {
    this.#most = Math.min(most, MOST_GONE);
  }

  get count(): number {
    return this.#count;
  }

  add(id: string): void {
    const place = this.#count++ % this.#most;
    this.#set(place, hashOf(id));
    this.changes?.changed("gone-task", String(place));
  }

  has(id: string): boolean {
    return this.#count > 0 && this.#hashes.includes(hashOf(id));
  }

  clear(): void {
    const places = [...this.keysOf()];
    this.forget();
    for (const place of places) this.changes?.changed("gone-task", place);
  }

  *keysOf(): Iterable<string> {
    const kept = Math.min(this.#count, this.#hashes.length);
    for (let place = 0; place < kept; place++) yield String(place);
  }

  /** The hash at a place, and how many there ever were when it was set last. */
  valueOf(_kind: StateKind, place: string): unknown {
    const hash = this.#hashes[Number(place)];
    return hash === undefined || hash === 0 ? undefined : [hash, this.#count];
  }

  put(_kind: StateKind, place: string, value: unknown): void {
    const [hash, count] = (value ?? [0, 0]) as [number, number];
    if (Number(place) >= this.#most) return;
    this.#set(Number(place), hash);
    this.#count = value === undefined ? 0 : Math.max(this.#count, count);
  }

  forget(): void {
    this.#hashes = new Uint32Array(0);
    this.#count = 0;
  }

  #set(place: number, hash: number): void {
    if (this.#hashes.length === 0) this.#hashes = new Uint32Array(this.#most);
    this.#hashes[place] = hash;
  }
}

/** 32 bits of an id (FNV-1a); never 0, which stands for none. */
function hashOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  return hash >>> 0 || 1;
}
