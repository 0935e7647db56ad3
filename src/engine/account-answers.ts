import type { Account } from "../ports/accounts.js";
import { available } from "../simulation/ledger.js";
import { toCredits } from "../simulation/pricing.js";
import { accepted, type VendorAnswer } from "./answer.js";
import type { EngineParts } from "./engine-parts.js";
import { answerInPlace } from "./forced-answer.js";
import type { ForcedAccount } from "./forced-call.js";

/** Answers a question about the account of a key. */
export type AccountAnswer = (
  parts: EngineParts,
  account: Account,
  key: string | undefined,
) => Promise<VendorAnswer>;

/** `GET /v1/credits`: the credits that the key has left and has used. */
export const answerCredits = accountAnswer("out-of-credits", async (parts, account, isOut) => {
  await parts.timeline.runDue();
  const { ledger } = await parts.accounts.read(account);
  const free = isOut ? 0 : available(ledger);
  const remaining = free === undefined ? 0 : toCredits(free);
  const used = toCredits(ledger.used);
  const data = {
    user: { remaining_credits: remaining, used_credits: used },
    token: { remaining_credits: remaining, used_credits: used, unlimited_credits: free === undefined },
  };
  return { success: true, message: "", data };
});

/** `GET /v1/models`: the models this key may use. */
export const answerModels = accountAnswer("without-models", async (parts, account, hasNone) => {
  const granted = hasNone ? [] : (await parts.accounts.read(account)).grants.models;
  const ids = parts.contract.models.map(({ id }) => id).filter((id) => granted?.includes(id) ?? true);
  return { data: ids.map((id) => ({ id })) };
});

/**
 * @param asked - the state, which a key may stand for, that the answer shows
 * @param bodyOf - the body of the answer, given whether the key stands for that
 */
function accountAnswer(
  asked: ForcedAccount["state"],
  bodyOf: (parts: EngineParts, account: Account, isAsked: boolean) => Promise<object>,
): AccountAnswer {
  return async (parts, account, key) => {
    const { forced, state, text } = parts.scenarios.forAccount({ account, key });
    const isAsked = state === asked;
    return (
      answerInPlace("query", forced, { account }) ??
      accepted(await bodyOf(parts, account, isAsked), [], isAsked ? { account, scenario: text } : { account })
    );
  };
}
