import { LazyCallbackSender } from "../adapters/callbacks/lazy-callback-sender.js";
import { boundsView } from "../adapters/http/control/bounds-view.js";
import { entryView } from "../adapters/http/control/control-views.js";
import { EventStream } from "../adapters/http/control/event-stream.js";
import { PrometheusMetrics } from "../adapters/http/control/metrics.js";
import type { ServedParts } from "../adapters/http/mock-server.js";
import { ResultFiles } from "../adapters/http/vendor/result-files.js";
import { CallbackExchange, RECEIVER_BASE } from "../adapters/kit/callback-exchange.js";
import { type MockKit, mockKit } from "../adapters/kit/mock-kit.js";
import { type Reachable, reachable } from "../adapters/kit/reachable-mock.js";
import { bundledModels } from "../contract/bundled-models.js";
import { Contract } from "../contract/contract.js";
import { headerRules } from "../contract/header-rules.js";
import type { ModelContract } from "../contract/model-contract.js";
import { ruleEntry } from "../contract/rules/rule-entry.js";
import { rules } from "../contract/rules/rule-list.js";
import { CallbackDeliveries, callbackEvent, type Delivery } from "../engine/callback-deliveries.js";
import type { ControlContext } from "../engine/control/control-context.js";
import { StateReset } from "../engine/control/state-reset.js";
import { TaskCommands } from "../engine/control/task-commands.js";
import { Engine } from "../engine/engine.js";
import { ScenarioPicker } from "../engine/scenario-picker.js";
import { TaskLifecycle } from "../engine/task-lifecycle.js";
import { TaskRoom } from "../engine/task-room.js";
import { Timeline } from "../engine/timeline.js";
import { KitError } from "../errors/kit-error.js";
import { quoteForMessage } from "../errors/quote-for-message.js";
import type { HabitFinding } from "../insight/habits/habit-finding.js";
import { HabitWatch } from "../insight/habits/habit-watch.js";
import { checkOptions } from "../options/check-options.js";
import type { MockOptions } from "../options/mock-options.js";
import { accountStartsOf } from "../options/read-accounts.js";
import {
  controlTokenOf,
  deliveryPolicyOf,
  durationOf,
  hostOf,
  instantOf,
  limitsOf,
  maxBodyOf,
  microOf,
  mostOf,
  portOf,
  publicUrlOf,
  seedOf,
  settingsOf,
} from "../options/read-options.js";
import { realElapsed } from "../ports/real-timers.js";
import { CALLBACK_TIMEOUT_MS } from "../simulation/callback-schedule.js";
import { paceName, parsePace } from "../simulation/pace.js";
import { priceListOf } from "../simulation/price-lists.js";
import { isPriced, type PriceList } from "../simulation/pricing.js";
import type { FileScenarios } from "../simulation/scenarios/file-scenario.js";
import { MemoryAccounts } from "../stores/memory/memory-accounts.js";
import { MemoryIdempotencyKeys } from "../stores/memory/memory-idempotency-keys.js";
import { MemoryJournal } from "../stores/memory/memory-journal.js";
import { MemoryTaskStore } from "../stores/memory/memory-task-store.js";
import { SeededIdSource } from "../stores/memory/seeded-id-source.js";
import { VirtualClock } from "../stores/memory/virtual-clock.js";
import { version } from "../text/version.js";
import { assetSourcesOf } from "./asset-sources.js";
import { openApiDocuments } from "./open-api-documents.js";
import { openCoverage } from "./open-coverage.js";
import { openScenarios, scenarioFilesOf } from "./open-scenarios.js";
import { judgeWithFiles } from "./validate-request.js";

/** The clock as a test sees it. */
export type MockClock = Pick<
  Timeline,
  "now" | "mode" | "advance" | "set" | "next" | "freeze" | "resume" | "idle"
>;

