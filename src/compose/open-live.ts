import type { LiveHandler } from "../adapters/http/vendor/vendor-routes.js";
import type { LocalCallbacks } from "../adapters/live/local-callbacks.js";
import type { ResultSource } from "../adapters/recordings/result-videos.js";
import type { CallbackDeliveries } from "../engine/callback-deliveries.js";
import type { SubmitJudge } from "../engine/live/judge-submit.js";
import type { ShownTasks } from "../engine/live/shown-tasks.js";
import type { Timeline } from "../engine/timeline.js";
import { invalidOption } from "../errors/kit-error.js";
import type { MockOptions, withDefaults } from "../options/mock-options.js";
import type { Option } from "../options/option.js";
import { optionTable } from "../options/option-table.js";
import { type BudgetSettings, type LiveSettings, liveSettingsOf } from "../options/read-live.js";
import type { Accounts } from "../ports/accounts.js";
import type { BudgetKeeper } from "../ports/budget-keeper.js";
import type { Journal } from "../ports/journal.js";
import { realNow } from "../ports/real-timers.js";
import { budgetLimit } from "../simulation/budget.js";
import type { ShownTask } from "../simulation/task-object.js";
import type { BudgetFile } from "../stores/disk/budget-file.js";

/** The vendor side of a proxy. */
export interface LiveSide {
  readonly handler: LiveHandler;
  /** Loads what only a proxy needs; before the first request. */
  readonly open: () => Promise<void>;
  readonly budget: () => BudgetKeeper | undefined;
  /** A task as the service last showed it. */
  readonly taskOf: (id: string) => ShownTask | undefined;
  /** The result of a task behind its link, as the service last showed it. */
  readonly resultOf: ResultSource;
  /** Gives up the calls under way, and names the tasks that were not called back. */
  readonly close: () => void;
}

/** The parts of a mock that a proxy uses. */
export interface LiveSideParts extends SubmitJudge {
  readonly accounts: Accounts;
  readonly timeline: Timeline;
  readonly callbacks: CallbackDeliveries;
  readonly journal: Pick<Journal, "subscribe">;
  readonly onBug: (error: unknown) => void;
}

/**
 * The side that passes calls on, where an upstream is named.
 *
 * @throws {KitError} `INVALID_OPTION`, also for options that have no effect in a proxy, or only there
 */
export function openLive(
  given: MockOptions,
  options: ReturnType<typeof withDefaults>,
  parts: LiveSideParts,
  onWarning: (sentence: string) => void,
): LiveSide | undefined {
  refuseUnfit(given);
  const { upstream, maxBody } = options;
  if (upstream === undefined) return undefined;
  const settings: LiveSettings = liveSettingsOf({ ...options, upstream });
  const ended = new AbortController();
  let budget: BudgetFile | undefined;
  let shownTasks: ShownTasks | undefined;
  let callbacks: LocalCallbacks | undefined;
  let handler: LiveHandler = () => Promise.reject(new Error("the proxy was not opened"));
  return {
    handler: (open, writer) => handler(open, writer),
    open: async () => {
      const { liveHandler } = await import("../adapters/live/live-handler.js");
      const { RepeatKeys } = await import("../engine/live/repeat-keys.js");
      const { ShownTasks } = await import("../engine/live/shown-tasks.js");
      shownTasks = new ShownTasks();
      budget =
        settings.budget === undefined ? undefined : await openBudget(settings.budget, parts, onWarning);
      callbacks = await openCallbacks(settings, parts, onWarning);
      handler = liveHandler({
        ...{
          ...settings,
          judge: parts,
          accounts: parts.accounts,
          maxBody,
          budget,
          callbacks,
          shownTasks,
          ended: ended.signal,
        },
        repeatKeys: settings.idempotency ? new RepeatKeys() : undefined,
      });
    },
    budget: () => budget,
    taskOf: (id) => shownTasks?.taskOf(id),
    resultOf: (id) => {
      const [link] = shownTasks?.taskOf(id)?.results ?? [];
      if (link === undefined) return undefined;
      return async () => {
        const [{ downloadResult }, { MOST_RESULT_BYTES: most }] = await Promise.all([
          import("../adapters/live/result-download.js"),
          import("../adapters/recordings/result-videos.js"),
        ]);
        const { silenceMs } = settings;
        return downloadResult(link, { yesLive: options.yesLive, silenceMs, most, signal: ended.signal });
      };
    },
    close: () => {
      ended.abort();
      callbacks?.close();
      budget?.close();
    },
  };
}

async function openBudget(
  { text, amount, period, file }: BudgetSettings,
  { priceList }: SubmitJudge,
  onWarning: (sentence: string) => void,
): Promise<BudgetFile> {
  const { BudgetFile: Opened } = await import("../stores/disk/budget-file.js");
  return new Opened(file, { text, period, limit: budgetLimit(amount, priceList) }, realNow, onWarning);
}

/** Callbacks to addresses that the service cannot call. A reset that drops tasks drops them too. */
async function openCallbacks(
  { upstream }: LiveSettings,
  { timeline, callbacks, journal, onBug }: LiveSideParts,
  onWarning: (sentence: string) => void,
): Promise<LocalCallbacks> {
  const [{ LocalCallbacks: Opened }, { TaskQuery, PATIENCE_SECONDS }, { upstreamFetch }] = await Promise.all([
    import("../adapters/live/local-callbacks.js"),
    import("../adapters/live/task-query.js"),
    import("../adapters/live/upstream-fetch.js"),
  ]);
  const { protocol, host, prefix } = upstream;
  const fetch = upstreamFetch(upstream, PATIENCE_SECONDS * 1000);
  const base = `${protocol}//${host}${prefix}`;
  const opened = new Opened({
    ...{ time: timeline, callbacks, onWarning, onBug },
    queryWith: (key) => new TaskQuery({ base, key, fetch, clock: timeline }),
  });
  journal.subscribe((entry) => {
    if (entry.kind === "reset" && (entry.scope === "all" || entry.scope === "tasks")) opened.clear();
  });
  return opened;
}

/** Options without an effect are refused: whoever sets one counts on it. */
function refuseUnfit(given: MockOptions): void {
  const isProxy = given.upstream !== undefined;
  for (const [name, value] of Object.entries(given)) {
    const entry = optionTable[name as keyof typeof optionTable] as Option<unknown> | undefined;
    if (entry === undefined || value === undefined || value === entry.default) continue;
    const { scope = "mock", inProxy } = entry;
    if (scope === "proxy" && name !== "upstream" && !isProxy)
      throw invalidOption(`${name} has no effect without upstream: name one`);
    if (isProxy && !(scope === "proxy" || scope === "contract" || inProxy === true))
      throw invalidOption(`${name} has no effect beside upstream, where a service answers: leave it out`);
  }
  if (isProxy && given.policy?.dailyCredits !== undefined)
    throw invalidOption(
      "policy.dailyCredits has no effect beside upstream, where the account is the service's: use budget",
    );
}
