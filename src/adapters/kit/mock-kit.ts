import type { AccountChange } from "../../engine/control/change-account.js";
import type { ControlContext } from "../../engine/control/control-context.js";
import { findAccount } from "../../engine/control/find-account.js";
import { LiveAccount, type LiveAccountParts } from "../../engine/control/live-account.js";
import { type CallMatch, queueScenario } from "../../engine/control/queue-scenario.js";
import { invalidOption, KitError } from "../../errors/kit-error.js";
import { quoteForMessage } from "../../errors/quote-for-message.js";
import { refuseUnknownKeys } from "../../errors/refuse-unknown-keys.js";
import type { Coverage, CoverageFilter } from "../../insight/coverage/coverage.js";
import type { HabitFilter } from "../../insight/habits/habit-filter.js";
import type { HabitFinding } from "../../insight/habits/habit-finding.js";
import type { HabitId } from "../../insight/habits/habit-list.js";
import type { HabitWatch } from "../../insight/habits/habit-watch.js";
import type { Account } from "../../ports/accounts.js";
import { type Journal, type ResetScope, resetScopes } from "../../ports/journal.js";
import type { LedgerEntry } from "../../simulation/ledger.js";
import { type PriceList, toCredits, toUsd } from "../../simulation/pricing.js";
import type { ScenarioCallText } from "../../simulation/scenarios/scenario-catalogue.js";
import type { CallbackExchange, CallbackReceiver } from "./callback-receiver.js";
import { journalQueries, type MockJournal } from "./journal-queries.js";
import { type MockTasks, mockTasks } from "./mock-tasks.js";
import { clockState, standstill } from "./standstill.js";
import { EntryWaiters, type WaitFor } from "./wait-for.js";

/** The ways in which a test uses a mock beside moving its clock. */
export interface MockKit {
  /** Tasks: looked at, and completed, failed, cancelled without waiting for time. */
  readonly tasks: MockTasks;
  /** The journal, in order, with typed questions. */
  readonly journal: MockJournal;
  /**
   * The account of an API key: credits, ledger, limits.
   *
   * @param key - API key, or how the account is shown (`key_` and 8 hex digits)
   * @throws {KitError} `INVALID_OPTION` for a key that is not accepted
   */
  account(key: string): MockAccount;
  /** Cost of the completed tasks of all API keys. */
  readonly spent: Spent;
  /**
   * The first journal entry that fits, past or future. Does not move the clock.
   *
   * @param what - a filter, or a function that says whether an entry fits
   * @param wait.timeout - real time, default `"5s"`
   * @throws {KitError} `WAIT_TIMED_OUT` with what was seen, `MOCK_CLOSED`, `INVALID_OPTION`
   * @example
   * const { body } = await mock.waitFor({ kind: "request", method: "POST", status: 200 });
   */
  readonly waitFor: WaitFor;
  /**
   * A callback receiver inside the process: submit its `url` as `callback_url`. Closed with the mock.
   *
   * @throws {KitError} `MOCK_CLOSED`
   */
  receiver(): Promise<CallbackReceiver>;
  /**
   * Habits of clients that cost money or patience in production; "never" is judged as though they were done. Oldest
   * evidence first, at most 100 of each habit.
   *
   * @param filter - findings of one habit, task or key; all when not given
   * @throws {KitError} `INVALID_OPTION` for a habit that there is not
   * @example
   * expect(mock.habits()).toEqual([]);
   */
  habits(filter?: HabitFilter): readonly HabitFinding<HabitId>[];
  /**
   * Coverage of the contract since the mock was made: models, parameters, values, rules, errors, failures, the life of
   * tasks, callbacks. Survives `reset`, but for `reset("coverage")`.
   *
   * @param filter.models - items of these models alone, beside those that all models share
   * @param filter.onlyUsedModels - the same for the models that submits named
   * @throws {KitError} `UNKNOWN_MODEL`, `INVALID_OPTION`
   * @example
   * expect(mock.coverage().missing).not.toContain("error/submit/429/rate_limit_exceeded");
   */
  coverage(filter?: CoverageFilter): Coverage;
  /**
   * Has a scenario hit the next matching calls: queries for one of a query (`query/rate-limited`), else submits.
   *
   * @param name - as `wan-mock scenarios` lists it, also with the number of calls: `rate-limited:2`; those of files are
   * added to `CustomNames`
   * @param options.times - how many calls; default 1
   * @param options.match - only calls of this API key, for this model, whose prompt contains this text
   * @throws {KitError} `UNKNOWN_SCENARIO`, `INVALID_OPTION`
   */
  scenario(name: ScenarioCallText, options?: { times?: number; match?: CallMatch }): void;
  /**
   * Drops state as `POST /_mock/reset` does: all of it but what was counted for the coverage, or one part.
   *
   * @throws {KitError} `INVALID_OPTION` for a part that does not exist
   */
  reset(scope?: ResetScope | "all"): Promise<void>;
  /**
   * What waits for a frozen clock, for a matcher that fails.
   *
   * @internal
   */
  readonly standstill?: () => string | undefined;
}

