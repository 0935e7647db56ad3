import { type Change, type StateKind, stateKinds } from "../kept/change.js";
import { keysIn } from "../kept/dropped-keys.js";
import { placeOf } from "../kept/place-of.js";
import type { WrittenChange } from "./state-frames.js";

/** The values that a log ends with: of the many that a key had only the last is read. */
export class LatestValues {
  readonly #json = new Map<StateKind, Map<string, string>>();

  take(changes: readonly WrittenChange[]): void {
    for (const [kind, key, json] of changes) {
      const values = this.#json.get(kind) ?? new Map<string, string>();
      this.#json.set(kind, values);
      if (json !== undefined) values.set(key, json);
      else for (const one of keysIn(kind, key)) values.delete(one);
    }
  }

  /** The values, kind by kind, those of a kind in the order in which they can be put back. */
  *changes(): Generator<Change> {
    for (const kind of stateKinds) {
      if (ORDERED_BY_VALUE.has(kind)) yield* [...this.#valuesOf(kind)].sort(byPlace);
      else yield* this.#valuesOf(kind);
    }
  }

  /** In the order in which their keys came. */
  *#valuesOf(kind: StateKind): Generator<Change> {
    for (const [key, json] of this.#json.get(kind) ?? []) yield [kind, key, JSON.parse(json)];
  }
}

/** Kinds whose values get their place after their keys have come: a task may have a course long before it is settled. */
const ORDERED_BY_VALUE: ReadonlySet<StateKind> = new Set(["task-course"]);

const byPlace = (one: Change, other: Change): number => placeOf(...one) - placeOf(...other);
