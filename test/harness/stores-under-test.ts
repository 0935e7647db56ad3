import fc from "fast-check";
import { afterEach, describe } from "vitest";
import type { Accounts } from "../../src/ports/accounts.js";
import type { MovableClock } from "../../src/ports/clock.js";
import type { Deliveries } from "../../src/ports/deliveries.js";
import type { DueQueue } from "../../src/ports/due-queue.js";
import type { IdempotencyKeys } from "../../src/ports/idempotency-keys.js";
import type { Journal } from "../../src/ports/journal.js";
import type { ScenarioQueue } from "../../src/ports/scenario-queue.js";
import type { TaskStore } from "../../src/ports/task-store.js";
import { inMemory } from "../../src/ports/transactions.js";
import type { UploadStore } from "../../src/ports/upload-store.js";
import { MemoryAccounts } from "../../src/stores/memory/memory-accounts.js";
import { MemoryDeliveries } from "../../src/stores/memory/memory-deliveries.js";
import { MemoryDueQueue } from "../../src/stores/memory/memory-due-queue.js";
import { MemoryIdempotencyKeys } from "../../src/stores/memory/memory-idempotency-keys.js";
import { MemoryJournal } from "../../src/stores/memory/memory-journal.js";
import { MemoryScenarioQueue } from "../../src/stores/memory/memory-scenario-queue.js";
import { MemoryTaskStore } from "../../src/stores/memory/memory-task-store.js";
import { MemoryUploadStore } from "../../src/stores/memory/memory-upload-store.js";
import { VirtualClock } from "../../src/stores/memory/virtual-clock.js";

/** The ports that hold the state of a mock. */
export interface StatePorts {
  readonly tasks: TaskStore;
  readonly accounts: Accounts;
  readonly idempotencyKeys: IdempotencyKeys;
  readonly dueWork: DueQueue;
  readonly deliveries: Deliveries;
  readonly scenarios: ScenarioQueue;
  readonly clock: MovableClock;
  readonly journal: Journal;
  readonly uploads: UploadStore;
}

/** Settings of the stores; each has its default. */
export interface StoreOptions {
  readonly accounts?: ConstructorParameters<typeof MemoryAccounts>[0];
  readonly idempotencyKeys?: ConstructorParameters<typeof MemoryIdempotencyKeys>[0];
  readonly journal?: { readonly most?: number; readonly age?: number };
  readonly clock?: ConstructorParameters<typeof VirtualClock>[0];
  /** Deliveries that have ended and are kept; default 1000. */
  readonly deliveries?: number;
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

type Open = (options?: StoreOptions) => Promise<OpenStores>;

/** A way to keep state. */
interface StoresUnderTest {
  /** After the name of a port: `in memory`. */
  readonly name: string;
  /** Why they cannot be tested here: their suites are skipped, and say so. */
  readonly missing?: string;
  /** Runs of a property; fewer where it takes long to open the stores. */
  readonly runs: number;
  readonly open: Open;
}

function portsInMemory(options: StoreOptions): StatePorts {
  const clock = new VirtualClock(options.clock);
  return {
    tasks: new MemoryTaskStore(),
    accounts: new MemoryAccounts(options.accounts),
    idempotencyKeys: new MemoryIdempotencyKeys(options.idempotencyKeys),
    dueWork: new MemoryDueQueue(),
    deliveries: new MemoryDeliveries(options.deliveries ?? 1000),
    scenarios: new MemoryScenarioQueue(),
    clock,
    journal: new MemoryJournal({ ...options.journal, now: () => clock.now() }),
    uploads: new MemoryUploadStore(undefined, options.uploads),
  };
}

async function openInMemory(options: StoreOptions = {}): Promise<OpenStores> {
  const ports = portsInMemory(options);
  return {
    run: async (useCase) => inMemory.run(() => useCase(ports)),
    close: () => Promise.resolve(),
  };
}

const storesUnderTest: readonly StoresUnderTest[] = [{ name: "in memory", runs: 100, open: openInMemory }];

/** A port beside a model of it. */
export interface Modelled<Step> {
  /**
   * Carries a step out on both, and compares the answers.
   *
   * @param order - number of the step, from 0
   */
  carryOut(step: Step, order: number): Promise<void>;
  /** Compares all that can be seen: after each step, and after the stores were opened again. */
  compare(): Promise<void>;
}

/** A property of a port over random steps. */
interface Property<Given, Step> {
  /** Drawn once for each run. */
  readonly given: fc.Arbitrary<Given>;
  readonly step: fc.Arbitrary<Step>;
  /** Most steps of a run; default 40. */
  readonly steps?: number;
  /** Opens the stores. */
  readonly start: (open: Open, given: Given) => Promise<Modelled<Step>>;
}

/** A suite's access to the stores that it runs on. */
export interface SuiteStores {
  /** Closed after the test. */
  readonly open: Open;
  /** Holds a port against its model over random steps, some of them restarts. */
  readonly holds: <Given, Step>(property: Property<Given, Step>) => Promise<void>;
}

/** Runs the suite of a port on all stores. */
export function describePort(name: string, suite: (stores: SuiteStores) => void): void {
  for (const { name: where, missing, runs, open } of storesUnderTest) {
    const title = `${name} ${where}${missing === undefined ? "" : ` (skipped: ${missing})`}`;
    describe.skipIf(missing !== undefined)(title, () => {
      const opened: OpenStores[] = [];
      afterEach(async () => {
        await Promise.all(opened.splice(0).map((stores) => stores.close()));
      });
      suite({
        open: async (options) => {
          const stores = await open(options);
          opened.push(stores);
          return stores;
        },
        holds: (property) => check(property, open, runs),
      });
    });
  }
}

async function check<Given, Step>(
  { given, step, steps: most = 40, start }: Property<Given, Step>,
  open: Open,
  runs: number,
): Promise<void> {
  const restart = fc.constant("restart" as const);
  const any = fc.oneof({ weight: 12, arbitrary: step }, { weight: 1, arbitrary: restart });
  const played = async (drawn: Given, steps: readonly (Step | "restart")[]) => {
    const opened: OpenStores[] = [];
    try {
      const modelled = await start(async (options) => {
        const stores = await open(options);
        opened.push(stores);
        return stores;
      }, drawn);
      for (const [order, one] of steps.entries()) {
        if (one === "restart") for (const stores of opened) await stores.reopen?.();
        else await modelled.carryOut(one, order);
        await modelled.compare();
      }
    } finally {
      await Promise.all(opened.map((stores) => stores.close()));
    }
  };
  await fc.assert(fc.asyncProperty(given, fc.array(any, { maxLength: most, size: "max" }), played), {
    numRuns: runs,
  });
}
