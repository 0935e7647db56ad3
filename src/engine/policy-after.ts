import type { Contract } from "../contract/contract.js";
import { changedPolicy, type Policy, readPolicy, type Spelling } from "../contract/policy.js";
import type { Account, Accounts } from "../ports/accounts.js";

/**
 * House rules of an account after `{"policy": {"longest_duration": 10}}`: what is named is set, `null` lifts it;
 * `"policy": null` lifts all.
 *
 * @returns `undefined` when the account goes on without house rules of its own
 * @throws {KitError} `INVALID_OPTION`
 */
export function policyAfter(
  { accounts, contract }: { accounts: Accounts; contract: Contract },
  account: Account,
  sent: unknown,
  spelling: Spelling,
): Policy | undefined {
  const before = accounts.grants(account).policy;
  if (sent === undefined) return before;
  if (sent === null) return {};
  const { qualities } = contract;
  const change = readPolicy(sent, { place: "policy", qualities, spelling });
  return changedPolicy(before ?? contract.policy, change);
}
