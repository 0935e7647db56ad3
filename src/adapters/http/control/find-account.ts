import type { Account, Accounts } from "../../../ports/accounts.js";
import { ControlError } from "./control-error.js";

/**
 * The account that a path or a filter names by its key or by how it is shown.
 *
 * @throws {ControlError} `account_not_found`
 */
export function findAccount(accounts: Accounts, keyOrLabel: string): Account {
  const account = accounts.find(keyOrLabel);
  if (account !== undefined) return account;
  throw new ControlError(404, "account_not_found", "this key is not on the list of accepted keys");
}

/** The account that `key` of a query asks for; `undefined` without one. */
export function accountFilter(accounts: Accounts, query: URLSearchParams): Account | undefined {
  const key = query.get("key");
  return key === null ? undefined : findAccount(accounts, key);
}
