import type { ModelId } from "../../contract/models/model-ids.js";
import { invalidOption } from "../../errors/kit-error.js";
import type { Accounts } from "../../ports/accounts.js";
import type { ScenarioMatch } from "../../ports/scenario-queue.js";
import type { ScenarioPicker } from "../scenario-picker.js";

/** Which calls an entry of the queue waits for; any when empty. */
export interface CallMatch {
  /** API key, or how the account is shown. */
  readonly key?: string;
  readonly model?: ModelId;
  /** Text that the prompt contains. */
  readonly prompt?: string;
}

/** Characters of a text that an entry of the queue is matched by: the queue holds some 20 MB at the most. */
const LONGEST_MATCH = 2000;

/**
 * Has a scenario hit the next matching calls: queries for one of a query (`query/rate-limited`), else submits.
 *
 * @param options.times - how many calls; default 1
 * @returns what puts it into the queue, for a transaction
 * @throws {KitError} `UNKNOWN_SCENARIO`; `INVALID_OPTION`, also for a key that is not on the list of accepted ones and
 * for a text of more than 2,000 characters
 */
export function queueScenario(
  { scenarios, accounts }: { readonly scenarios: ScenarioPicker; readonly accounts: Pick<Accounts, "find"> },
  name: string,
  { times, match = {} }: { readonly times?: number | undefined; readonly match?: CallMatch | undefined },
): () => void | Promise<void> {
  const entry = scenarios.queued(name, {
    ...(times === undefined ? {} : { times }),
    match: matchOf(match, accounts),
  });
  return () => scenarios.add(entry);
}

function matchOf({ key, model, prompt }: CallMatch, accounts: Pick<Accounts, "find">): ScenarioMatch {
  const long = [model, prompt].find((text) => text !== undefined && text.length > LONGEST_MATCH);
  if (long !== undefined) {
    throw invalidOption(
      `match takes texts of up to ${LONGEST_MATCH} characters, got ${long.length}: give a part that tells the prompt from others`,
    );
  }
  const account = key === undefined ? undefined : accounts.find(key);
  if (key !== undefined && account === undefined) {
    throw invalidOption(
      "match.key is neither an accepted key nor how a used one is shown (key_ and 8 hex digits)",
    );
  }
  return {
    ...(account === undefined ? {} : { account: account.id }),
    ...(model === undefined ? {} : { model }),
    ...(prompt === undefined ? {} : { prompt }),
  };
}
