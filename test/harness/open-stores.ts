import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import type { Accounts } from "../../src/ports/accounts.js";
import type { MovableClock } from "../../src/ports/clock.js";
import type { Deliveries } from "../../src/ports/deliveries.js";
import type { DueQueue } from "../../src/ports/due-queue.js";
import type { GoneTasks } from "../../src/ports/gone-tasks.js";
import type { IdempotencyKeys } from "../../src/ports/idempotency-keys.js";
import type { NoteBook } from "../../src/ports/notes.js";
import type { ScenarioQueue } from "../../src/ports/scenario-queue.js";
import type { TaskStore } from "../../src/ports/task-store.js";
import { inMemory, type Transactions } from "../../src/ports/transactions.js";
import type { UploadStore } from "../../src/ports/upload-store.js";
import { openStateFolder } from "../../src/stores/disk/state-folder.js";
import { StateOfStores } from "../../src/stores/kept/kept-state.js";
import { placeOf } from "../../src/stores/kept/place-of.js";
import { MemoryAccounts } from "../../src/stores/memory/memory-accounts.js";
import { MemoryDeliveries } from "../../src/stores/memory/memory-deliveries.js";
import { MemoryDueQueue } from "../../src/stores/memory/memory-due-queue.js";
import { MemoryGoneTasks } from "../../src/stores/memory/memory-gone-tasks.js";
import { MemoryIdempotencyKeys } from "../../src/stores/memory/memory-idempotency-keys.js";
import { MemoryJournal } from "../../src/stores/memory/memory-journal.js";
import { MemoryNotes } from "../../src/stores/memory/memory-notes.js";
import { MemoryScenarioQueue } from "../../src/stores/memory/memory-scenario-queue.js";
import { MemoryTaskStore } from "../../src/stores/memory/memory-task-store.js";
import { MemoryUploadStore } from "../../src/stores/memory/memory-upload-store.js";
import { VirtualClock } from "../../src/stores/memory/virtual-clock.js";
import { openStateOnRedis } from "../../src/stores/redis/open-state-on-redis.js";

/** The ports that hold the state of a mock. */
export interface StatePorts {
  readonly tasks: TaskStore;
  readonly accounts: Accounts;
  readonly idempotencyKeys: IdempotencyKeys;
  readonly dueWork: DueQueue;
  readonly deliveries: Deliveries;
  readonly scenarios: ScenarioQueue;
  readonly clock: MovableClock;
  readonly journal: MemoryJournal;
  readonly uploads: UploadStore;
  readonly gone: GoneTasks;
  readonly notes: NoteBook;
}

/** Settings of the stores; each has its default. */
export interface StoreOptions {
  readonly accounts?: ConstructorParameters<typeof MemoryAccounts>[0];
  readonly idempotencyKeys?: ConstructorParameters<typeof MemoryIdempotencyKeys>[0];
  readonly journal?: { readonly most?: number; readonly age?: number };
  readonly clock?: ConstructorParameters<typeof VirtualClock>[0];
  /** Deliveries that have ended and are kept; default 1000. */
  readonly deliveries?: number;
  /** Tasks that made room and are remembered; default 1000. */
  readonly gone?: number;
  /** Bytes of all uploaded files together. */
  readonly uploads?: number;
}

