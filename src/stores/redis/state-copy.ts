import type { Change, StateKind } from "../kept/change.js";
import type { StateOfStores } from "../kept/kept-state.js";
import type { MissedFrames, Seen, SharedState } from "./shared-state.js";

export interface StateCopyOptions {
  /** A number by which the values of a kind are put in order before they are put back: a hash has none. */
  readonly order: (kind: StateKind, key: string, value: unknown) => number;
  /** The memory now knows what other replicas did, or what was kept before. */
  readonly onApplied: () => void;
  /** Redis has lost what was there: told with the number of tasks that this replica knew. */
  readonly onMemoryLost: (tasks: number) => void;
}

/** The state in the memory of this replica, and how far it knows the state that all share. */
export class StateCopy {
  readonly #state: StateOfStores;
  readonly #shared: SharedState;
  readonly #options: StateCopyOptions;
  #seen: Seen = { epoch: "", frame: 0 };
  #isStale = true;

  constructor(state: StateOfStores, shared: SharedState, options: StateCopyOptions) {
    this.#state = state;
    this.#shared = shared;
    this.#options = options;
  }

  get seen(): Seen {
    return this.#seen;
  }

  /** Whether the memory may hold what was never kept: it is read anew before anything else runs. */
  get isStale(): boolean {
    return this.#isStale;
  }

  doubt(): void {
    this.#isStale = true;
  }

  /** This replica has written a frame itself. */
  wrote(frame: number): void {
    this.#seen = { ...this.#seen, frame };
  }

  /** Takes over a frame of another replica if it is the next one; any other is passed over or comes again later. */
  apply(epoch: string, frame: number, changes: readonly Change[]): void {
    if (this.#isStale || epoch !== this.#seen.epoch || frame !== this.#seen.frame + 1) return;
    this.#state.put(changes);
    this.wrote(frame);
    this.#options.onApplied();
  }

  /** Takes over frames that end with the one numbered. */
  applyMissed(epoch: string, last: number, missed: NonNullable<MissedFrames>): void {
    for (const [place, changes] of missed.entries()) {
      this.apply(epoch, last - missed.length + 1 + place, changes);
    }
  }

  /**
   * Makes the memory what the state is now, from the frames missed.
   *
   * @returns whether that was enough; else the whole state has to be read
   */
  catchUp({ epoch, frame, missed }: Seen & { readonly missed: MissedFrames }): boolean {
    if (this.#isStale || missed === undefined) return false;
    this.applyMissed(epoch, frame, missed);
    return this.#seen.epoch === epoch && this.#seen.frame === frame;
  }

  /**
   * Puts the whole state in place of what is in memory. What others write meanwhile may be in it or not: the frames
   * after the one given make it whole.
   *
   * @param now - how far the state was known before
   * @param onPiece - called with each piece that has come
   */
  async readAll(now: Seen, onPiece: () => void): Promise<void> {
    this.#isStale = true;
    const values = await this.#shared.readAll(onPiece);
    const isLost =
      this.#seen.epoch !== "" && (now.epoch !== this.#seen.epoch || now.frame < this.#seen.frame);
    const tasks = isLost ? this.#countTasks() : 0;
    this.#state.forget();
    this.#state.put(this.#inOrder(values));
    this.#seen = { epoch: now.epoch, frame: now.frame };
    this.#isStale = false;
    if (isLost) this.#options.onMemoryLost(tasks);
    this.#options.onApplied();
  }

  *#inOrder(values: ReadonlyMap<StateKind, readonly [string, unknown][]>): Generator<Change> {
    for (const [kind, entries] of values) {
      const numbered = entries.map(([key, value]) => ({
        key,
        value,
        order: this.#options.order(kind, key, value),
      }));
      numbered.sort((one, other) => one.order - other.order);
      for (const { key, value } of numbered) yield [kind, key, value];
    }
  }

  #countTasks(): number {
    let count = 0;
    for (const [kind] of this.#state.all()) if (kind === "task") count++;
    return count;
  }
}
