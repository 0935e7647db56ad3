import { type Account, type Accounts, isLabel } from "../../ports/accounts.js";
import type { Journal } from "../../ports/journal.js";
import { ControlRefusal } from "./control-refusal.js";

/**
 * The account that an API key or a label belongs to.
 *
 * @throws {ControlRefusal} `unknown account`
 */
export function findAccount(accounts: Pick<Accounts, "find">, keyOrLabel: string): Account {
  const account = accounts.find(keyOrLabel);
  if (account !== undefined) return account;
  throw new ControlRefusal(
    "unknown account",
    isLabel(keyOrLabel)
      ? `no key that was used so far is shown as ${keyOrLabel}`
      : "this key is not on the list of accepted keys",
  );
}

/**
 * The label of a known account, or of a key in the journal that was refused.
 *
 * @throws {ControlRefusal} `unknown account`
 */
export function findLabel(
  { accounts, journal }: { readonly accounts: Accounts; readonly journal: Journal },
  keyOrLabel: string,
): string {
  const label = accounts.labelFor(keyOrLabel);
  return journal.entries().some(({ key }) => key === label) ? label : findAccount(accounts, keyOrLabel).label;
}