/** Stores that were opened for a test. */
export interface OpenStores {
  /**
   * Runs a use case as a transaction. Where several processes share the state, any of them may carry it out: nothing but
   * plain data goes from one use case to another.
   */
  readonly run: <Result>(useCase: (ports: StatePorts) => Result | Promise<Result>) => Promise<Result>;
  /** Closes and opens them again with the same options, as a restart does; absent where the state ends with the process. */
  readonly reopen?: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export type Open = (options?: StoreOptions) => Promise<OpenStores>;

/** Stores of one process. */
interface Stores {
  readonly ports: StatePorts;
  readonly state: StateOfStores;
}

/**
 * Makes stores with nothing in them.
 *
 * @param holder - id of the process
 * @param isKept - whether they tell their state what has changed
 */
function makeStores(options: StoreOptions, holder = "", isKept = true): Stores {
  const state = new StateOfStores();
  const changes = isKept ? state : undefined;
  const clock = new VirtualClock({ ...options.clock, changes });
  const ports = {
    tasks: new MemoryTaskStore(changes),
    accounts: new MemoryAccounts({ ...options.accounts, changes }),
    idempotencyKeys: new MemoryIdempotencyKeys({ ...options.idempotencyKeys, changes }),
    dueWork: new MemoryDueQueue(changes, holder),
    deliveries: new MemoryDeliveries(options.deliveries ?? 1000, changes),
    scenarios: new MemoryScenarioQueue(changes, (text) => ({ text, calls: [] })),
    clock,
    journal: new MemoryJournal({ ...options.journal, now: () => clock.now(), changes }),
    uploads: new MemoryUploadStore(changes, options.uploads),
    gone: new MemoryGoneTasks(options.gone ?? 1000, changes),
    notes: new MemoryNotes(changes),
  };
  if (isKept) state.add(...Object.values(ports));
  return { ports, state };
}

/** Runs use cases on stores; the start of the clock is kept first, as a mock does. */
function runOn({ ports, state }: Stores, transactions: Transactions) {
  return {
    run: async <Result>(useCase: (ports: StatePorts) => Result | Promise<Result>) =>
      transactions.run(() => useCase(ports)),
    keepStart: async () => transactions.run(() => state.changed("clock", "")),
  };
}

export const openInMemory: Open = async (options = {}) => {
  const { run } = runOn(makeStores(options, "", false), inMemory);
  return { run, close: () => Promise.resolve() };
};

/** Opens stores that a folder keeps; it is gone when they are closed. */
export const openInFolder: Open = async (options = {}) => {
  const path = mkdtempSync(join(tmpdir(), "wan-mock-stores-"));
  const open = async () => {
    const stores = makeStores(options);
    const folder = openStateFolder(path, stores.state, { onWarning: unexpected });
    const { run, keepStart } = runOn(stores, folder.transactions);
    await keepStart();
    return { run, close: () => folder.close() };
  };
  let opened = await open();
  return {
    run: (useCase) => opened.run(useCase),
    reopen: async () => {
      opened.close();
      opened = await open();
    },
    close: async () => {
      opened.close();
      rmSync(path, { recursive: true, force: true });
    },
  };
};

const REPLICAS = 3;
let named = 0;

/** Opens the stores of three replicas that share a Redis; use cases run through one and another. */
export const openOnRedis: Open = async (options = {}) => {
  const name = `stores-${process.pid}-${++named}`;
  const openReplica = async (_: unknown, place: number) => {
    const stores = makeStores(options, `replica-${place}`);
    const opened = await openStateOnRedis(`${inject("redis")}/0`, stores.state, {
      onWarning: unexpected,
      onApplied: () => stores.ports.journal.tellArrived(true),
      order: placeOf,
      name,
      // Journals of 64 MB are read by three at once here, on whatever machine.
      patienceMs: 10_000,
    });
    return { ...runOn(stores, opened.transactions), close: () => opened.close() };
  };
  const open = async () => {
    const replicas = await Promise.all(Array.from({ length: REPLICAS }, openReplica));
    await replicas[0]?.keepStart();
    return replicas;
  };
  let replicas = await open();
  const closeAll = () => Promise.all(replicas.map((replica) => replica.close()));
  // The same in each run of a property: no pattern, but no chance either.
  let draws = 0;
  return {
    run: async (useCase) => {
      const place = (Math.imul(++draws, 0x9e3779b1) >>> 8) % REPLICAS;
      const replica = replicas[place];
      if (replica === undefined) throw new Error("no replica is open");
      return replica.run(useCase);
    },
    reopen: async () => {
      await closeAll();
      replicas = await open();
    },
    close: async () => {
      await closeAll();
    },
  };
};

function unexpected(sentence: string): void {
  throw new Error(`a warning that was not expected: ${sentence}`);
}
