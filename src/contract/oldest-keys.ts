/**
 * Hands out the keys of a set or map, oldest first, to whoever deletes them to make room. It goes on where it was: a
 * new iterator each time would first walk over all keys that were deleted.
 */
export class OldestKeys<Key> {
  readonly #from: { readonly size: number; keys(): IterableIterator<Key> };
  #keys: Iterator<Key, undefined>;

  constructor(from: { readonly size: number; keys(): IterableIterator<Key> }) {
    this.#from = from;
    this.#keys = from.keys();
  }

  /** The oldest key that was not handed out yet, for the caller to delete; `undefined` when none is left. */
  next(): Key | undefined {
    const next = this.#keys.next();
    if (next.done !== true) return next.value;
    if (this.#from.size === 0) return undefined;
    // An iterator that has come to the end stays there.
    this.#keys = this.#from.keys();
    return this.#keys.next().value;
  }
}
