import { KitError } from "../contract/kit-error.js";
import type { Accounts } from "../ports/accounts.js";

/** Which calls an entry of the queue waits for; any when empty. */
export interface ScenarioMatch {
  /** Account id. */
  readonly account?: string;
  readonly model?: string;
  /** Text that the prompt contains. */
  readonly prompt?: string;
}

/** The same as whoever runs the mock writes it. */
export interface CallMatch {
  /** API key, or how the account is shown. */
  readonly key?: string;
  readonly model?: string;
  readonly prompt?: string;
}

/**
 * A match with its account found.
 *
 * @throws {KitError} `INVALID_OPTION` for a key that is not on the list of accepted ones
 */
export function matchOf({ key, model, prompt }: CallMatch, accounts: Pick<Accounts, "find">): ScenarioMatch {
  const account = key === undefined ? undefined : accounts.find(key);
  if (key !== undefined && account === undefined) {
    throw new KitError(
      "INVALID_OPTION",
      "match.key is neither an accepted key nor how a used one is shown (key_ and 8 hex digits)",
    );
  }
  return {
    ...(account === undefined ? {} : { account: account.id }),
    ...(model === undefined ? {} : { model }),
    ...(prompt === undefined ? {} : { prompt }),
  };
}
