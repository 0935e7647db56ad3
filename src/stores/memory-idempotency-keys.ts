import { bytesOfText, mostBytesOf } from "../contract/bytes-of.js";
import { bytesOfFindings } from "../contract/kept-findings.js";
import { OldestKeys } from "../contract/oldest-keys.js";
import type { BoundReply, IdempotencyKeyBounds, IdempotencyKeys } from "../ports/idempotency-keys.js";

/** Keys remembered, of all accounts together; the oldest is forgotten first. About 1 kB each. */
const MOST_KEYS = 50_000;

interface Holder {
  readonly gone: Promise<void>;
  readonly leave: () => void;
}

/** Idempotency keys in this process. */
export class MemoryIdempotencyKeys implements IdempotencyKeys {
  readonly #most: number;
  readonly #mostBytes: number;
  /** By account and key. */
  readonly #bound = new Map<string, { readonly reply: BoundReply; readonly bytes: number }>();
  readonly #oldest = new OldestKeys(this.#bound);
  #bytes = 0;
  readonly #held = new Map<string, Holder>();

  /** @param options.most - keys remembered; default 50,000 */
  constructor(options: { most?: number } = {}) {
    this.#most = options.most ?? MOST_KEYS;
    this.#mostBytes = mostBytesOf(this.#most);
  }

  get bounds(): IdempotencyKeyBounds {
    return { most: this.#most, mostBytes: this.#mostBytes, kept: this.#bound.size, bytes: this.#bytes };
  }

  async claim(account: string, key: string): Promise<BoundReply | undefined> {
    const held = `${account} ${key}`;
    for (;;) {
      const bound = this.#bound.get(held);
      if (bound !== undefined) return bound.reply;
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
    const held = `${account} ${key}`;
    const bytes = bytesOfReply(reply);
    this.#bytes += bytes - (this.#bound.get(held)?.bytes ?? 0);
    this.#bound.set(held, { reply, bytes });
    while (this.#bound.size > this.#most || this.#bytes > this.#mostBytes) {
      const oldest = this.#oldest.next();
      if (oldest === undefined) break;
      this.#bytes -= this.#bound.get(oldest)?.bytes ?? 0;
      this.#bound.delete(oldest);
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
    this.#bytes = 0;
  }
}

/** About how many bytes a reply takes with its key. */
function bytesOfReply({ body, findings }: BoundReply): number {
  return 500 + bytesOfText(body) + bytesOfFindings(findings);
}
