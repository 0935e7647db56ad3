import { randomInt } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { LazyCallbackSender } from "../adapters/callbacks/lazy-callback-sender.js";
import type { ControlParts } from "../adapters/http/control/control-parts.js";
import { boundsView, entryView, snakeCased } from "../adapters/http/control/control-views.js";
import { EventStream } from "../adapters/http/control/event-stream.js";
import { PrometheusMetrics } from "../adapters/http/control/metrics.js";
import type { ServedParts } from "../adapters/http/mock-server.js";
import { ResultFiles } from "../adapters/http/vendor/result-files.js";
import { CallbackExchange, RECEIVER_BASE } from "../adapters/kit/callback-receiver.js";
import { mockKit } from "../adapters/kit/mock-kit.js";
import type { ResultSource } from "../adapters/recordings/result-videos.js";
import type { Contract } from "../contract/contract.js";
import { headerRules, ruleEntry } from "../contract/header-rules.js";
import type { ModelContract } from "../contract/model-contract.js";
import { CallbackDeliveries, callbackEvent } from "../engine/callback-deliveries.js";
import type { ControlContext } from "../engine/control/control-context.js";
import { StateReset } from "../engine/control/state-reset.js";
import { TaskCommands } from "../engine/control/task-commands.js";
import { dueWorkers } from "../engine/due-work.js";
import { Engine } from "../engine/engine.js";
import type { EngineParts } from "../engine/engine-parts.js";
import { ScenarioPicker } from "../engine/scenario-picker.js";
import { TaskLifecycle } from "../engine/task-lifecycle.js";
import { TaskRoom } from "../engine/task-room.js";
import { type ClockMove, Timeline } from "../engine/timeline.js";
import { invalidOption } from "../errors/kit-error.js";
import { quoteForMessage } from "../errors/quote-for-message.js";
import { HabitWatch } from "../insight/habits/habit-watch.js";
import { LiveTasks } from "../insight/habits/live-tasks.js";
import type { End, KnownTask } from "../insight/habits/task-history.js";
import { ScenarioUses } from "../insight/scenario-uses.js";
import { type MockOptions, withDefaults } from "../options/mock-options.js";
import { accountStartsOf } from "../options/read-accounts.js";
import {
  controlTokenOf,
  deliveryPolicyOf,
  durationOf,
  instantOf,
  limitsOf,
  microOf,
  publicUrlOf,
  settingsOf,
} from "../options/read-options.js";
import { labelOf } from "../ports/accounts.js";
import type { GoneTasks } from "../ports/gone-tasks.js";
import type { Journal } from "../ports/journal.js";
import type { NoteBook } from "../ports/notes.js";
import { realElapsed, realNow } from "../ports/real-timers.js";
import { StateUnavailable } from "../ports/transactions.js";
import type { DeliveryPolicy } from "../simulation/delivery-target.js";
import { type Pace, paceName, parsePace } from "../simulation/pace.js";
import { priceListOf } from "../simulation/price-lists.js";
import { isPriced, type PriceList } from "../simulation/pricing.js";
import { SharedTerms } from "../simulation/shared-terms.js";
import type { TaskRecord } from "../simulation/task.js";
import { taskObject } from "../simulation/task-object.js";
import { viewTask } from "../simulation/view-task.js";
import { UploadedAssets } from "../stores/assets/uploaded-assets.js";
import { MemoryAccounts } from "../stores/memory/memory-accounts.js";
import { MemoryDeliveries } from "../stores/memory/memory-deliveries.js";
import { MemoryDueQueue } from "../stores/memory/memory-due-queue.js";
import { MemoryGoneTasks } from "../stores/memory/memory-gone-tasks.js";
import { MemoryIdempotencyKeys } from "../stores/memory/memory-idempotency-keys.js";
import { MemoryJournal } from "../stores/memory/memory-journal.js";
import { MemoryNotes } from "../stores/memory/memory-notes.js";
import { MemoryScenarioQueue } from "../stores/memory/memory-scenario-queue.js";
import { MemoryTaskStore } from "../stores/memory/memory-task-store.js";
import { MemoryUploadStore } from "../stores/memory/memory-upload-store.js";
import { SeededIdSource } from "../stores/memory/seeded-id-source.js";
import { VirtualClock } from "../stores/memory/virtual-clock.js";
import { version } from "../text/version.js";
import { assetSourcesOf } from "./asset-sources.js";
import { createContract } from "./create-contract.js";
import type { ComposedMock, MockHooks } from "./mock.js";
import { openCoverage } from "./open-coverage.js";
import { type LiveSide, openLive } from "./open-live.js";
import { keepsResults, Recordings } from "./open-recordings.js";
import { isReplaying, openReplay } from "./open-replay.js";
import { openScenarios } from "./open-scenarios.js";
import { type MockState, stateOf } from "./open-state.js";
import { lazyUploads } from "./open-uploads.js";
import { findOtherOptions } from "./other-options.js";
import { judgeWithFiles } from "./validate-request.js";

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
    await composed.release();
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
  const set = withDefaults(options);
  const basis: Basis = {
    ...{ contract, priceList, seed: options.seed ?? randomInt(1, 2 ** 31) },
    // The default pace is nobody's wish.
    replaysAtPace: options.pace !== undefined,
  };
  const core = composeCore(basis, set, hooks);
  const live = openLive(options, set, core, hooks.onWarning ?? console.error);
  const { timeline, callbacks, scenarios, habits, sender, seed } = core;
  const isReplayed = isReplaying(options);
  const recordings = recordingsOf(core, live, hooks);
  const files = new ResultFiles(contract);
  const results = keepsResults(options) ? resultsOf(core, live, files) : undefined;
  const models = contract.models.map(({ id }) => id);
  const scenarioFiles = openScenarios(options, hooks, {
    ...{ models, picker: scenarios, seed },
    notes: core.notes,
  });
  const coverage = openCoverage(options, hooks.onWarning ?? console.error, {
    contract,
    journal: core.journal,
    habits: () => habits.everFound(),
  });
  const context: ControlContext = {
    ...core,
    tasks: new TaskCommands({ ...core, lifecycle: core.tasks }),
    resets: new StateReset({ ...core, scenarios: () => scenarios.clear() }),
  };
  const control = { ...context, habits, coverage: coverage.read };
  const parts = servedParts(
    { ...core, files, liveHandler: live?.handler },
    { ...control, reloadScenarios: () => scenarioFiles.reload() },
    set,
    hooks,
  );
  const onWarning = hooks.onWarning ?? console.error;
  const { releaseWaiters, ...kit } = mockKit({
    ...control,
    exchange: sender,
    seed,
    onWarning,
    onBug: core.onBug,
  });
  return {
    ...kit,
    parts,
    report: async () => {
      await core.transactions.run(() => timeline.runDue());
      // Loaded with the first report: few runs have one.
      const [{ controlRoutes }, { reportOfRun }] = await Promise.all([
        import("../adapters/http/control/control-routes.js"),
        import("../adapters/http/control/report-route.js"),
      ]);
      return reportOfRun(controlRoutes(parts.control));
    },
    record: (wanted) => recordings.start(wanted),
    open: async () => {
      await live?.open();
      await scenarioFiles.open();
      await openState(core, parts.control.events);
      await compareOptions(core, options, onWarning);
      if (isReplayed) await openReplay(options, hooks, { models, picker: scenarios, notes: core.notes });
      if (options.record !== undefined) await recordings.start({ to: options.record }, results);
    },
    everyHabit: () => habits.everFound(),
    found: () =>
      core.state.changes === undefined
        ? undefined
        : { tasks: core.room.bounds.kept, isOld: core.clock.isTakenOver },
    budget: () => live?.budget(),
    reconfigure: (changed) => reconfigure(core, scenarioFiles, changed),
    recorded: () => recordings.totals,
    settle: () => recordings.settle(),
    release: async () => {
      recordings.close();
      // An attempt to call back that the end cuts off is no habit of the receiver's.
      core.leaveHabits();
      live?.close();
      coverage.close();
      scenarioFiles.close();
      timeline.close();
      releaseWaiters();
      sender.close();
      await core.state.close();
    },
    seed,
    contract,
    clock: timeline,
    callbacks,
    priceList,
  };
}

