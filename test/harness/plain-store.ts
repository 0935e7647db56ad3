import type { StateKind } from "../../src/stores/kept/change.js";
import type { ChangeListener, KeptState } from "../../src/stores/kept/kept-state.js";
import { StateOfStores } from "../../src/stores/kept/kept-state.js";

/** A store of plain values, in the order in which they were set first. */
export class PlainStore implements KeptState {
  readonly kinds: readonly StateKind[];
  readonly #values: ReadonlyMap<StateKind, Map<string, unknown>>;

  constructor(
    private readonly listener: ChangeListener,
    ...kinds: readonly StateKind[]
  ) {
    this.kinds = kinds;
    this.#values = new Map(kinds.map((kind) => [kind, new Map<string, unknown>()]));
  }

  set(kind: StateKind, key: string, value: unknown): void {
    this.put(kind, key, value);
    this.listener.changed(kind, key);
  }

  valueOf(kind: StateKind, key: string): unknown {
    return this.#of(kind).get(key);
  }

  keysOf(kind: StateKind): Iterable<string> {
    return this.#of(kind).keys();
  }

  put(kind: StateKind, key: string, value: unknown): void {
    if (value === undefined) this.#of(kind).delete(key);
    else this.#of(kind).set(key, value);
  }

  forget(): void {
    for (const values of this.#values.values()) values.clear();
  }

  #of(kind: StateKind): Map<string, unknown> {
    const values = this.#values.get(kind);
    if (values === undefined) throw new Error(`no ${kind} in this store`);
    return values;
  }
}

/** A state of one store of plain values. */
export function plainState(...kinds: readonly StateKind[]): { state: StateOfStores; store: PlainStore } {
  const state = new StateOfStores();
  const store = new PlainStore(state, ...(kinds.length === 0 ? (["task", "account"] as const) : kinds));
  state.add(store);
  return { state, store };
}
