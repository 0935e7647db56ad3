import type { Contract } from "../../contract/contract.js";
import type { Policy, PolicyChange } from "../../contract/policy.js";
import { changeAccount } from "../../engine/control/change-account.js";
import type { Timeline } from "../../engine/timeline.js";
import { KitError } from "../../errors/kit-error.js";
import type { Account, Accounts } from "../../ports/accounts.js";
import { available, type LedgerEntry } from "../../simulation/ledger.js";
import { type PriceList, toCredits, toUsd } from "../../simulation/pricing.js";
import { isJsonObject } from "../../text/is-json-object.js";

/** Limits of an account; `null` is unlimited. */
export interface AccountLimits {
  /** Submits: `10/s`, `60/min`, `1000/h`. */
  readonly rateLimit: string | null;
  /** Task queries, in the same way. */
  readonly rateLimitQueries: string | null;
  /** Most tasks that live at once. */
  readonly concurrency: number | null;
}

/** What can be set of an account; what is absent stays. */
export interface AccountChange {
  /** Credits that are free to be spent; `null` for unlimited. */
  readonly balance?: number | null;
  /** Models it may use; `null` for all. */
  readonly models?: readonly string[] | null;
  /** `usage.user_group` of its tasks. */
  readonly userGroup?: string;
  readonly limits?: Partial<AccountLimits>;
  /** House rules of its own, in place of those of the mock; `null` lifts one, or all. */
  readonly policy?: PolicyChange | null;
}

/** A movement of credits, in credits: what a reservation takes is negative. */
export type AccountMovement = LedgerEntry;

/** The account of an API key; every member tells what holds at that moment. */
export interface MockAccount {
  /** How it is shown: `key_` and 8 hex digits. */
  readonly label: string;
  /** Credits free to be spent; `null` while unlimited. */
  readonly balance: number | null;
  /** Credits held for live tasks. */
  readonly reserved: number;
  /** Credits that completed tasks cost. */
  readonly used: number;
  readonly usedUsd: number;
  /** Models it may use; `null` for all. */
  readonly models: readonly string[] | null;
  readonly userGroup: string;
  readonly limits: AccountLimits;
  /** House rules that hold for it. */
  readonly policy: Policy;
  /** Movements, oldest first; the newest 10,000 at least, unless all accounts together have more than 500,000. */
  readonly ledger: readonly AccountMovement[];
  /**
   * Changes what is named, or nothing at all.
   *
   * @throws {KitError} `INVALID_OPTION`
   * @example
   * await mock.account("key-a").set({ balance: 10, limits: { rateLimit: "5/min" } });
   */
  set(change: AccountChange): Promise<void>;
}

/** What accounts take. */
export interface MockAccountParts {
  readonly contract: Contract;
  readonly timeline: Timeline;
  readonly accounts: Accounts;
  readonly priceList: PriceList;
}

/**
 * The account of an API key, or of a label.
 *
 * @throws {KitError} `INVALID_OPTION` for a key that is not accepted
 */
export function mockAccount(parts: MockAccountParts, key: string): MockAccount {
  const found = key === "" ? undefined : parts.accounts.find(key);
  if (found === undefined) {
    throw new KitError("INVALID_OPTION", "this key is not on the list of accepted keys");
  }
  return new LiveAccount(parts, found);
}

class LiveAccount implements MockAccount {
  readonly #parts: MockAccountParts;
  readonly #account: Account;

  constructor(parts: MockAccountParts, account: Account) {
    this.#parts = parts;
    this.#account = account;
  }

  get label(): string {
    return this.#account.label;
  }

  get balance(): number | null {
    const free = available(this.#ledger.state);
    return free === undefined ? null : toCredits(free);
  }

  get reserved(): number {
    return toCredits(this.#ledger.state.reserved);
  }

  get used(): number {
    return toCredits(this.#ledger.state.used);
  }

  get usedUsd(): number {
    return toUsd(this.#parts.priceList, this.#ledger.state.used);
  }

  get models(): readonly string[] | null {
    return this.#parts.accounts.grants(this.#account).models ?? null;
  }

  get userGroup(): string {
    return this.#parts.accounts.grants(this.#account).userGroup;
  }

  get limits(): AccountLimits {
    const { submits, queries, concurrency } = this.#parts.accounts.limits(this.#account);
    return {
      rateLimit: submits?.text ?? null,
      rateLimitQueries: queries?.text ?? null,
      concurrency: concurrency ?? null,
    };
  }

  get policy(): Policy {
    return this.#parts.accounts.grants(this.#account).policy ?? this.#parts.contract.policy;
  }

  get ledger(): readonly AccountMovement[] {
    return this.#ledger.entries.map((entry) => ({ ...entry, amount: toCredits(entry.amount) }));
  }

  async set(change: AccountChange): Promise<void> {
    const fault = await changeAccount(this.#parts, this.#account, inSnakeCase(change), (name) => name);
    if (fault !== undefined) throw new KitError("INVALID_OPTION", inCamelCase(fault));
  }

  get #ledger() {
    return this.#parts.accounts.ledger(this.#account);
  }
}

/** The control side writes names as JSON has them. */
function inSnakeCase(change: AccountChange): Readonly<Record<string, unknown>> {
  const { userGroup, limits, ...rest } = change;
  return {
    ...rest,
    ...(userGroup === undefined ? {} : { user_group: userGroup }),
    ...(limits === undefined ? {} : { limits: isJsonObject(limits) ? limitsInSnakeCase(limits) : limits }),
  };
}

function limitsInSnakeCase({ rateLimit, rateLimitQueries, ...rest }: Partial<AccountLimits>) {
  return {
    ...rest,
    ...(rateLimit === undefined ? {} : { rate_limit: rateLimit }),
    ...(rateLimitQueries === undefined ? {} : { rate_limit_queries: rateLimitQueries }),
  };
}

function inCamelCase(sentence: string): string {
  return sentence.replaceAll(/\b(?:user_group|rate_limit_queries|rate_limit)\b/g, (name) =>
    name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  );
}