/** Options with the defaults of those that were not given. */
type SetOptions = ReturnType<typeof withDefaults>;

/** Chosen once for each mock; all its parts follow from it. */
type Basis = Pick<ComposedMock, "contract" | "priceList" | "seed"> & Pick<EngineParts, "replaysAtPace">;

/** The parts that the HTTP side and the kit share. */
type Core = ReturnType<typeof composeCore>;

/** Stores and engine, joined. */
function composeCore(basis: Basis, options: SetOptions, hooks: MockHooks) {
  const onBug = hooks.onBug ?? ((error: unknown) => console.error(error));
  const state = stateOf(options, hooks);
  const { changes, transactions } = state;
  const notes = new MemoryNotes(changes);
  const store: MemoryTaskStore = new MemoryTaskStore(changes, (before, after) =>
    delivered.room.follow(before, after),
  );
  const time = startTime({ store, state, notes }, options, { ...hooks, onBug });
  const accounts = openAccounts(basis.contract, options, changes);
  const idempotencyKeys = new MemoryIdempotencyKeys({ changes });
  const queue = new MemoryScenarioQueue(changes, (text) => scenarios.asked(text));
  const scenarios: ScenarioPicker = new ScenarioPicker(queue, notes);
  const common = { ...basis, ...time, store, accounts, idempotencyKeys, scenarios, notes, transactions };
  const settable: SettableParts = {
    pace: parsePace(options.pace),
    deliveries: deliveryPolicyOf(options),
    chaos: options.chaos,
  };
  const gone = new MemoryGoneTasks(options.tasks, changes);
  const delivered = startDeliveries({ ...common, settable, gone, changes }, options);
  const tasks = new TaskLifecycle({ ...common, ...delivered, onBug });
  time.timeline.carryOutBy(dueWorkers(tasks, delivered.callbacks));
  const ids = new SeededIdSource(basis.seed, state.holder);
  const uploads = new MemoryUploadStore(changes);
  changes?.add(time.clock, accounts, store, gone, idempotencyKeys, time.due, delivered.deliveries);
  changes?.add(queue, notes, uploads, time.journal);
  const uploaded = new UploadedAssets(uploads, () => time.timeline.now());
  const assets = assetSourcesOf(options, hooks, [uploaded]).all;
  const engine = new Engine({
    ...{ ...common, room: delivered.room, tasks, ids, assets },
    get pace() {
      return settable.pace;
    },
    terms: new SharedTerms(),
  });
  return {
    ...common,
    ...delivered,
    tasks,
    ids,
    assets,
    uploads,
    settable,
    engine,
    onBug,
    state,
    startedAt: realNow(),
  };
}