export interface MockKitParts extends ControlContext {
  readonly habits: Pick<HabitWatch, "findings">;
  readonly coverage: (filter?: CoverageFilter) => Coverage;
  readonly exchange: CallbackExchange;
  readonly seed: number;
}

/** The kit of a mock, and `releaseWaiters`, which refuses the calls that still wait when the mock is closed. */
export function mockKit(parts: MockKitParts): MockKit & { readonly releaseWaiters: () => void } {
  const { timeline, journal, accounts, exchange, resets, seed, priceList } = parts;
  const stands = () => standstill(parts);
  const hint = () => `${clockState(parts)} (seed ${seed})`;
  const waiters = new EntryWaiters(journal, accounts, hint);
  const standsStill = () => timeline.standsStill;
  let closed = false;
  return {
    tasks: mockTasks(parts),
    journal: journalQueries(journal, accounts),
    account: (key) => {
      // A key is at least one character: no account is made for the empty text.
      const known = key === "" ? { find: () => undefined } : accounts;
      return new KitAccount(parts, findAccount(known, key), stands);
    },
    spent: new SpentTotal(journal, priceList),
    coverage: (filter) => parts.coverage(filter),
    waitFor: ((what, wait) => waiters.first(what, wait)) as WaitFor,
    receiver: async () => {
      if (closed) throw new KitError("MOCK_CLOSED", "this mock is closed: no callback can come any more");
      return exchange.open({ now: () => timeline.now(), standsStill, standstill: stands, hint });
    },
    habits: (filter = {}) => {
      refuseUnknownKeys(filter, ["habit", "key", "task"], "filters of habits");
      const key = filter.key === undefined ? undefined : accounts.labelFor(filter.key);
      const found = parts.habits.findings({ ...filter, ...(key === undefined ? {} : { key }) });
      return found as readonly HabitFinding<HabitId>[];
    },
    scenario: (name, options = {}) => {
      refuseUnknownKeys(options, ["times", "match"], "options of a scenario");
      refuseUnknownKeys(options.match ?? {}, ["key", "model", "prompt"], "members of match");
      // In this process it is done at once.
      void queueScenario(parts, name, options);
    },
    reset: async (scope = "all") => {
      if (scope !== "all" && !resetScopes.includes(scope)) {
        throw invalidOption(
          `reset takes nothing for all state, or one of ${resetScopes.join(", ")}, got ${quoteForMessage(scope)}`,
        );
      }
      await resets.reset(scope);
    },
    standstill: stands,
    releaseWaiters: () => {
      closed = true;
      waiters.close();
    },
  };
}

/** Cost of the completed tasks; every member is read at the moment it is asked for. */
export interface Spent {
  readonly credits: number;
  readonly usd: number;
}

/** Adds up what is settled: journals forget, totals do not. */
class SpentTotal implements Spent {
  #micro = 0;

  constructor(
    journal: Journal,
    private readonly priceList: PriceList,
  ) {
    journal.subscribe((entry) => {
      if (entry.kind === "settle") this.#micro += entry.amount;
      else if (entry.kind === "reset" && (entry.scope === "accounts" || entry.scope === "all"))
        this.#micro = 0;
    });
  }

  get credits(): number {
    return toCredits(this.#micro);
  }

  get usd(): number {
    return toUsd(this.priceList, this.#micro);
  }
}

/** A movement of credits, in credits: what a reservation takes is negative. */
export type AccountMovement = LedgerEntry;

/** An account that knows what its mock waits for. */
class KitAccount extends LiveAccount {
  constructor(
    parts: LiveAccountParts,
    account: Account,
    readonly standstill: () => string | undefined,
  ) {
    super(parts, account);
  }
}

/** The account of an API key; every member is read at the moment it is asked for. */
export interface MockAccount extends Omit<LiveAccount, "set" | "spentToday" | "usedByModel"> {
  /**
   * Changes what is named, or nothing at all.
   *
   * @throws {KitError} `INVALID_OPTION`
   * @example
   * await mock.account("key-a").set({ balance: 10, limits: { rateLimit: "5/min" } });
   */
  set(change: AccountChange): Promise<void>;
  /** @internal */
  readonly standstill?: () => string | undefined;
}
