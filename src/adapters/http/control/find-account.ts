import { type Account, type Accounts, isLabel } from "../../../ports/accounts.js";
import type { Journal } from "../../../ports/journal.js";
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

/**
 * How the account is shown that a filter names: one that is known, or that of a key in the journal which was refused.
 *
 * @throws {ControlError} `account_not_found`
 */
export function findLabel(
  { accounts, journal }: { readonly accounts: Accounts; readonly journal: Journal },
  keyOrLabel: string,
): string {
  const label = accounts.labelFor(keyOrLabel);
  return journal.entries().some(({ key }) => key === label) ? label : findAccount(accounts, keyOrLabel).label;
}
