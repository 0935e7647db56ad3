import { type Account, type Accounts, isLabel } from "../../../ports/accounts.js";
import { ControlError } from "./control-error.js";

/**
 * The account that a path or a filter names by its key or by how it is shown.
 *
 * @throws {ControlError} `account_not_found`
 */
export function findAccount(accounts: Accounts, keyOrLabel: string): Account {
  const account = accounts.find(keyOrLabel);
  if (account !== undefined) return account;
  throw new ControlError(
    404,
    "account_not_found",
    isLabel(keyOrLabel)
      ? `no key that was used so far is shown as ${keyOrLabel}`
      : "this key is not on the list of accepted keys",
  );
}
