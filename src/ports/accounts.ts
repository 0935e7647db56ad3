/** Who an API key belongs to. The key itself is not kept. */
export interface Account {
  /** Stable across restarts: made from the key by a hash. */
  readonly id: string;
  /** As people see it: `key_` and 8 hex digits. */
  readonly label: string;
}

/** Accounts by API key. */
export interface Accounts {
  /** The account of a key, or `undefined` when a list of accepted keys is set and this is not on it. */
  of(key: string): Account | undefined;
  /** Number of this submit among the account's, from 0. One atomic step. */
  nextSubmit(account: Account): number | Promise<number>;
}
