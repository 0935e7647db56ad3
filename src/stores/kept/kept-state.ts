import { type Change, type StateKind, stateKinds } from "./change.js";
import { ChangedKeys } from "./changed-keys.js";
import { type DroppedKeys, spreadOut } from "./dropped-keys.js";

/** A store in memory whose state can be written down value by value, and made from that again. */
export interface KeptState {
  /** The kinds that it holds. */
  readonly kinds: readonly StateKind[];
  /** The value under a key as plain JSON; `undefined` where there is none. */
  valueOf(kind: StateKind, key: string): unknown;
  /** The keys of a kind, in the order in which their values have to be put back. */
  keysOf(kind: StateKind): Iterable<string>;
  /** Takes over a value that was read or that another process has changed; `undefined` drops what is there. */
  put(kind: StateKind, key: string, value: unknown): void;
  /** Drops all values, without telling anybody: they are about to be put back. */
  forget(): void;
}

/** Told by stores which values they changed. */
export interface ChangeListener {
  changed(kind: StateKind, key: string): void;
  /** Values whose keys differ in the number at the end alone were dropped, from one to another. */
  dropped(keys: DroppedKeys): void;
}

/** The stores of a mock as one state, and what of it has changed since it was last kept. */
export class StateOfStores implements ChangeListener {
  readonly #stores = new Map<StateKind, KeptState>();
  readonly #changed = new ChangedKeys();
  /** Called with the first change after all were taken. */
  onChange: () => void = () => undefined;
  /** Called when all values were dropped: they are about to be put back. */
  onForget: () => void = () => undefined;
  #isPutting = false;
  #isTold = false;

  add(...stores: readonly KeptState[]): void {
    for (const store of stores) for (const kind of store.kinds) this.#stores.set(kind, store);
  }

  changed(kind: StateKind, key: string): void {
    if (this.#isPutting) return;
    this.#changed.add(kind, key);
    this.#tell();
  }

  dropped(keys: DroppedKeys): void {
    if (this.#isPutting) return;
    this.#changed.drop(keys);
    this.#tell();
  }

  get hasChanges(): boolean {
    return !this.#changed.isEmpty;
  }

  /** The changes since the last call: each key with its present value, and what was dropped before as ranges. */
  takeChanges(): Change[] {
    this.#isTold = false;
    return this.#changed.take((kind, key) => this.#stores.get(kind)?.valueOf(kind, key));
  }

  /** Takes over changes that were kept elsewhere or before. */
  put(changes: Iterable<Change>): void {
    this.#isPutting = true;
    try {
      for (const [kind, key, value] of spreadOut(changes)) this.#stores.get(kind)?.put(kind, key, value);
    } finally {
      this.#isPutting = false;
    }
  }

  /**
   * All values, in the order in which they can be put back. The keys are those of the call, each value is that of the
   * moment when it is taken; what has gone by then is left out. So they can be taken little by little while the state
   * changes, and with the changes since the call after them they are the state as it is.
   */
  all(): IterableIterator<Change> {
    const keys: [StateKind, KeptState, string[]][] = [];
    for (const kind of stateKinds) {
      const store = this.#stores.get(kind);
      if (store !== undefined) keys.push([kind, store, [...store.keysOf(kind)]]);
    }
    return valuesOf(keys);
  }

  /** Drops all values and forgets what had changed. */
  forget(): void {
    for (const store of new Set(this.#stores.values())) store.forget();
    this.#changed.clear();
    this.#isTold = false;
    this.onForget();
  }

  #tell(): void {
    if (this.#isTold) return;
    this.#isTold = true;
    this.onChange();
  }
}

function* valuesOf(keys: readonly (readonly [StateKind, KeptState, string[]])[]): Generator<Change> {
  for (const [kind, store, ofKind] of keys)
    for (const key of ofKind) {
      const value = store.valueOf(kind, key);
      if (value !== undefined) yield [kind, key, value];
    }
}
