import type { StateKind } from "../../../src/stores/kept/change.js";
import type { StateOfStores } from "../../../src/stores/kept/kept-state.js";
import { PlainStore } from "../../harness/plain-store.js";

/** A store of values that tests count with. */
export class Counters extends PlainStore {
  constructor(state: StateOfStores) {
    super(state, "note", "account", "task");
    state.add(this);
  }

  get(kind: StateKind, key: string): unknown {
    return this.valueOf(kind, key);
  }

  increment(key: string): number {
    const next = Number(this.get("account", key) ?? 0) + 1;
    this.set("account", key, next);
    return next;
  }
}
