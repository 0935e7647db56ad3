import type { PolicyChange } from "../contract/policy.js";

/** Where an API key starts otherwise than the options say of all. `null` is unlimited. */
export interface AccountOptions {
  /** Credits. */
  readonly balance?: number | null;
  /** Models it may use; all by default. */
  readonly models?: readonly string[] | null;
  /** `usage.user_group` of its answers. Default `default`. */
  readonly userGroup?: string;
  /** Submits in any window of virtual time: `10/s`, `60/min`, `1000/h`. */
  readonly rateLimit?: string | null;
  /** The same for task queries. */
  readonly rateLimitQueries?: string | null;
  /** Most live tasks. */
  readonly concurrency?: number | null;
  /** House rules that differ from those of all keys; `null` lifts one, or all. */
  readonly policy?: PolicyChange | null;
}