/**
 * Reads the state that is kept, and has the parts follow what others do to it.
 *
 * @throws {KitError} `INVALID_OPTION` where nothing can be kept
 */
async function openState(core: Core, events: EventStream): Promise<void> {
  try {
    await followState(core, events);
  } catch (error) {
    if (!(error instanceof StateUnavailable)) throw error;
    throw invalidOption(`the mock cannot start: ${error.message}`, { cause: error });
  }
}

async function followState(
  { state, store, room, journal, timeline }: Core,
  events: EventStream,
): Promise<void> {
  await state.open({
    onForget: () => room.forget(),
    onRestore: () => {
      room.putInOrder(store.settled());
      journal.tellArrived(false);
      events.followAnew();
      timeline.follow();
    },
    onFollow: () => {
      journal.tellArrived(true);
      timeline.follow();
    },
    onLoss: (isLost) => timeline.takeOver(isLost),
  });
  // Where it stands is kept before it is first moved: a frozen clock does not jump to the time of the next start.
  await state.transactions.run(() => state.changes?.changed("clock", ""));
}

/** Warns where the mocks that share a state do not share their options. */
async function compareOptions(
  { state, notes, contract }: Core,
  options: MockOptions,
  onWarning: (sentence: string) => void,
): Promise<void> {
  const { holder, isAlive, transactions } = state;
  if (isAlive === undefined) return;
  const models = contract.models.map(({ id }) => id);
  const others = await transactions.run(() => findOtherOptions(notes, { options, models, holder, isAlive }));
  if (others.length > 0)
    onWarning(
      `this mock and others on its store differ in ${others.join(", ")}: start all with the same options, or what a client is answered depends on the one that it reaches`,
    );
}

/**
 * Recordings are made from the journal, and from tasks as a query would show them.
 *
 * @param live - where it is given, its tasks are recorded
 */
function recordingsOf(
  { journal, store, clock }: Core,
  live: LiveSide | undefined,
  hooks: MockHooks,
): Recordings {
  return new Recordings({
    journal,
    taskOf:
      live?.taskOf ??
      ((id) => {
        const task = store.get(id);
        return task === undefined ? undefined : taskObject(task, viewTask(task, clock.now()));
      }),
    onWarning: hooks.onWarning ?? console.error,
  });
}

/** Results come from the service behind a proxy, else from the mock's own renderer. */
function resultsOf({ store }: Core, live: LiveSide | undefined, files: ResultFiles): ResultSource {
  if (live !== undefined) return live.resultOf;
  return (id) => {
    const task = store.get(id);
    return task === undefined ? undefined : async () => [await files.bytesOf(task)];
  };
}