/** A running mock. Its state is its own: two in one process never meet. */
export interface Mock extends MockKit, Reachable {
  /** `http://127.0.0.1:PORT`, no slash at the end. */
  readonly url: string;
  readonly port: number;
  /** What ids and jitter are drawn from; give it again to get the same. */
  readonly seed: number;
  readonly contract: Contract;
  /** Virtual time: `now`, `advance`, `set`, `next`, `freeze`, `resume`, `idle`. */
  readonly clock: MockClock;
  /** Deliveries with their attempts, oldest first; those of one task when `task` is given. */
  readonly callbacks: { deliveries(task?: string): readonly Delivery[] };
  readonly priceList: PriceList;
}

/** Who is told what does not belong into an answer. Both write to stderr by default. */
export interface MockHooks {
  /** A failure inside the mock itself, with its stack. */
  readonly onBug?: (error: unknown) => void;
  /** Something odd that the mock can live with, as one sentence. */
  readonly onWarning?: (sentence: string) => void;
  /** Something that was done unasked, such as a scenario file read again, as one sentence. */
  readonly onNotice?: (sentence: string) => void;
  /**
   * Whether clients were told the base URL without having been asked whether they add `/v1` to it themselves.
   *
   * @internal
   */
  readonly takesBareBase?: boolean;
}

/**
 * Starts a mock on a socket.
 *
 * @throws {KitError} `INVALID_OPTION`, `UNKNOWN_RULE`, `UNKNOWN_PRICE_LIST`, `PORT_IN_USE`, `CANNOT_LISTEN`,
 * `SCENARIOS_INVALID` for a file of `scenarios`, `UNKNOWN_SCENARIO` for a name of `chaos`, and the
 * `DOCUMENT_...` codes for a file of `spec`
 * @example
 * const mock = await startMock({ pace: "instant", seed: 7 });
 * // point the client at mock.url
 * await mock.close();
 */
export async function startMock(options: MockOptions = {}, hooks: MockHooks = {}): Promise<Mock> {
  return (await startWatched(options, hooks)).mock;
}

/**
 * The same for whoever sums up at the end: with the habits that clients showed since the start, those from before
 * resets too. What clients never did is judged as though they were done.
 *
 * @internal
 * @throws {KitError} as `startMock`
 */
export async function startWatched(
  options: MockOptions,
  hooks: MockHooks,
): Promise<{ readonly mock: Mock; readonly everyHabit: ComposedMock["everyHabit"] }> {
  checkOptions(options);
  const where = { host: hostOf(options.host ?? "127.0.0.1"), port: portOf(options.port ?? 0) };
  const { listen } = await import("../adapters/http/mock-server.js");
  const { parts, open: _open, everyHabit, release, ...state } = await composeMock(options, hooks);
  const server = await listen(parts, where).catch((error: unknown) => {
    release();
    throw error;
  });
  const close = () => server.close().then(release);
  return { mock: reachable({ ...state, port: server.port }, { url: server.url, close }), everyHabit };
}

/**
 * A mock that nobody can reach yet.
 *
 * @internal
 */
export interface ComposedMock extends Omit<Mock, keyof Reachable | "port"> {
  /** Habits that clients showed, those from before resets too; what they never did is judged as though they were done. */
  readonly everyHabit: () => readonly HabitFinding[];
  /** What the HTTP side serves. */
  readonly parts: ServedParts;
  /** Reads what only an await can: scenario files. */
  readonly open: () => Promise<void>;
  /** Drops the work that waits, the connections kept for callbacks, and the watch over scenario files. */
  readonly release: () => void;
}

/**
 * Joins contract, engine and stores into a mock; the one place that knows them all.
 *
 * @internal
 * @throws {KitError} as `startMock`, but for the codes of the socket
 */
export async function composeMock(options: MockOptions = {}, hooks: MockHooks = {}): Promise<ComposedMock> {
  const composed = composeWith(await createContract(options, hooks), options, hooks);
  try {
    await composed.open();
    return composed;
  } catch (error) {
    composed.release();
    throw error;
  }
}

/**
 * The same around a contract that is ready, with the scenario files still to be opened.
 *
 * @internal
 */
