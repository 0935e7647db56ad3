import type { KeptState, StateKind, StateOfStores } from "../../../src/stores/kept/kept-state.js";

/** A store of values that tests count with: a map for each kind. */
export class Counters implements KeptState {
  readonly kinds: readonly StateKind[] = ["note", "account", "task"];
  readonly #values = new Map<StateKind, Map<string, unknown>>(this.kinds.map((kind) => [kind, new Map()]));

  constructor(private readonly state: StateOfStores) {
    state.add(this);
  }

  get(kind: StateKind, key: string): unknown {
    return this.#of(kind).get(key);
  }

  set(kind: StateKind, key: string, value: unknown): void {
    this.put(kind, key, value);
    this.state.changed(kind, key);
  }

  increment(key: string): number {
    const next = Number(this.get("account", key) ?? 0) + 1;
    this.set("account", key, next);
    return next;
  }

  valueOf(kind: StateKind, key: string): unknown {
    return this.get(kind, key);
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
    return this.#values.get(kind)!;
  }
}
