import type { Account } from "../ports/accounts.js";
import { available } from "../simulation/ledger.js";
import { toCredits } from "../simulation/pricing.js";
import { accepted, type VendorAnswer } from "./answer.js";
import type { EngineParts } from "./engine-parts.js";
import { answerInPlace } from "./forced-answer.js";

/** `GET /v1/credits`: the credits that the key has left and has used. */
export async function answerCredits(
  { accounts, scenarios, timeline }: EngineParts,
  account: Account,
  key: string | undefined,
): Promise<VendorAnswer> {
  const { forced, state, text } = scenarios.forAccount({ account, key });
  const refused = answerInPlace("query", forced, { account });
  if (refused !== undefined) return refused;
  await timeline.runDue();
  const { ledger } = await accounts.read(account);
  const isOut = state === "out-of-credits";
  const free = isOut ? 0 : available(ledger);
  const remaining = free === undefined ? 0 : toCredits(free);
  const used = toCredits(ledger.used);
  const data = {
    user: { remaining_credits: remaining, used_credits: used },
    token: { remaining_credits: remaining, used_credits: used, unlimited_credits: free === undefined },
  };
  return accepted(
    { success: true, message: "", data },
    [],
    isOut ? { account, scenario: text } : { account },
  );
}

/** `GET /v1/models`: the models this key may use. */
export async function answerModels(
  { accounts, contract, scenarios }: EngineParts,
  account: Account,
  key: string | undefined,
): Promise<VendorAnswer> {
  const { forced, state, text } = scenarios.forAccount({ account, key });
  const refused = answerInPlace("query", forced, { account });
  if (refused !== undefined) return refused;
  const hasNone = state === "without-models";
  const granted = hasNone ? [] : (await accounts.read(account)).grants.models;
  const ids = contract.models.map(({ id }) => id).filter((id) => granted?.includes(id) ?? true);
  return accepted(
    { data: ids.map((id) => ({ id })) },
    [],
    hasNone ? { account, scenario: text } : { account },
  );
}