export function composeWith(contract: Contract, options: MockOptions, hooks: MockHooks): ComposedMock {
  const priceList = priceListOf(contract.settings);
  warnOfPrices(contract, priceList, hooks);
  const pace = parsePace(options.pace ?? "quick");
  const seed = seedOf(options.seed);
  const clock = new VirtualClock({
    ...(options.now === undefined ? {} : { start: instantOf(options.now) }),
    frozen: options.clock === "frozen",
  });
  const onBug = hooks.onBug ?? ((error) => console.error(error));
  const journal = new MemoryJournal({
    most: mostOf("journalEntries", options.journalEntries ?? 1000),
    age: durationOf("journalAge", options.journalAge ?? "7d"),
    now: () => clock.now(),
  });
  const habits = new HabitWatch((seen) => journal.record(seen), realElapsed);
  const leaveHabits = journal.subscribe((entry) => habits.watch(entry));
  const timeline = new Timeline(clock, onBug, (move) => {
    journal.record({ kind: "clock", at: clock.now(), move, mode: timeline.mode });
  });
  const ids = new SeededIdSource(seed);
  const assets = assetSourcesOf(options, hooks).all;
  const store = new MemoryTaskStore();
  const accounts = new MemoryAccounts({
    ...(options.keys === undefined ? {} : { keys: options.keys }),
    ...(options.balance === undefined ? {} : { balance: microOf(options.balance) }),
    limits: limitsOf(options),
    starts: accountStartsOf(options, {
      models: contract.models.map(({ id }) => id),
      qualities: contract.qualities,
      policy: contract.policy,
    }),
  });
  const idempotencyKeys = new MemoryIdempotencyKeys();
  const sender = new CallbackExchange(new LazyCallbackSender());
  const callbacks = new CallbackDeliveries({
    timeline,
    sender,
    policy: { ...deliveryPolicyOf(options), inProcess: RECEIVER_BASE },
    most: mostOf("deliveries", options.deliveries ?? 10_000),
    patienceMs: durationOf("callback patience", options.callbackPatience ?? CALLBACK_TIMEOUT_MS),
    onChange: (delivery) => {
      const event = callbackEvent(delivery, timeline.now());
      if (event !== undefined) journal.record(event);
      if (delivery.state !== "pending") room.settled(delivery.task);
    },
  });
  const room = new TaskRoom({
    store,
    isAwaited: (id) => callbacks.isPending(id),
    most: mostOf("tasks", options.tasks ?? 100_000),
  });
  const lifecycle = new TaskLifecycle({ timeline, store, accounts, callbacks, room, journal, priceList });
  const scenarios = new ScenarioPicker();
  const models = contract.models.map(({ id }) => id);
  const scenarioFiles = openScenarios(options, hooks, { models, desk: scenarios, seed });
  const engine = new Engine({
    contract,
    timeline,
    tasks: lifecycle,
    room,
    ids,
    assets,
    priceList,
    pace,
    store,
    accounts,
    scenarios,
    idempotencyKeys,
  });
  const coverage = openCoverage(options, hooks.onWarning ?? console.error, {
    contract,
    journal,
    habits: () => habits.everFound(),
  });
  const resets = new StateReset({
    timeline,
    tasks: lifecycle,
    store,
    accounts,
    callbacks,
    journal,
    scenarios: () => scenarios.clear(),
    idempotencyKeys,
    coverage: coverage.clear,
  });
  const context: ControlContext = {
    contract,
    timeline,
    accounts,
    tasks: new TaskCommands({ timeline, store, lifecycle, callbacks }),
    callbacks,
    journal,
    priceList,
    scenarios,
    resets,
  };
  const events = new EventStream(journal, (entry) => entryView(entry, contract.rules));
  const parts: ServedParts = {
    engine,
    ids,
    clock,
    journal,
    onBug,
    files: new ResultFiles(contract),
    maxBody: maxBodyOf(options.maxBody),
    takesBareBase: hooks.takesBareBase ?? false,
    publicUrl: publicUrlOf(options.publicUrl),
    control: {
      ...context,
      policy: {
        allowHosts: options.allowHosts ?? [],
        ...(options.controlToken === undefined ? {} : { token: controlTokenOf(options.controlToken) }),
      },
      lint: (text) => judgeWithFiles(contract, text, { assets, priceList }),
      rules: () => [...contract.rules, ...headerRules].map(ruleEntry),
      coverage: coverage.read,
      reloadScenarios: () => scenarioFiles.reload(),
      health: () => ({
        status: "ok",
        version,
        models: contract.models.map((model) => model.id),
        now: new Date(clock.now()).toISOString(),
        seed,
        pace: paceName(pace),
        ...(options.chaos === undefined ? {} : { chaos: options.chaos }),
        ...boundsView({
          tasks: room.bounds,
          journal: journal.bounds,
          deliveries: callbacks.bounds,
          accounts: accounts.bounds,
          idempotencyKeys: idempotencyKeys.bounds,
          scenarios: scenarios.queue.bounds,
          habits: habits.bounds,
          events: events.bounds,
        }),
      }),
      documents: openApiDocuments(contract.models),
      events,
      metrics: new PrometheusMetrics(journal),
      habits,
    },
  };
  const { releaseWaiters, ...kit } = mockKit({
    ...context,
    habits,
    exchange: sender,
    coverage: coverage.read,
    seed,
  });
  const release = () => {
    // An attempt to call back that the end cuts off is no habit of the receiver's.
    leaveHabits();
    coverage.close();
    scenarioFiles.close();
    timeline.close();
    releaseWaiters();
    sender.close();
  };
  return {
    ...kit,
    parts,
    open: () => scenarioFiles.open(),
    everyHabit: () => habits.everFound(),
    release,
    seed,
    contract,
    clock: timeline,
    callbacks,
    priceList,
  };
}

