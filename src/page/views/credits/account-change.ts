/** The settings of an account as the fields of a form hold them; "" is unlimited. */
export interface AccountFields {
  readonly balance: string;
  readonly rateLimit: string;
  readonly rateLimitQueries: string;
  readonly concurrency: string;
  /** Ids of the models that it may use; `null` for all. */
  readonly models: readonly string[] | null;
}

/** An account as the control side shows it. */
interface Shown {
  readonly balance: number | null;
  readonly models: readonly string[] | null;
  readonly limits: {
    readonly rate_limit: string | null;
    readonly rate_limit_queries: string | null;
    readonly concurrency: number | null;
  };
}

export function fieldsOf({ balance, models, limits }: Shown): AccountFields {
  return {
    balance: balance === null ? "" : String(balance),
    rateLimit: limits.rate_limit ?? "",
    rateLimitQueries: limits.rate_limit_queries ?? "",
    concurrency: limits.concurrency === null ? "" : String(limits.concurrency),
    models,
  };
}

/** The body of a PUT: what differs, and nothing else. Empty where nothing does. */
export interface AccountChange {
  balance?: number | null;
  models?: string[] | null;
  limits?: { rate_limit?: string | null; rate_limit_queries?: string | null; concurrency?: number | null };
}

export function changeOf(before: AccountFields, after: AccountFields): AccountChange {
  const change: AccountChange = {};
  const limits: NonNullable<AccountChange["limits"]> = {};
  if (after.balance !== before.balance) change.balance = numberOf(after.balance);
  if (after.rateLimit !== before.rateLimit) limits.rate_limit = textOf(after.rateLimit);
  if (after.rateLimitQueries !== before.rateLimitQueries)
    limits.rate_limit_queries = textOf(after.rateLimitQueries);
  if (after.concurrency !== before.concurrency) limits.concurrency = numberOf(after.concurrency);
  if (Object.keys(limits).length > 0) change.limits = limits;
  if (after.models?.join() !== before.models?.join())
    change.models = after.models === null ? null : [...after.models];
  return change;
}

const textOf = (field: string) => (field.trim() === "" ? null : field.trim());
const numberOf = (field: string) => (field.trim() === "" ? null : Number(field));
