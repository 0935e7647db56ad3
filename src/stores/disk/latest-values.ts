import { type Change, type StateKind, stateKinds } from "../kept/change.js";
import { keysIn } from "../kept/dropped-keys.js";
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

  /** The values, kind by kind, those of a kind in the order in which their keys came. */
  *changes(): Generator<Change> {
    for (const kind of stateKinds)
      for (const [key, json] of this.#json.get(kind) ?? []) yield [kind, key, JSON.parse(json)];
  }
}
