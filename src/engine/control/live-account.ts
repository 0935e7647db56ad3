import type { Policy } from "../../contract/policy.js";
import type { Account, LocalAccounts } from "../../ports/accounts.js";
import { available, type LedgerEntry } from "../../simulation/ledger.js";
import { type PriceList, toCredits, toUsd } from "../../simulation/pricing.js";
import {
  type AccountChangeParts,
  type AccountLimits,
  changeAccount,
  type Spelling,
} from "./change-account.js";

/** The parts that an account is read from and changed in. */
export interface LiveAccountParts extends AccountChangeParts {
  readonly accounts: LocalAccounts;
  readonly priceList: PriceList;
}

/** An account in credits, as it is at the moment that a member is read. */
export class LiveAccount {
  readonly #parts: LiveAccountParts;
  readonly #account: Account;

  constructor(parts: LiveAccountParts, account: Account) {
    this.#parts = parts;
    this.#account = account;
  }

  /** How it is shown: `key_` and 8 hex digits. */
  get label(): string {
    return this.#account.label;
  }

  /** Credits free to be spent; `null` while unlimited. */
  get balance(): number | null {
    const free = available(this.#state.ledger);
    return free === undefined ? null : toCredits(free);
  }

  /** Credits held for live tasks. */
  get reserved(): number {
    return toCredits(this.#state.ledger.reserved);
  }

  /** Credits that completed tasks cost. */
  get used(): number {
    return toCredits(this.#state.ledger.used);
  }

  get usedUsd(): number {
    return toUsd(this.#parts.priceList, this.#state.ledger.used);
  }

  /** Models it may use; `null` for all. */
  get models(): readonly string[] | null {
    return this.#state.grants.models ?? null;
  }

  get userGroup(): string {
    return this.#state.grants.userGroup;
  }

  get limits(): AccountLimits {
    const { submits, queries, concurrency } = this.#state.limits;
    return {
      rateLimit: submits?.text ?? null,
      rateLimitQueries: queries?.text ?? null,
      concurrency: concurrency ?? null,
    };
  }

  /** House rules that hold for it. */
  get policy(): Policy {
    return this.#state.grants.policy ?? this.#parts.contract.policy;
  }

  /** Movements, oldest first; the newest 10,000 at least, unless all accounts together have more than 500,000. */
  get ledger(): readonly LedgerEntry[] {
    return this.#parts.accounts
      .entries(this.#account)
      .map((entry) => ({ ...entry, amount: toCredits(entry.amount) }));
  }

  /** Credits used per model, from the ledger's entries. */
  get usedByModel(): Readonly<Record<string, number>> {
    const used = new Map<string, number>();
    for (const { kind, model, amount } of this.#parts.accounts.entries(this.#account)) {
      // The cost of a task: its reservation less what its settle or refund gave back.
      if (model !== undefined && kind !== "grant") used.set(model, (used.get(model) ?? 0) - amount);
    }
    return Object.fromEntries([...used].map(([model, micro]) => [model, toCredits(micro)]));
  }

  /** Credits that the tasks cost which were submitted on the virtual day. */
  async spentToday(): Promise<number> {
    const { accounts, timeline } = this.#parts;
    return toCredits(await accounts.spentToday(this.#account, timeline.now()));
  }

  /** Changes what is named, or nothing at all; see `changeAccount`. */
  set(change: unknown, spelling?: Spelling): Promise<void> {
    return changeAccount(this.#parts, this.#account, change, spelling);
  }

  get #state() {
    return this.#parts.accounts.read(this.#account);
  }
}
