/**
 * Hands out the keys of a set or map, oldest first, to whoever deletes them to make room. It goes on where it was: a
 * new iterator each time would first walk over all keys that were deleted.
 */
export class OldestKeys<Key> {
  /** Made when it is first needed: an iterator that stands keeps what was deleted meanwhile in memory. */
  #keys: Iterator<Key, undefined> | undefined;

  constructor(private readonly from: { keys(): IterableIterator<Key> }) {}

  /** The oldest key that was not handed out yet, for the caller to delete; `undefined` when none is left. */
  next(): Key | undefined {
    const next = this.#keys?.next();
    if (next !== undefined && next.done !== true) return next.value;
    // An iterator that has come to the end stays there.
    this.#keys = this.from.keys();
    return this.#keys.next().value;
  }

  /** Starts anew: the set was cleared. */
  restart(): void {
    this.#keys = undefined;
  }
}
