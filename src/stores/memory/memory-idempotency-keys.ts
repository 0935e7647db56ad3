import { bytesOfFindings } from "../../contract/kept-findings.js";
import type { BoundReply, IdempotencyKeyBounds, IdempotencyKeys } from "../../ports/idempotency-keys.js";
import { OldestKeys } from "../../ports/oldest-keys.js";
import type { Instant } from "../../simulation/instant.js";
import { bytesOfText, mostBytesOf } from "../../text/bytes-of.js";
import type { StateKind } from "../kept/change.js";
import type { ChangeListener, KeptState } from "../kept/kept-state.js";

/** Keys remembered per account; the oldest is forgotten first. About 1 kB each. */
const MOST_KEYS = 10_000;

interface Holder {
  readonly gone: Promise<void>;
  readonly leave: () => void;
}

/** A reply as it is written down: with its number among all, as places that keep it may have no order. */
type Written = BoundReply & { readonly number: number };

/** The keys of one account. */
class AccountKeys {
  readonly replies = new Map<string, BoundReply>();
  readonly oldest = new OldestKeys(this.replies);
}

/** Idempotency keys in this process. */
export class MemoryIdempotencyKeys implements IdempotencyKeys, KeptState {
  readonly kinds = ["idempotency-key"] as const;
  readonly #most: number;
  readonly #mostBytes: number;
  readonly #changes: ChangeListener | undefined;
  readonly #accounts = new Map<string, AccountKeys>();
  readonly #oldestAccounts = new OldestKeys(this.#accounts);
  /** The account whose keys make room for those of others. */
  #emptied: string | undefined;
  #kept = 0;
  #bytes = 0;
  readonly #held = new Map<string, Holder>();
  /** The order in which replies were bound, where they are kept elsewhere too. */
  readonly #numbers = new WeakMap<BoundReply, number>();
  #bound = 0;

  /**
   * @param options.most - keys remembered per account; default 10,000
   * @param options.mostBytes - bytes that the keys of all accounts take, about; default 64 MB
   * @param options.changes - told what has changed; absent where nothing is kept elsewhere
   */
  constructor(options: { most?: number; mostBytes?: number; changes?: ChangeListener | undefined } = {}) {
    this.#changes = options.changes;
    this.#most = options.most ?? MOST_KEYS;
    this.#mostBytes = options.mostBytes ?? mostBytesOf(this.#most);
  }

  get bounds(): IdempotencyKeyBounds {
    return { most: this.#most, mostBytes: this.#mostBytes, kept: this.#kept, bytes: this.#bytes };
  }

  async claim(account: string, key: string, now: Instant): Promise<BoundReply | undefined> {
    const held = `${account} ${key}`;
    for (;;) {
      const own = this.#accounts.get(account);
      const bound = own?.replies.get(key);
      if (bound !== undefined && bound.expiresAt > now) return bound;
      if (own !== undefined) this.#forget(account, own, key);
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
    const own = this.#keep(account, key, reply);
    if (this.#changes !== undefined) this.#numbers.set(reply, ++this.#bound);
    this.#changes?.changed("idempotency-key", `${account} ${key}`);
    if (own.replies.size > this.#most) this.#forget(account, own, own.oldest.next() ?? "");
    while (this.#bytes > this.#mostBytes && this.#kept > 1) this.#makeRoom();
    this.release(account, key);
  }

  #keep(account: string, key: string, reply: BoundReply): AccountKeys {
    const own = this.#accounts.get(account) ?? new AccountKeys();
    this.#accounts.set(account, own);
    this.#forget(account, own, key);
    own.replies.set(key, reply);
    this.#kept++;
    this.#bytes += bytesOfReply(reply);
    return own;
  }

  release(account: string, key: string): void {
    const held = `${account} ${key}`;
    this.#held.get(held)?.leave();
    this.#held.delete(held);
  }

  clear(): void {
    const keys = this.#changes === undefined ? [] : [...this.keysOf()];
    this.forget();
    for (const key of keys) this.#changes?.changed("idempotency-key", key);
  }

  *keysOf(): Iterable<string> {
    for (const [account, { replies }] of this.#accounts)
      for (const key of replies.keys()) yield `${account} ${key}`;
  }

  valueOf(_kind: StateKind, name: string): Written | undefined {
    const [account, key] = placeOf(name);
    const reply = this.#accounts.get(account)?.replies.get(key);
    return reply === undefined ? undefined : { number: this.#numbers.get(reply) ?? 0, ...reply };
  }

  /** Makes no room: whoever bound a key has told which ones went for it. */

  put(_kind: StateKind, name: string, value: unknown): void {
    const [account, key] = placeOf(name);
    const own = this.#accounts.get(account);
    if (value === undefined) {
      if (own !== undefined) this.#forget(account, own, key);
      return;
    }
    const { number, ...reply } = value as Written;
    this.#keep(account, key, reply);
    this.#numbers.set(reply, number);
    this.#bound = Math.max(this.#bound, number);
    this.release(account, key);
  }

  forget(): void {
    this.#accounts.clear();
    this.#oldestAccounts.restart();
    this.#emptied = undefined;
    this.#kept = 0;
    this.#bytes = 0;
  }

  /** Forgets the oldest key of the account that bound its first one before all others. */
  #makeRoom(): void {
    this.#emptied ??= this.#oldestAccounts.next();
    const own = this.#accounts.get(this.#emptied ?? "");
    const oldest = own?.oldest.next();
    if (own !== undefined && oldest !== undefined) this.#forget(this.#emptied ?? "", own, oldest);
    if (own !== undefined && own.replies.size > 0) return;
    this.#accounts.delete(this.#emptied ?? "");
    this.#emptied = undefined;
  }

  #forget(account: string, { replies }: AccountKeys, key: string): void {
    const reply = replies.get(key);
    if (reply === undefined) return;
    replies.delete(key);
    this.#kept--;
    this.#bytes -= bytesOfReply(reply);
    this.#changes?.changed("idempotency-key", `${account} ${key}`);
  }
}

/** Account and key in a name. */
function placeOf(name: string): [account: string, key: string] {
  const end = name.indexOf(" ");
  return [name.slice(0, end), name.slice(end + 1)];
}

/** About how many bytes a reply takes with its key. */
function bytesOfReply({ body, findings }: BoundReply): number {
  return 500 + bytesOfText(body) + bytesOfFindings(findings);
}
