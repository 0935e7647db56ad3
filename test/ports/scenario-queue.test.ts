import fc from "fast-check";
import { expect, it } from "vitest";
import type {
  QueueCall,
  QueuedOperation,
  QueuedScenario,
  ScenarioMatch,
} from "../../src/ports/scenario-queue.js";
import { describePort, type Modelled, type OpenStores } from "../harness/stores-under-test.js";

const operation = fc.constantFrom<QueuedOperation>("submit", "query", "upload");
const account = fc.constantFrom("a", "b");
const model = fc.constantFrom("m", "n");
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });

const entry = fc.record({
  waitsFor: operation,
  match: fc.record({ account, model, prompt: fc.constantFrom("fog", "sea") }, { requiredKeys: [] }),
  left: fc.integer({ min: 1, max: 3 }),
});
const call = fc.record({
  account: maybe(account),
  model: maybe(model),
  prompt: maybe(fc.constantFrom("a lighthouse in fog", "the sea in fog", "")),
});
const add = fc.record({ do: fc.constant("add" as const), entry });
/** A use case that takes scenarios for some calls, and gives some of them back in the order of the numbers. */
const use = fc.record({
  do: fc.constant("use" as const),
  calls: fc.array(fc.tuple(call, operation), { minLength: 1, maxLength: 5 }),
  back: fc.array(fc.nat(), { maxLength: 5 }),
});
const step = fc.oneof(
  { weight: 10, arbitrary: add },
  { weight: 10, arbitrary: use },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("clear" as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const queued = (text: string, more: Partial<QueuedScenario> = {}): QueuedScenario => ({
  ...{ asked: { text, calls: [] }, waitsFor: "submit", match: {}, left: 1 },
  ...more,
});

/** What can be seen of an entry: a store may keep more of it. */
const shown = ({ asked, waitsFor, match, left }: QueuedScenario) => ({ asked, waitsFor, match, left });

function fits(match: ScenarioMatch, { account, model, prompt }: QueueCall): boolean {
  return (
    [undefined, account].includes(match.account) &&
    [undefined, model].includes(match.model) &&
    (match.prompt === undefined || (prompt ?? "").includes(match.prompt))
  );
}

/** Entries stay in the model at no calls left: they may be given one back. */
class ModelOfQueue implements Modelled<Step> {
  #entries: (QueuedScenario & { left: number })[] = [];

  constructor(private readonly stores: OpenStores) {}

  async carryOut(one: Step, order: number): Promise<void> {
    const { run } = this.stores;
    if (one.do === "use") await this.#use(one);
    else if (one.do === "add") {
      const added = queued(`s${order}`, one.entry);
      expect(await run(({ scenarios }) => scenarios.add(added))).toBe(true);
      this.#entries.push({ ...added });
    } else {
      await run(({ scenarios }) => scenarios.clear());
      this.#entries = [];
    }
  }

  async #use({ calls, back }: Step & { do: "use" }): Promise<void> {
    const expected = calls.map(([each, waitsFor]) => this.#take(each, waitsFor));
    const texts = await this.stores.run(async ({ scenarios }) => {
      const taken = [];
      for (const [each, waitsFor] of calls) taken.push(await scenarios.take(each, waitsFor));
      const found = taken.filter((one) => one !== undefined);
      for (const pick of back) {
        const [returned] = found.length === 0 ? [] : found.splice(pick % found.length, 1);
        if (returned === undefined) break;
        await scenarios.giveBack(returned.number);
        const entry = this.#entries.find(({ asked }) => asked.text === returned.asked.text);
        if (entry !== undefined) entry.left++;
      }
      return taken.map((one) => one?.asked.text);
    });
    expect(texts).toEqual(expected);
  }

  #take(each: QueueCall, waitsFor: QueuedOperation): string | undefined {
    const entry = this.#entries.find(
      (one) => one.left > 0 && one.waitsFor === waitsFor && fits(one.match, each),
    );
    if (entry !== undefined) entry.left--;
    return entry?.asked.text;
  }

  async compare(): Promise<void> {
    const left = this.#entries.filter((entry) => entry.left > 0);
    await this.stores.run(async ({ scenarios }) => {
      expect((await scenarios.entries()).map(shown)).toEqual(left);
      expect(scenarios.bounds.queued).toBe(left.length);
    });
  }
}

const anyCall: QueueCall = { account: "a", model: "m", prompt: "a lighthouse" };

describePort("queue of scenarios", ({ open, holds }) => {
  it("hits the calls an entry waits for, in the order of the queue, and puts back where it stood", async () => {
    await holds({
      given: fc.constant(undefined),
      step,
      start: async (openStores) => new ModelOfQueue(await openStores()),
    });
  });

  it("gives one call to one of many that ask at once", async () => {
    const { run } = await open();
    await run(({ scenarios }) => scenarios.add(queued("once", { left: 3 })));
    const taken = await Promise.all(
      Array.from({ length: 20 }, async () => run(({ scenarios }) => scenarios.take(anyCall, "submit"))),
    );
    expect(taken.filter((one) => one !== undefined)).toHaveLength(3);
  });

  it("takes nothing back after it was cleared", async () => {
    const { run } = await open();
    await run(({ scenarios }) => scenarios.add(queued("gone")));
    const entries = await run(async ({ scenarios }) => {
      const taken = await scenarios.take(anyCall, "submit");
      await scenarios.add(queued("gone too"));
      await scenarios.clear();
      await scenarios.giveBack(taken?.number ?? 0);
      return scenarios.entries();
    });
    expect(entries).toEqual([]);
  });

  it("says when it is full", async () => {
    const { run } = await open();
    const [isAdded, bounds] = await run(async ({ scenarios }) => {
      const { most } = scenarios.bounds;
      for (let entry = 0; entry < most; entry++) await scenarios.add(queued("many"));
      return [await scenarios.add(queued("one more")), scenarios.bounds];
    });
    expect([isAdded, bounds.queued]).toEqual([false, bounds.most]);
  });
});
