import fc from "fast-check";
import { expect, it } from "vitest";
import type { Admission, NewTask } from "../../src/ports/accounts.js";
import { type RateLimit } from "../../src/simulation/rate-limit.js";
import { accountFor, asked, endingOf } from "../harness/account-steps.js";
import { describePort, type Modelled, type OpenStores } from "../harness/stores-under-test.js";

const KEY = "sk-a";
const account = accountFor(KEY);
const NOW = 1_000_000;

const sum = (tasks: readonly NewTask[]) => tasks.reduce((total, { amount }) => total + amount, 0);

const atOnce = fc.record({
  admits: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 2, maxLength: 8 }),
  /** Which of the tasks that live end afterwards, each in a use case of its own. */
  settles: fc.array(fc.nat(), { maxLength: 3 }),
});
const bounds = fc.record({
  balance: fc.integer({ min: 10, max: 80 }),
  concurrency: fc.integer({ min: 1, max: 6 }),
  dailyLimit: fc.integer({ min: 10, max: 80 }),
});

/** Submits that come at once: each bound holds after them, and nobody was turned away without a reason. */
class ModelOfBounds implements Modelled<typeof atOnce extends fc.Arbitrary<infer Value> ? Value : never> {
  #live: NewTask[] = [];
  #used = 0;

  constructor(
    private readonly stores: OpenStores,
    private readonly bounds: { balance: number; concurrency: number; dailyLimit: number },
  ) {}