/** The parts that a change of the configuration replaces. */
interface SettableParts {
  pace: Pace;
  deliveries: DeliveryPolicy;
  chaos: MockOptions["chaos"];
}

/** Reads all that changes before anything does. */
function reconfigure(
  { settable, contract }: Core,
  scenarioFiles: ReturnType<typeof openScenarios>,
  options: MockOptions,
): void {
  const { pace, chaos } = withDefaults(options);
  const { priceList, prices } = contract.settings;
  const judging = contract.under({ ...settingsOf(options), priceList, prices });
  const changed: SettableParts = { pace: parsePace(pace), deliveries: deliveryPolicyOf(options), chaos };
  const startChaos = isDeepStrictEqual(chaos, settable.chaos)
    ? () => undefined
    : scenarioFiles.changeChaos(chaos);
  contract.takeOver(judging);
  startChaos();
  Object.assign(settable, changed);
}

/** Clock, journal and timeline, and the habits that the journal shows. */
function startTime(
  { store, state, notes }: { store: MemoryTaskStore; state: MockState; notes: NoteBook },
  options: SetOptions,
  { onBug, realNow }: MockHooks & { readonly onBug: (error: unknown) => void },
) {
  const { journalEntries, journalAge } = options;
  const { changes, holder, transactions } = state;
  const clock = new VirtualClock({
    ...(options.now === undefined ? {} : { start: instantOf(options.now) }),
    frozen: options.clock === "frozen",
    ...(realNow === undefined ? {} : { realNow }),
    changes,
  });
  const journal = new MemoryJournal({
    most: journalEntries,
    age: durationOf("journalAge", journalAge),
    now: () => clock.now(),
    changes,
  });
  const liveTasks = options.upstream === undefined ? undefined : new LiveTasks();
  // Before the habits, which ask it.
  if (liveTasks !== undefined) journal.subscribe((entry) => liveTasks.observe(entry));
  const habits = new HabitWatch(
    (seen) => {
      // What another process has told, it has judged too.
      if (!journal.isTellingArrived) journal.record(seen);
    },
    realElapsed,
    (id) => {
      const task = store.get(id);
      return task === undefined ? liveTasks?.get(id) : knownTask(task, journal, clock.now());
    },
  );
  const leaveHabits = journal.subscribe((entry, body) => habits.watch(entry, body));
  const due = new MemoryDueQueue(changes, holder);
  const onMove = (move: ClockMove) => {
    journal.record({ kind: "clock", at: clock.now(), move, mode: timeline.mode });
  };
  const moves = notes.about<string>("clock");
  const timeline: Timeline = new Timeline(clock, due, onBug, onMove, { transactions, moves, holder });
  return { clock, journal, habits, leaveHabits, timeline, due };
}

/** What the habits ask of a task, from its record and the journal. */
function knownTask(task: TaskRecord, journal: Journal, now: number): KnownTask {
  const { id, account, model, createdAt, charged, calledBack } = task;
  const hasEnded = charged !== undefined || calledBack === true;
  return {
    id,
    key: labelOf(account),
    model,
    createdAt,
    ...(hasEnded ? { end: () => endOf(task, journal, now) } : {}),
  };
}

function endOf(task: TaskRecord, journal: Journal, now: number): End {
  const entry = journal
    .entries()
    .findLast((one) => one.kind === "task" && one.step === "ended" && one.task === task.id);
  const { status, endedAt = now } = viewTask(task, now);
  const isCompleted = status === "completed";
  return {
    status: isCompleted ? "completed" : "failed",
    at: entry?.at ?? endedAt,
    // The journal may have let it go.
    sequence: entry?.sequence ?? 0,
    hasResult: isCompleted && task.scenario?.quirk !== "completed-without-results",
  };
}

function openAccounts(
  contract: Contract,
  options: MockOptions,
  changes: MockState["changes"],
): MemoryAccounts {
  return new MemoryAccounts({
    changes,
    ...(options.keys === undefined ? {} : { keys: options.keys }),
    ...(options.balance === undefined ? {} : { balance: microOf(options.balance) }),
    limits: limitsOf(options),
    starts: accountStartsOf(options, {
      models: contract.models.map(({ id }) => id),
      qualities: contract.qualities,
      policy: contract.policy,
    }),
  });
}

