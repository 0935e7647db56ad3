import { createHash } from "node:crypto";
import type { ModelId } from "../contract/models/model-ids.js";
import { changedPolicy, type Policy, type PolicyChange, readPolicy } from "../contract/policy.js";
import { invalidOption, KitError } from "../errors/kit-error.js";
import { quoteForMessage } from "../errors/quote-for-message.js";
import { type AccountStart, type Grants, type Limits, labelOf } from "../ports/accounts.js";
import { cutText, longest } from "../text/cut-text.js";
import { isJsonObject } from "../text/is-json-object.js";
import { parseStrictJson } from "../text/strict-json.js";
import { accountSchema } from "./nested-schemas.js";
import { type LimitOptions, limitsOf, microOf } from "./read-options.js";

/** Where an API key starts otherwise than the options say of all. `null` is unlimited. */
export interface AccountOptions {
  /** Credits. */
  readonly balance?: number | null;
  /** Models it may use; all by default. */
  readonly models?: readonly ModelId[] | null;
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

const MEMBERS = Object.keys(accountSchema.properties);

/** The accounts, and what holds for a key that has none. */
export interface EveryAccount extends LimitOptions {
  readonly accounts?: Readonly<Record<string, AccountOptions>>;
  readonly balance?: number;
}

/** The contract that accounts speak of; what is absent is not checked. */
export interface AccountsContract {
  readonly models?: readonly string[];
  readonly qualities?: readonly string[];
  /** House rules of every account. */
  readonly policy?: Policy;
}

/**
 * The start of single accounts, by key: the options for all, overridden by those for the one.
 *
 * @throws {KitError} `INVALID_OPTION`; the sentence names the account by its label, never by its key
 */
export function accountStartsOf(
  options: EveryAccount,
  contract: AccountsContract = {},
): ReadonlyMap<string, AccountStart> {
  const accounts: unknown = options.accounts ?? {};
  if (!isJsonObject(accounts))
    throw invalidOption(`accounts must be an object by API key, got ${quoteForMessage(accounts)}`);
  const starts = new Map<string, AccountStart>();
  for (const [key, account] of Object.entries(accounts)) {
    if (key.trim() === "") throw invalidOption("accounts has an empty API key");
    const place = `accounts.${keyLabel(key)}`;
    starts.set(key, startOf(place, account, options, contract));
  }
  return starts;
}

function startOf(
  place: string,
  account: unknown,
  options: EveryAccount,
  contract: AccountsContract,
): AccountStart {
  if (!isJsonObject(account))
    throw invalidOption(
      `${place} must be an object such as {"balance": 100}, got ${quoteForMessage(account)}`,
    );
  const unknown = Object.keys(account).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined) {
    throw invalidOption(
      `${place}.${cutText(unknown, longest.name)} is no setting of an account: known are ${MEMBERS.join(", ")}`,
    );
  }
  const given = account as AccountOptions;
  const balance = given.balance === undefined ? options.balance : given.balance;
  const micro = balance == null ? undefined : within(place, () => microOf(balance));
  return {
    ...(micro === undefined ? {} : { balance: micro }),
    limits: within(place, () => limitsFor(given, options)),
    grants: grantsFor(place, given, contract),
  };
}

/** `null` is unlimited; what is absent is as for all. */
function limitsFor(given: AccountOptions, options: EveryAccount): Limits {
  const limits: Record<string, unknown> = {};
  for (const name of ["rateLimit", "rateLimitQueries", "concurrency"] as const) {
    const value = given[name] === undefined ? options[name] : given[name];
    if (value != null) limits[name] = value;
  }
  return limitsOf(limits);
}

function grantsFor(
  place: string,
  { models, userGroup, policy }: AccountOptions,
  contract: AccountsContract,
): Grants {
  if (models != null) requireModels(place, models, contract.models);
  if (userGroup !== undefined && (typeof userGroup !== "string" || userGroup === "")) {
    throw invalidOption(
      `${place}.userGroup must be a text such as default or vip, got ${quoteForMessage(userGroup)}`,
    );
  }
  const { qualities = [], policy: ofAll = {} } = contract;
  const own =
    policy === undefined
      ? undefined
      : policy === null
        ? {}
        : changedPolicy(ofAll, readPolicy(policy, { place: `${place}.policy`, qualities }));
  return {
    userGroup: userGroup ?? "default",
    ...(models == null ? {} : { models }),
    ...(own === undefined ? {} : { policy: own }),
  };
}

function requireModels(place: string, models: unknown, known: readonly string[] | undefined): void {
  if (!Array.isArray(models))
    throw invalidOption(`${place}.models must be a list of model ids, got ${quoteForMessage(models)}`);
  const strange: unknown = models.find((id) => typeof id !== "string" || known?.includes(id) === false);
  if (strange === undefined) return;
  const advice = known === undefined ? "it must be a model id" : `served here are ${known.join(", ")}`;
  throw invalidOption(`${place}.models names ${quoteForMessage(strange)}: ${advice}`);
}

/** The sentences of the shared readers, with the place in front. */
function within<Value>(place: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof KitError) throw new KitError(error.code, `${place}: ${error.message}`);
    throw error;
  }
}

/** An API key as people may see it: `key_` and 8 hex digits of its hash. */
export function keyLabel(key: string): string {
  return labelOf(createHash("sha256").update(key).digest("hex"));
}

/**
 * Accounts as a flag writes them: `{"sk-team-a": {"balance": 100}}`.
 *
 * @throws {KitError} `INVALID_OPTION`; never shows an API key
 */
export function accountsOfText(text: string): Readonly<Record<string, AccountOptions>> {
  const read = parseStrictJson(text);
  if (!("value" in read)) {
    const { line, column, problem } = read;
    throw invalidOption(`accounts: line ${line}, column ${column}: ${problem}`);
  }
  const accounts = read.value as Readonly<Record<string, AccountOptions>>;
  accountStartsOf({ accounts });
  return accounts;
}
