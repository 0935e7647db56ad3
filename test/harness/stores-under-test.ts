import fc from "fast-check";
import { afterEach, describe } from "vitest";
import { type Open, type OpenStores, openInFolder, openInMemory, openOnRedis } from "./open-stores.js";
import { hasRedisServer } from "./redis-server.js";

export type { OpenStores, StatePorts } from "./open-stores.js";

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

const storesUnderTest: readonly StoresUnderTest[] = [
  { name: "in memory", runs: 100, open: openInMemory },
  { name: "in a folder", runs: 20, open: openInFolder },
  {
    name: "on Redis, through three replicas",
    ...(hasRedisServer ? {} : { missing: "there is no redis-server on this machine" }),
    runs: 4,
    open: openOnRedis,
  },
];

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
    // Where each run takes long, a sequence that fails is told as it is: making it smaller would outlast the test.
    endOnFailure: open !== openInMemory,
  });
}