/** Callbacks, and the room that tasks take until theirs are delivered. */
function startDeliveries(
  parts: {
    timeline: Timeline;
    journal: MemoryJournal;
    store: MemoryTaskStore;
    settable: SettableParts;
    gone: GoneTasks;
    changes: MockState["changes"];
  },
  options: SetOptions,
) {
  const { timeline, journal, store, settable, gone, changes } = parts;
  const { deliveries, callbackPatience, tasks } = options;
  const sender = new CallbackExchange(new LazyCallbackSender());
  const kept = new MemoryDeliveries(deliveries, changes, (task) => void room.settled(task));
  const callbacks: CallbackDeliveries = new CallbackDeliveries({
    timeline,
    sender,
    get policy() {
      // A service cannot call addresses on this machine, so a proxy does.
      const local = options.upstream === undefined ? {} : { allowLocal: true };
      return { ...settable.deliveries, ...local, inProcess: RECEIVER_BASE };
    },
    store: kept,
    patienceMs: durationOf("callback patience", callbackPatience),
    onChange: (delivery) => {
      const event = callbackEvent(delivery, timeline.now());
      if (event !== undefined) journal.record(event);
      return delivery.state === "pending" ? undefined : room.settled(delivery.task);
    },
  });
  const room: TaskRoom = new TaskRoom({
    store,
    isAwaited: (id) => callbacks.isPending(id),
    most: tasks,
    gone,
  });
  return { sender, callbacks, room, deliveries: kept };
}

function servedParts(
  core: Core & { readonly files: ResultFiles; readonly liveHandler: LiveSide["handler"] | undefined },
  control: ControlContext & Pick<ControlParts, "habits" | "coverage" | "reloadScenarios">,
  options: SetOptions,
  { takesBareBase = false, onControlChange }: MockHooks,
): ServedParts {
  const { contract, journal, assets, priceList, files } = core;
  const events = new EventStream(journal, (entry) => entryView(entry, contract.rules));
  return {
    ...core,
    uploads: lazyUploads({
      ...core,
      ...{ store: core.uploads, types: options.uploadTypes, quota: options.uploadQuota },
    }),
    maxBody: options.maxBody,
    takesBareBase,
    publicUrl: publicUrlOf(options.publicUrl),
    control: {
      ...control,
      onChange: onControlChange,
      policy: {
        allowHosts: options.allowHosts ?? [],
        ...(options.controlToken === undefined ? {} : { token: controlTokenOf(options.controlToken) }),
      },
      lint: (text, corrects) => judgeWithFiles(contract, text, { assets, priceList, corrects }),
      rules: () => [...contract.rules, ...headerRules].map(ruleEntry),
      health: () => health(core, events, options.controlToken !== undefined),
      documents: openApiDocuments(contract.models),
      files,
      events,
      metrics: new PrometheusMetrics(journal),
      scenarioUses: new ScenarioUses(journal, () => core.scenarios.own),
    },
  };
}

/** The OpenAPI documents of both sides, each put together once, when somebody asks, so that the start does not wait for them. */
function openApiDocuments(models: readonly ModelContract[]): ControlParts["documents"] {
  let vendor: Promise<object> | undefined;
  let control: Promise<object> | undefined;
  return {
    vendor: () =>
      (vendor ??= import("../adapters/documents/vendor-document.js").then(({ vendorDocument }) =>
        vendorDocument(models),
      )),
    control: () =>
      (control ??= import("../adapters/documents/bundled-document.js").then(({ bundledDocument }) =>
        bundledDocument("control"),
      )),
  };
}

/** The answer of `GET /_mock/health`. */
function health(core: Core, events: EventStream, asksToken: boolean): object {
  const { pace, chaos } = core.settable;
  return {
    status: "ok",
    version,
    started: new Date(core.startedAt).toISOString(),
    models: core.contract.models.map((model) => model.id),
    now: new Date(core.clock.now()).toISOString(),
    seed: core.seed,
    pace: paceName(pace),
    ...(chaos === undefined ? {} : { chaos }),
    control_token: asksToken,
    credits_per_usd: core.priceList.creditsPerUsd,
    state: snakeCased(core.state.figures()),
    ...boundsView({
      tasks: core.room.bounds,
      journal: core.journal.bounds,
      deliveries: core.callbacks.bounds,
      accounts: core.accounts.bounds,
      idempotencyKeys: core.idempotencyKeys.bounds,
      scenarios: core.scenarios.queue.bounds,
      habits: core.habits.bounds,
      events: events.bounds,
      uploads: core.uploads.bounds,
    }),
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