/** Tells a price for a model that is not served, and models without a price where somebody listens. */
function warnOfPrices(contract: Contract, list: PriceList, { onWarning }: MockHooks): void {
  const served = contract.models.map(({ id }) => id);
  for (const model of Object.keys(contract.settings.prices)) {
    if (served.includes(model)) continue;
    (onWarning ?? console.error)(
      `prices: ${quoteForMessage(model)} is no model served here: ${served.join(", ")}`,
    );
  }
  const unlisted = served.filter((id) => !isPriced(list, id));
  if (unlisted.length === 0) return;
  const shown = unlisted.slice(0, 5).join(", ");
  const more = unlisted.length > 5 ? ` and ${unlisted.length - 5} more` : "";
  onWarning?.(
    `not on the price list ${list.name}: ${shown}${more}; tasks cost 0 credits here unless "prices" of the configuration says what they cost`,
  );
}

/**
 * The contract of the bundled documents alone.
 *
 * @internal
 */
export function bundledContract(options: MockOptions): Contract {
  return new Contract(bundledModels, rules, settingsOf(options));
}

/**
 * The scenarios of the files of `scenarios`, in their order.
 *
 * @throws {KitError} `SCENARIOS_INVALID`, and as `createContract`
 */
export async function readScenarios(options: MockOptions, hooks: MockHooks = {}): Promise<FileScenarios> {
  let read: FileScenarios = new Map();
  const contract = await createContract(options, hooks);
  const models = contract.models.map(({ id }) => id);
  const files = await scenarioFilesOf(options, hooks, models, (own) => {
    read = own;
  });
  await files?.load();
  return read;
}

/**
 * The contract of the bundled documents and those of `spec`, under the given settings.
 *
 * @throws {KitError} as `startMock`
 */
export async function createContract(options: MockOptions, hooks: MockHooks = {}): Promise<Contract> {
  const settings = settingsOf(options);
  const models: ModelContract[] = options.onlySpec === true ? [] : [...bundledModels];
  if (options.spec !== undefined && options.spec.length > 0) {
    const { loadDocuments } = await import("../adapters/documents/load-documents.js");
    const loaded = await loadDocuments(options.spec);
    for (const warning of loaded.warnings) (hooks.onWarning ?? console.error)(warning);
    models.push(...loaded.models);
  } else if (options.onlySpec === true) {
    throw new KitError("INVALID_OPTION", "--only-spec needs at least one --spec");
  }
  return new Contract(models, rules, settings);
}
