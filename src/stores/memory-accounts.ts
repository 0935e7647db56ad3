import { createHash } from "node:crypto";
import type { Account, Accounts } from "../ports/accounts.js";

/** Keys whose hash is remembered; beyond it the oldest is hashed anew. */
const MOST_REMEMBERED = 10_000;

/** Accounts in this process, made when their key is first seen. */
export class MemoryAccounts implements Accounts {
  readonly #accepted: ReadonlySet<string> | undefined;
  readonly #byKey = new Map<string, Account>();
  readonly #submits = new Map<string, number>();

  /** @param accepted - the only keys that are accepted; any is when the list is empty. `sk-mock-...` always is */
  constructor(accepted: readonly string[] = []) {
    this.#accepted = accepted.length === 0 ? undefined : new Set(accepted);
  }

  of(key: string): Account | undefined {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    if (this.#accepted !== undefined && !this.#accepted.has(key) && !key.startsWith("sk-mock-"))
      return undefined;
    const hash = createHash("sha256").update(key).digest("hex");
    const account: Account = { id: hash.slice(0, 32), label: `key_${hash.slice(0, 8)}` };
    if (this.#byKey.size >= MOST_REMEMBERED) {
      const [oldest] = this.#byKey.keys();
      if (oldest !== undefined) this.#byKey.delete(oldest);
    }
    this.#byKey.set(key, account);
    return account;
  }

  nextSubmit(account: Account): number {
    const submit = this.#submits.get(account.id) ?? 0;
    this.#submits.set(account.id, submit + 1);
    return submit;
  }
}
