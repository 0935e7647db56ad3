import type { Contract } from "../../contract/contract.js";
import type { ModelId } from "../../contract/models/model-ids.js";
import { changedPolicy, type Policy, type PolicyChange, readPolicy } from "../../contract/policy.js";
import { nameAdvice } from "../../errors/close-names.js";
import type { Account, Accounts, Limits } from "../../ports/accounts.js";
import type { Instant } from "../../simulation/instant.js";
import { MICRO_PER_CREDIT } from "../../simulation/pricing.js";
import { parseRateLimit, type RateLimit } from "../../simulation/rate-limit.js";
import { cutText, longest } from "../../text/cut-text.js";
import { isJsonObject } from "../../text/is-json-object.js";
import { ControlRefusal } from "./control-refusal.js";

/** Limits of an account; `null` is unlimited. */
export interface AccountLimits {
  /** Submits: `10/s`, `60/min`, `1000/h`. */
  readonly rateLimit: string | null;
  /** Task queries, in the same way. */
  readonly rateLimitQueries: string | null;
  /** Most tasks that live at once. */
  readonly concurrency: number | null;
}

/** A change of an account; members that are absent stay. */
export interface AccountChange {
  /** Credits that are free to be spent; `null` for unlimited. */
  readonly balance?: number | null;
  /** Models it may use; `null` for all. */
  readonly models?: readonly ModelId[] | null;
  /** `usage.user_group` of its tasks. */
  readonly userGroup?: string;
  readonly limits?: Partial<AccountLimits>;
  /** House rules of its own, in place of those of the mock; `null` lifts one, or all. */
  readonly policy?: PolicyChange | null;
}

const SETTINGS = ["balance", "models", "userGroup", "limits", "policy"] as const;
const LIMITS = ["rateLimit", "rateLimitQueries", "concurrency"] as const;

/** How an adapter spells the members: `userGroup` as it is, or `user_group`. */
export type Spelling = (name: string) => string;

/** The parts that a change of an account works on. */
export interface AccountChangeParts {
  readonly contract: Contract;
  readonly accounts: Accounts;
  readonly timeline: { now(): Instant };
}

/**
 * Changes what is named of an account, or nothing at all.
 *
 * @param sent - an `AccountChange` with its members as `spelling` has them; read, not trusted
 * @throws {KitError} `INVALID_OPTION`, with the member and what it must be
 */
export async function changeAccount(
  parts: AccountChangeParts,
  account: Account,
  sent: unknown,
  spelling: Spelling = (name) => name,
): Promise<void> {
  const { contract, accounts, timeline } = parts;
  const { balance, models, userGroup, ...change } = readSettings(contract, sent, spelling);
  const { limits, grants } = await accounts.read(account);
  const { models: before, policy: policyBefore, ...others } = grants;
  const policy = policyAfter(contract, policyBefore, change.policy, spelling);
  const allowed = models === undefined ? before : models === null ? undefined : [...models];
  await accounts.change(
    account,
    {
      limits: changedLimits(limits, change.limits),
      grants: {
        ...others,
        ...(userGroup === undefined ? {} : { userGroup }),
        ...(policy === undefined ? {} : { policy }),
        ...(allowed === undefined ? {} : { models: allowed }),
      },
      ...(balance === undefined
        ? {}
        : { balance: balance === null ? null : Math.round(balance * MICRO_PER_CREDIT) }),
    },
    timeline.now(),
  );
}

/** The change with all but `policy` and the texts of rates checked. */
function readSettings(contract: Contract, sent: unknown, spelling: Spelling): AccountChange {
  const settings = membersOf(sent, SETTINGS, spelling, "setting of an account");
  const { balance, models, userGroup, limits } = settings;
  if (balance != null && !(typeof balance === "number" && balance >= 0 && balance <= 1e9))
    throw invalid("balance is credits from 0 to 1000000000, or null for unlimited");
  if (models != null && !isListOf(models, (model) => contract.model(model) !== undefined))
    throw invalid("models is a list of model ids that are served here, or null for all");
  if (userGroup !== undefined && (typeof userGroup !== "string" || userGroup === ""))
    throw invalid(`${spelling("userGroup")} is a text such as default or vip`);
  if (limits === undefined) return settings as AccountChange;
  if (!isJsonObject(limits))
    throw invalid(`limits is an object such as {"${spelling("rateLimit")}":"60/min"}`);
  const read = membersOf(limits, LIMITS, spelling, "limit");
  if (read.concurrency != null && !isCount(read.concurrency))
    throw invalid("concurrency is a whole number of tasks from 1, or null for unlimited");
  return { ...settings, limits: read } as AccountChange;
}

/** The members of an object under the names that the program has for them. */
function membersOf<Name extends string>(
  sent: unknown,
  names: readonly Name[],
  spelling: Spelling,
  noun: string,
): Partial<Record<Name, unknown>> {
  const members: Partial<Record<Name, unknown>> = {};
  for (const [spelt, value] of Object.entries(sent as Readonly<Record<string, unknown>>)) {
    const name = names.find((known) => spelling(known) === spelt);
    if (name === undefined) {
      const advice = nameAdvice(spelt, names.map(spelling));
      throw invalid(`${cutText(spelt, longest.name)} is no ${noun}: ${advice}`);
    }
    members[name] = value;
  }
  return members;
}

function changedLimits(before: Limits, change: Partial<AccountLimits> = {}): Limits {
  const rate = (kept: RateLimit | undefined, value: string | null | undefined) =>
    value === undefined ? kept : value === null ? undefined : parseRateLimit(value);
  const submits = rate(before.submits, change.rateLimit);
  const queries = rate(before.queries, change.rateLimitQueries);
  const concurrency = change.concurrency === undefined ? before.concurrency : change.concurrency;
  return {
    ...(submits === undefined ? {} : { submits }),
    ...(queries === undefined ? {} : { queries }),
    ...(concurrency == null ? {} : { concurrency }),
  };
}

/** @returns `undefined` when the account goes on without house rules of its own */
function policyAfter(
  contract: Contract,
  before: Policy | undefined,
  sent: unknown,
  spelling: Spelling,
): Policy | undefined {
  if (sent === undefined) return before;
  if (sent === null) return {};
  const { qualities } = contract;
  const change = readPolicy(sent, { place: "policy", qualities, spelling });
  return changedPolicy(before ?? contract.policy, change);
}

function invalid(sentence: string): ControlRefusal {
  return new ControlRefusal("invalid", sentence);
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 1;
}

function isListOf(value: unknown, accept: (text: string) => boolean): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string" && accept(item));
}
