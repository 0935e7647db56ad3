import { show } from "../../../contract/finding.js";
import type { Account, Limits } from "../../../ports/accounts.js";
import { MICRO_PER_CREDIT } from "../../../simulation/pricing.js";
import { parseRateLimit, type RateLimit } from "../../../simulation/rate-limit.js";
import { policyAfter } from "../account-changes.js";
import { accountView } from "../control-views.js";
import { invalidRequest } from "./control-error.js";
import type { ControlParts } from "./control-parts.js";
import type { ControlBody, ControlRoutes } from "./control-request.js";
import { findAccount } from "./find-account.js";

/** `/_mock/accounts/KEY`: credits, grants and limits of an API key. */
export function accountRoutes(parts: ControlParts): ControlRoutes {
  return {
    "/_mock/accounts/:key": {
      GET: ({ params: { key = "" } }) => accountView(findAccount(parts.accounts, key), parts),
      PUT: async ({ params: { key = "" }, body }) => {
        const account = findAccount(parts.accounts, key);
        await changeAccount(parts, account, body);
        return accountView(account, parts);
      },
    },
  };
}

const settings = ["balance", "models", "user_group", "limits", "policy"];

async function changeAccount(parts: ControlParts, account: Account, body: ControlBody): Promise<void> {
  const fault = faultOf(body, (model) => parts.contract.model(model) !== undefined);
  if (fault !== undefined) throw invalidRequest(fault);
  const { accounts } = parts;
  const { balance, models, user_group: userGroup } = body;
  // Read whole before anything is changed.
  const limits = changedLimits(accounts.limits(account), body["limits"]);
  const policy = policyAfter(parts, account, body["policy"]);
  await accounts.setLimits(account, limits);
  if (balance !== undefined) {
    const micro = balance === null ? undefined : Math.round((balance as number) * MICRO_PER_CREDIT);
    await accounts.setBalance(account, micro, parts.timeline.now());
  }
  const { models: before, ...grants } = accounts.grants(account);
  const allowed = models === undefined ? before : models === null ? undefined : (models as string[]);
  accounts.setGrants(account, {
    ...grants,
    ...(typeof userGroup === "string" ? { userGroup } : {}),
    ...(policy === undefined ? {} : { policy }),
    ...(allowed === undefined ? {} : { models: allowed }),
  });
}

/** What is wrong with the members of a PUT but for its limits. */
function faultOf(body: ControlBody, isServed: (model: string) => boolean): string | undefined {
  const stranger = Object.keys(body).find((name) => !settings.includes(name));
  if (stranger !== undefined)
    return `${stranger.slice(0, 60)} is no setting of an account: known are ${settings.join(", ")}`;
  const { balance, models, user_group: userGroup } = body;
  const isBalance = typeof balance === "number" && balance >= 0 && balance <= 1e9;
  if (balance !== undefined && balance !== null && !isBalance)
    return "balance is credits from 0 to 1000000000, or null for unlimited";
  if (models !== undefined && models !== null && !isListOf(models, isServed))
    return "models is a list of model ids that are served here, or null for all";
  if (userGroup !== undefined && (typeof userGroup !== "string" || userGroup === ""))
    return "user_group is a text such as default or vip";
  return undefined;
}

/** Limits after a PUT: `{"rate_limit":"60/min","rate_limit_queries":null,"concurrency":5}`, `null` for unlimited. */
function changedLimits(before: Limits, sent: unknown): Limits {
  if (sent === undefined) return before;
  if (typeof sent !== "object" || sent === null || Array.isArray(sent)) {
    throw invalidRequest('limits is an object such as {"rate_limit":"60/min"}');
  }
  const { rate_limit: submits, rate_limit_queries: queries, concurrency, ...others } = sent as ControlBody;
  const [stranger] = Object.keys(others);
  if (stranger !== undefined) {
    const known = "rate_limit, rate_limit_queries, concurrency";
    throw invalidRequest(`${stranger.slice(0, 60)} is no limit: known are ${known}`);
  }
  const isCount = typeof concurrency === "number" && Number.isSafeInteger(concurrency) && concurrency >= 1;
  if (concurrency !== undefined && concurrency !== null && !isCount) {
    throw invalidRequest("concurrency is a whole number of tasks from 1, or null for unlimited");
  }
  const most = isCount ? concurrency : concurrency === null ? undefined : before.concurrency;
  const after = {
    submits: changedRate(before.submits, submits),
    queries: changedRate(before.queries, queries),
  };
  return {
    ...(after.submits === undefined ? {} : { submits: after.submits }),
    ...(after.queries === undefined ? {} : { queries: after.queries }),
    ...(most === undefined ? {} : { concurrency: most }),
  };
}

function changedRate(before: RateLimit | undefined, sent: unknown): RateLimit | undefined {
  if (sent === undefined) return before;
  return sent === null ? undefined : parseRateLimit(typeof sent === "string" ? sent : show(sent));
}

function isListOf(value: unknown, accept: (text: string) => boolean): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string" && accept(item));
}
