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
import { StateUnavailable } from "../../ports/transactions.js";
import type { LedgerEntry } from "../../simulation/ledger.js";
import { type PriceList, toCredits, toUsd } from "../../simulation/pricing.js";
import type { ScenarioCallText } from "../../simulation/scenarios/scenario-catalogue.js";
import type { CallbackExchange, CallbackReceiver } from "./callback-receiver.js";
import { journalQueries, type MockJournal } from "./journal-queries.js";
import { type MockTasks, mockTasks } from "./mock-tasks.js";
import { clockState, standstill } from "./standstill.js";
import { EntryWaiters, type WaitFor } from "./wait-for.js";

/** What a test does with a mock, apart from moving its clock. */
export interface MockKit {
  /** Tasks: inspect them, or complete, fail and cancel them without waiting. */
  readonly tasks: MockTasks;
  /** The journal, in order, with typed queries. */
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
   * Resolves with the first matching journal entry, past or future. Does not move the clock.
   *
   * @param what - a filter, or a function that returns whether an entry matches
   * @param wait.timeout - real time, default `"5s"`
   * @throws {KitError} `WAIT_TIMED_OUT` with the latest entries and the state of the clock, `MOCK_CLOSED`, `INVALID_OPTION`
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
   * Client habits that cost money or patience in production, judged as if the clients had finished: a result that was not
   * fetched yet counts as never fetched. Oldest evidence first, at most 100 findings per habit.
   *
   * @param filter - findings of one habit, task or key; all when not given
   * @throws {KitError} `INVALID_OPTION` for an unknown habit
   * @example
   * expect(mock.habits()).toEqual([]);
   */
  habits(filter?: HabitFilter): readonly HabitFinding<HabitId>[];
  /**
   * Coverage of the contract since the mock was created: models, parameters, values, rules, errors, failures, task
   * lifecycle, callbacks. `reset` keeps it; `reset("coverage")` clears it.
   *
   * @param filter.models - only items of these models, and those that all models share
   * @param filter.onlyUsedModels - the same for the models named in submits
   * @throws {KitError} `UNKNOWN_MODEL`, `INVALID_OPTION`
   * @example
   * expect(mock.coverage().missing).not.toContain("error/submit/429/rate_limit_exceeded");
   */
  coverage(filter?: CoverageFilter): Coverage;
  /**
   * Applies a scenario to the next matching calls: to queries where its name says so (`query/rate-limited`), else to
   * submits.
   *
   * @param name - as `wan-mock scenarios` lists it, also with the number of calls: `rate-limited:2`; those of files are
   * added to `CustomNames`
   * @param options.times - how many calls; default 1
   * @param options.match - only calls of this API key, for this model, whose prompt contains this text
   * @throws {KitError} `UNKNOWN_SCENARIO`, `INVALID_OPTION`. Where the store of the mock cannot be used, a warning says
   * that it was not queued.
   */
  scenario(name: ScenarioCallText, options?: { times?: number; match?: CallMatch }): void;
  /**
   * Drops state as `POST /_mock/reset` does: everything but the coverage, or one part.
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
  /** Told what no call can be answered with, as one sentence. */
  readonly onWarning: (sentence: string) => void;
  /** Told of a bug in the mock. */
  readonly onBug: (error: unknown) => void;
}

/** Nobody waits for a scenario to be queued: what fails is told beside. */
function notQueued({ onWarning, onBug }: MockKitParts, name: string, error: unknown): void {
  if (error instanceof StateUnavailable)
    onWarning(`the scenario ${quoteForMessage(name)} was not queued, queue it again: ${error.message}`);
  else onBug(error);
}

/** The kit of a mock, and `releaseWaiters`, which refuses the calls that still wait when the mock is closed. */
export function mockKit(parts: MockKitParts): MockKit & { readonly releaseWaiters: () => void } {
  const { timeline, journal, accounts, exchange, resets, seed, priceList, transactions } = parts;
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
      if (closed) throw new KitError("MOCK_CLOSED", "this mock is closed and takes no more callbacks");
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
      // What is wrong with it is told at once. In this process it is done at once too.
      const queued = transactions.run(queueScenario(parts, name, options));
      void Promise.resolve(queued).catch((error: unknown) => notQueued(parts, name, error));
    },
    reset: async (scope = "all") => {
      if (scope !== "all" && !resetScopes.includes(scope)) {
        throw invalidOption(
          `reset takes nothing for all state, or one of ${resetScopes.join(", ")}, got ${quoteForMessage(scope)}`,
        );
      }
      await transactions.run(() => resets.reset(scope));
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
    private readonly parts: LiveAccountParts & Pick<ControlContext, "transactions">,
    account: Account,
    readonly standstill: () => string | undefined,
  ) {
    super(parts, account);
  }

  override async set(...change: Parameters<LiveAccount["set"]>): Promise<void> {
    await this.parts.transactions.run(() => super.set(...change));
  }
}

/** The account of an API key; every member shows the current state. */
export interface MockAccount extends Omit<LiveAccount, "set" | "spentToday" | "usedByModel"> {
  /**
   * Changes the given members; with an invalid one, none.
   *
   * @throws {KitError} `INVALID_OPTION`
   * @example
   * await mock.account("key-a").set({ balance: 10, limits: { rateLimit: "5/min" } });
   */
  set(change: AccountChange): Promise<void>;
  /** @internal */
  readonly standstill?: () => string | undefined;
}
