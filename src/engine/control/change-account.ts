import type { Contract } from "../../contract/contract.js";
import { inSnakeCase, type Spelling } from "../../contract/policy.js";
import type { Account, Accounts, Limits } from "../../ports/accounts.js";
import { MICRO_PER_CREDIT } from "../../simulation/pricing.js";
import { parseRateLimit, type RateLimit } from "../../simulation/rate-limit.js";
import { cutText, longest } from "../../text/cut-text.js";
import { isJsonObject } from "../../text/is-json-object.js";
import { policyAfter } from "../policy-after.js";
import type { Timeline } from "../timeline.js";

type Sent = Readonly<Record<string, unknown>>;

const SETTINGS = ["balance", "models", "user_group", "limits", "policy"];
const LIMITS = ["rate_limit", "rate_limit_queries", "concurrency"];

/**
 * Changes what is named of an account: `balance`, `models`, `user_group`, `limits`, `policy`; `null` for unlimited,
 * all or no house rule of its own.
 *
 * @param spelling - how the members of `policy` are spelt
 * @returns the sentence that says why nothing was changed, or `undefined`
 * @throws {KitError} `INVALID_OPTION` for a rate or a house rule that is none
 */
export async function changeAccount(
  parts: { readonly contract: Contract; readonly accounts: Accounts; readonly timeline: Timeline },
  account: Account,
  sent: Sent,
  spelling: Spelling = inSnakeCase,
): Promise<string | undefined> {
  const { balance, models, user_group: userGroup } = sent;
  const fault = settingsFault(parts.contract, sent) ?? limitsFault(sent["limits"]);
  if (fault !== undefined) return fault;
  // Read whole before anything is changed.
  const limits = changedLimits(parts.accounts.limits(account), sent["limits"] as Sent | undefined);
  const policy = policyAfter(parts, account, sent["policy"], spelling);
  await parts.accounts.setLimits(account, limits);
  if (balance !== undefined) {
    const micro = balance === null ? undefined : Math.round((balance as number) * MICRO_PER_CREDIT);
    await parts.accounts.setBalance(account, micro, parts.timeline.now());
  }
  const { models: before, ...grants } = parts.accounts.grants(account);
  const allowed = models === undefined ? before : models === null ? undefined : [...(models as string[])];
  parts.accounts.setGrants(account, {
    ...grants,
    ...(typeof userGroup === "string" ? { userGroup } : {}),
    ...(policy === undefined ? {} : { policy }),
    ...(allowed === undefined ? {} : { models: allowed }),
  });
  return undefined;
}

function settingsFault(contract: Contract, sent: Sent): string | undefined {
  const stranger = Object.keys(sent).find((name) => !SETTINGS.includes(name));
  if (stranger !== undefined)
    return `${cutText(stranger, longest.name)} is no setting of an account: known are ${SETTINGS.join(", ")}`;
  const { balance, models, user_group: userGroup } = sent;
  if (balance != null && !(typeof balance === "number" && balance >= 0 && balance <= 1e9))
    return "balance is credits from 0 to 1000000000, or null for unlimited";
  if (models != null && !isListOf(models, (model) => contract.model(model) !== undefined))
    return "models is a list of model ids that are served here, or null for all";
  if (userGroup !== undefined && (typeof userGroup !== "string" || userGroup === ""))
    return "user_group is a text such as default or vip";
  return undefined;
}

/** Limits read `{"rate_limit":"60/min","rate_limit_queries":null,"concurrency":5}`. */
function limitsFault(sent: unknown): string | undefined {
  if (sent === undefined) return undefined;
  if (!isJsonObject(sent)) return 'limits is an object such as {"rate_limit":"60/min"}';
  const stranger = Object.keys(sent).find((name) => !LIMITS.includes(name));
  if (stranger !== undefined)
    return `${cutText(stranger, longest.name)} is no limit: known are ${LIMITS.join(", ")}`;
  const { concurrency } = sent;
  if (concurrency != null && !isCount(concurrency))
    return "concurrency is a whole number of tasks from 1, or null for unlimited";
  return undefined;
}

function changedLimits(before: Limits, sent: Sent = {}): Limits {
  const { rate_limit: submits, rate_limit_queries: queries, concurrency } = sent;
  const rate = (kept: RateLimit | undefined, value: unknown) =>
    value === undefined ? kept : value === null ? undefined : parseRateLimit(value);
  const most = isCount(concurrency) ? concurrency : concurrency === null ? undefined : before.concurrency;
  const after = { submits: rate(before.submits, submits), queries: rate(before.queries, queries) };
  return {
    ...(after.submits === undefined ? {} : { submits: after.submits }),
    ...(after.queries === undefined ? {} : { queries: after.queries }),
    ...(most === undefined ? {} : { concurrency: most }),
  };
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 1;
}

function isListOf(value: unknown, accept: (text: string) => boolean): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string" && accept(item));
}