  async carryOut({ admits, settles }: { admits: number[]; settles: number[] }, order: number) {
    const { run } = this.stores;
    const { dailyLimit } = this.bounds;
    const tasks = admits.map((amount, nth) => asked(`t${order}-${nth}`, amount, { at: NOW, dailyLimit }));
    const admissions = await Promise.all(
      tasks.map(async (task) => run(({ accounts }) => accounts.admit(account, task))),
    );
    this.#live.push(...tasks.filter((_, nth) => admissions[nth] === "admitted"));
    await this.compare();
    for (const [nth, admission] of admissions.entries()) this.#expectReason(admission, admits[nth] ?? 0);
    const ended: NewTask[] = [];
    for (const pick of settles)
      if (this.#live.length > 0) ended.push(...this.#live.splice(pick % this.#live.length, 1));
    this.#used += sum(ended);
    await Promise.all(
      ended.map(async (task) =>
        run(({ accounts }) => accounts.settle([endingOf(KEY, task, task.amount)], NOW)),
      ),
    );
  }

  /** Nothing ended meanwhile, so what stood in the way of one stands there yet. */
  #expectReason(admission: Admission, amount: number): void {
    const { balance, concurrency, dailyLimit } = this.bounds;
    const spent = sum(this.#live) + this.#used;
    if (admission === "admitted") return;
    if (admission === "no credits") expect(spent + amount).toBeGreaterThan(balance);
    else if ("waitMs" in admission) expect(this.#live).toHaveLength(concurrency);
    else {
      expect(admission.spentToday).toBeLessThanOrEqual(spent);
      expect(spent + amount).toBeGreaterThan(dailyLimit);
    }
  }

  async compare() {
    const { balance, concurrency, dailyLimit } = this.bounds;
    const reserved = sum(this.#live);
    const used = this.#used;
    const { ledger, spentToday } = await this.stores.run(async ({ accounts }) => ({
      ledger: (await accounts.read(account)).ledger,
      spentToday: await accounts.spentToday(account, NOW),
    }));
    expect(ledger).toEqual({ granted: balance, reserved, used });
    expect(spentToday).toBe(reserved + used);
    expect(reserved + used).toBeLessThanOrEqual(Math.min(balance, dailyLimit));
    expect(this.#live.length).toBeLessThanOrEqual(concurrency);
  }
}

const kinds = ["submits", "queries"] as const;
const kind = fc.constantFrom(...kinds);
const rate = fc.record({
  count: fc.integer({ min: 1, max: 5 }),
  windowMs: fc.constantFrom(1000, 60_000),
  text: fc.constant("as given"),
});
const arrival = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.record({
      do: fc.constant("arrive" as const),
      kind,
      after: fc.oneof(fc.nat({ max: 20_000 }), fc.constantFrom(0, 1, 500, 1000)),
      /** Calls that come at once. */
      calls: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("limit" as const), kind, rate: fc.option(rate) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("other-setting" as const), group: fc.string() }) },
);
type Arriving = typeof arrival extends fc.Arbitrary<infer Value> ? Value : never;

/** When calls passed, by kind, since their rate was set. */
class ModelOfRates implements Modelled<Arriving> {
  readonly #passed = { submits: [] as number[], queries: [] as number[] };
  #rates: { readonly submits?: RateLimit; readonly queries?: RateLimit } = {};
  #now = NOW;

  constructor(private readonly stores: OpenStores) {}

  async carryOut(one: Arriving): Promise<void> {
    const { run } = this.stores;
    if (one.do === "arrive") {
      this.#now += one.after;
      const arrivals = Array.from({ length: one.calls }, async () =>
        run(async ({ accounts }) => (await accounts.arrive(account, one.kind, this.#now)).waitMs),
      );
      const waits = await Promise.all(arrivals);
      const expected = waits.map(() => this.#arrive(one.kind));
      expect(waits.sort((a, b) => a - b)).toEqual(expected);
    } else if (one.do === "other-setting") {
      const grants = { userGroup: one.group };
      await run(({ accounts }) => accounts.change(account, { grants }, this.#now));
    } else await this.#limit(one.kind, one.rate ?? undefined);
  }

  /** The rate of the other kind is taken away: it is none any more, and starts anew when it comes back. */
  async #limit(kind: "submits" | "queries", limit: RateLimit | undefined): Promise<void> {
    this.#rates = limit === undefined ? {} : { [kind]: limit };
    for (const each of kinds) this.#passed[each] = [];
    await this.stores.run(({ accounts }) => accounts.change(account, { limits: this.#rates }, this.#now));
  }

  #arrive(kind: "submits" | "queries"): number {
    const limit = this.#rates[kind];
    if (limit === undefined) return 0;
    const passed = this.#passed[kind];
    const oldest = passed.at(-limit.count) ?? Number.NEGATIVE_INFINITY;
    if (oldest + limit.windowMs > this.#now) return oldest + limit.windowMs - this.#now;
    passed.push(this.#now);
    return 0;
  }

  async compare(): Promise<void> {
    for (const each of kinds) {
      const passed = this.#passed[each];
      const { count, windowMs } = this.#rates[each] ?? { count: Number.POSITIVE_INFINITY, windowMs: 0 };
      for (const from of passed)
        expect(passed.filter((at) => at >= from && at < from + windowMs).length).toBeLessThanOrEqual(count);
    }
    await Promise.resolve();
  }
}

describePort("limits of accounts", ({ open, holds }) => {
  it("hold for submits that come at once: balance, tasks that live, spending of a day", async () => {
    await holds({
      given: bounds,
      step: atOnce,
      steps: 8,
      start: async (openStores, given) => {
        const { balance, concurrency } = given;
        const stores = await openStores({ accounts: { balance, limits: { concurrency } } });
        return new ModelOfBounds(stores, given);
      },
    });
  });

  it("tell how long it takes until enough tasks have ended, also where the limit was lowered", async () => {
    const { run, reopen } = await open();
    const admit = (task: string, endsAt: number | undefined) =>
      run(({ accounts }) => accounts.admit(account, asked(task, 1, { at: NOW, endsAt })));
    const ends = [3000, 1000, undefined, 2000];
    for (const [nth, end] of ends.entries())
      expect(await admit(`t${nth}`, end === undefined ? undefined : NOW + end)).toBe("admitted");
    const waitAt = async (concurrency: number) => {
      await run(({ accounts }) => accounts.change(account, { limits: { concurrency } }, NOW));
      await reopen?.();
      return admit("t9", undefined);
    };
    expect(await waitAt(4)).toEqual({ waitMs: 1000 });
    expect(await waitAt(3)).toEqual({ waitMs: 2000 });
    expect(await waitAt(2)).toEqual({ waitMs: 3000 });
    // As long as the vendor advises to wait between queries, where nobody knows.
    expect(await waitAt(1)).toEqual({ waitMs: 10_000 });
  });

  it("let no window hold more calls than its rate, and turn nobody away before", async () => {
    await holds({
      given: fc.option(rate, { nil: undefined }),
      step: arrival,
      steps: 60,
      start: async (openStores, submits) => {
        const model = new ModelOfRates(await openStores());
        if (submits !== undefined) await model.carryOut({ do: "limit", kind: "submits", rate: submits });
        return model;
      },
    });
  });

  it("count a rate that is set again from its start, also when it is the same", async () => {
    await holds({
      given: rate,
      step: fc.constant(undefined),
      steps: 3,
      start: async (openStores, submits) => {
        const { run } = await openStores({ accounts: { limits: { submits } } });
        const arrive = () => run(({ accounts }) => accounts.arrive(account, "submits", NOW));
        return {
          carryOut: async () => {
            await run(({ accounts }) => accounts.change(account, { limits: { submits: { ...submits } } }, 0));
            for (let call = 0; call < submits.count; call++) expect((await arrive()).waitMs).toBe(0);
          },
          compare: async () => {
            const { limits } = await run(({ accounts }) => accounts.read(account));
            expect(limits).toEqual({ submits });
          },
        };
      },
    });
  });
});
