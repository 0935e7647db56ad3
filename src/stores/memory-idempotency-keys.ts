import type { BoundReply, IdempotencyKeys } from "../ports/idempotency-keys.js";
import type { Instant } from "../simulation/instant.js";

/** Keys remembered per account; the oldest is forgotten first. About 1 kB each. */
const MOST_KEYS = 10_000;

interface Holder {
  readonly gone: Promise<void>;
  readonly leave: () => void;
}

/** Idempotency keys in this process. */
export class MemoryIdempotencyKeys implements IdempotencyKeys {
  readonly #most: number;
  readonly #bound = new Map<string, Map<string, BoundReply>>();
  readonly #held = new Map<string, Holder>();

  /** @param options.most - keys remembered per account; default 10,000 */
  constructor(options: { most?: number } = {}) {
    this.#most = options.most ?? MOST_KEYS;
  }

  async claim(account: string, key: string, now: Instant): Promise<BoundReply | undefined> {
    const held = `${account} ${key}`;
    for (;;) {
      const keys = this.#bound.get(account);
      const bound = keys?.get(key);
      if (bound !== undefined && bound.expiresAt > now) return bound;
      keys?.delete(key);
      const holder = this.#held.get(held);
      if (holder === undefined) break;
      await holder.gone;
    }
    let leave = (): void => undefined;
    const gone = new Promise<void>((resolve) => {
      leave = resolve;
    });
    this.#held.set(held, { gone, leave });
    return undefined;
  }

  bind(account: string, key: string, reply: BoundReply): void {
    const keys = this.#bound.get(account) ?? new Map<string, BoundReply>();
    this.#bound.set(account, keys);
    keys.set(key, reply);
    if (keys.size > this.#most) {
      for (const oldest of keys.keys()) {
        keys.delete(oldest);
        break;
      }
    }
    this.release(account, key);
  }

  release(account: string, key: string): void {
    const held = `${account} ${key}`;
    this.#held.get(held)?.leave();
    this.#held.delete(held);
  }

  clear(): void {
    this.#bound.clear();
  }
}
