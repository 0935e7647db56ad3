import type { Change, StateKind } from "./change.js";
import { type DroppedKeys, isNumbered, rangeOf } from "./dropped-keys.js";

/** From so many on, no key is listed twice; of fewer one may be, and is written twice then. */
const MOST_LISTED = 1000;

/** Keys whose values have changed, in the order in which they did. */
export class ChangedKeys {
  #kinds: StateKind[] = [];
  #keys: string[] = [];
  /** Of each kind the key that changed last: many calls about one account change that again and again. */
  readonly #last = new Map<StateKind, string>();
  /** What was dropped since the last call, the keys of a kind one after the other. */
  #dropped: DroppedKeys[] = [];
  /** Where the last of those with the same keys but for the number stand. */
  readonly #lastDropped = new Map<string, number>();

  get isEmpty(): boolean {
    return this.#keys.length === 0 && this.#dropped.length === 0;
  }

  add(kind: StateKind, key: string): void {
    if (this.#last.get(kind) === key) return;
    this.#last.set(kind, key);
    this.#kinds.push(kind);
    this.#keys.push(key);
  }

  drop(keys: DroppedKeys): void {
    const name = keys.kind + keys.prefix;
    const place = this.#lastDropped.get(name);
    const before = place === undefined ? undefined : this.#dropped[place];
    if (place !== undefined && before !== undefined && before.to + 1 === keys.from) {
      this.#dropped[place] = { ...keys, from: before.from };
      return;
    }
    this.#lastDropped.set(name, this.#dropped.length);
    this.#dropped.push(keys);
  }

  /** What was dropped, and the keys with their values; there are none then. */
  take(valueOf: (kind: StateKind, key: string) => unknown): Change[] {
    const changes = this.#dropped.map(rangeOf);
    const seen = this.#keys.length < MOST_LISTED ? undefined : new Map<StateKind, Set<string>>();
    for (const [place, key] of this.#keys.entries()) {
      const kind = this.#kinds[place] as StateKind;
      if (seen !== undefined && !isNew(seen, kind, key)) continue;
      const value = valueOf(kind, key);
      // That it was dropped is told above.
      if (value !== undefined || !isNumbered(kind)) changes.push([kind, key, value]);
    }
    this.clear();
    return changes;
  }

  clear(): void {
    this.#kinds = [];
    this.#keys = [];
    this.#last.clear();
    this.#dropped = [];
    this.#lastDropped.clear();
  }
}

function isNew(seen: Map<StateKind, Set<string>>, kind: StateKind, key: string): boolean {
  const ofKind = seen.get(kind);
  if (ofKind === undefined) seen.set(kind, new Set([key]));
  else if (ofKind.has(key)) return false;
  else ofKind.add(key);
  return true;
}
