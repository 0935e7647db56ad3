import fc from "fast-check";
import { expect, it } from "vitest";
import type { Admission, Ending, NewTask } from "../../src/ports/accounts.js";
import type { LedgerEntry, LedgerState } from "../../src/simulation/ledger.js";
import { accountFor, asked, DAY_MS, endingOf } from "../harness/account-steps.js";
import {
  describePort,
  type Modelled,
  type OpenStores,
  type StatePorts,
} from "../harness/stores-under-test.js";

const START = 100;
const keys = ["sk-a", "sk-b"] as const;
const key = fc.constantFrom(...keys);

const admit = fc.record({
  do: fc.constant("admit" as const),
  key,
  amount: fc.nat({ max: 30 }),
  /** Milliseconds until it ends by itself. */
  lasts: fc.option(fc.integer({ min: 1, max: 5000 }), { nil: undefined }),
  dailyLimit: fc.option(fc.integer({ min: 20, max: 90 }), { nil: undefined }),
});
const settle = fc.record({
  do: fc.constant("settle" as const),
  /** Of all that live, of both accounts. */
  which: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
  cost: fc.option(fc.nat({ max: 40 }), { nil: undefined }),
});
const change = fc.record({
  do: fc.constant("change" as const),
  key,
  balance: fc.option(fc.nat({ max: 120 }), { nil: null, freq: 3 }),
});
const limit = fc.record({ do: fc.constant("limit" as const), key, most: fc.integer({ min: 1, max: 5 }) });
const wait = fc.record({ do: fc.constant("wait" as const), for: fc.constantFrom(1, 900, 4000, DAY_MS / 3) });
const reset = fc.record({ do: fc.constant("reset" as const) });
const step = fc.oneof(
  { weight: 14, arbitrary: admit },
  { weight: 10, arbitrary: settle },
  { weight: 2, arbitrary: change },
  { weight: 2, arbitrary: limit },
  { weight: 4, arbitrary: wait },
  { weight: 1, arbitrary: reset },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

interface Model {
  ledger: LedgerState;
  entries: LedgerEntry[];
  live: NewTask[];
  concurrency: number | undefined;
  spending: { day: number; spent: number };
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
const dayOf = (at: number) => Math.floor(at / DAY_MS);

/** The sums and movements of two accounts. */
class ModelOfLedgers implements Modelled<Step> {
  readonly #models = new Map<string, Model>(keys.map((each) => [each, newModel()]));
  #now = 10 * DAY_MS;

  constructor(private readonly stores: OpenStores) {}

  async carryOut(one: Step, order: number): Promise<void> {
    if (one.do === "wait") this.#now += one.for;
    else if (one.do === "admit") await this.#admit(one, order);
    else if (one.do === "settle") await this.#settle(one);
    else if (one.do === "reset") await this.#reset();
    else await this.#change(one);
  }

  async #admit({ key, amount, lasts, dailyLimit }: Step & { do: "admit" }, order: number): Promise<void> {
    const model = this.#of(key);
    const endsAt = lasts === undefined ? undefined : this.#now + lasts;
    const task = asked(`t${order}`, amount, { at: this.#now, endsAt, dailyLimit });
    const admission = await this.stores.run(({ accounts }) => accounts.admit(accountFor(key), task));
    expect(admission).toEqual(this.#expected(model, task));
    if (admission !== "admitted") return;
    model.live.push(task);
    model.ledger = { ...model.ledger, reserved: model.ledger.reserved + amount };
    model.entries.push({ at: this.#now, kind: "reserve", amount: 0 - amount, task: task.task, model: "m" });
    model.spending = { day: dayOf(this.#now), spent: this.#spentToday(model) + amount };
  }

  #expected(model: Model, { amount, dailyLimit }: NewTask): Admission {
    const { live, concurrency, ledger } = model;
    const spentToday = this.#spentToday(model);
    if (concurrency !== undefined && live.length >= concurrency) {
      const ends = live.flatMap(({ endsAt = 0 }) => (endsAt > this.#now ? [endsAt] : []));
      const end = ends.sort((a, b) => a - b)[live.length - concurrency];
      return { waitMs: end === undefined ? (expect.any(Number) as number) : end - this.#now };
    }
    if (dailyLimit !== undefined && spentToday + amount > dailyLimit) return { spentToday };
    const isShort = ledger.granted !== undefined && ledger.granted - ledger.reserved - ledger.used < amount;
    return isShort ? "no credits" : "admitted";
  }

  #spentToday({ spending }: Model): number {
    return spending.day === dayOf(this.#now) ? spending.spent : 0;
  }

  async #settle({ which, cost }: Step & { do: "settle" }): Promise<void> {
    const endings: Ending[] = [];
    for (const pick of which) {
      const all = keys.flatMap((each) => this.#of(each).live.map((task) => ({ key: each, task })));
      const ended = all[pick % Math.max(all.length, 1)];
      if (ended === undefined) break;
      endings.push(endingOf(ended.key, ended.task, cost));
      this.#end(this.#of(ended.key), ended.task, cost);
    }
    await this.stores.run(({ accounts }) => accounts.settle(endings, this.#now));
  }

  #end(model: Model, task: NewTask, cost: number | undefined): void {
    const { amount } = task;
    model.live = model.live.filter((one) => one !== task);
    const { granted, reserved, used } = model.ledger;
    model.ledger = { granted, reserved: reserved - amount, used: used + (cost ?? 0) };
    const kind = cost === undefined ? "refund" : "settle";
    const about = { at: this.#now, task: task.task, model: "m" };
    model.entries.push({ ...about, kind, amount: amount - (cost ?? 0) });
    if (dayOf(task.at) === model.spending.day) model.spending.spent += (cost ?? 0) - amount;
  }

  async #change(one: Step & { do: "change" | "limit" }): Promise<void> {
    const model = this.#of(one.key);
    const settings = one.do === "limit" ? { limits: { concurrency: one.most } } : { balance: one.balance };
    await this.stores.run(({ accounts }) => accounts.change(accountFor(one.key), settings, this.#now));
    if (one.do === "limit") {
      model.concurrency = one.most;
      return;
    }
    const { granted, reserved, used } = model.ledger;
    model.ledger = {
      granted: one.balance === null ? undefined : one.balance + reserved + used,
      reserved,
      used,
    };
    if (one.balance === null) return;
    const before = granted === undefined ? 0 : granted - reserved - used;
    model.entries.push({ at: this.#now, kind: "grant", amount: one.balance - before });
  }

  async #reset(): Promise<void> {
    await this.stores.run(({ accounts }) => accounts.reset());
    for (const [key, model] of this.#models) {
      const { live, entries } = model;
      const held = new Set(live.map(({ task }) => task));
      model.ledger = { granted: START, reserved: sum(live.map(({ amount }) => amount)), used: 0 };
      model.entries = entries.filter(({ kind, task = "" }) => kind === "reserve" && held.has(task));
      model.concurrency = undefined;
      // No less than what live tasks of the day hold; the rest is not promised.
      const today = live.filter(({ at }) => dayOf(at) === dayOf(this.#now));
      const spent = await this.stores.run(({ accounts }) => accounts.spentToday(accountFor(key), this.#now));
      expect(spent).toBeGreaterThanOrEqual(sum(today.map(({ amount }) => amount)));
      model.spending = { day: dayOf(this.#now), spent };
    }
  }

  async compare(): Promise<void> {
    await this.stores.run(async ({ accounts }) => {
      for (const [key, model] of this.#models) await this.#compareOne(accounts, key, model);
    });
  }

  async #compareOne(accounts: StatePorts["accounts"], key: string, model: Model): Promise<void> {
    const account = accountFor(key);
    const { ledger, limits } = await accounts.read(account);
    expect(ledger).toEqual(model.ledger);
    expect(limits.concurrency).toBe(model.concurrency);
    expect(ledger.reserved).toBe(sum(model.live.map(({ amount }) => amount)));
    expect(await accounts.entries(account)).toEqual(model.entries);
    expect(await accounts.spentToday(account, this.#now)).toBe(this.#spentToday(model));
  }

  #of(key: string): Model {
    return this.#models.get(key) as Model;
  }
}

const newModel = (): Model => ({
  ledger: { granted: START, reserved: 0, used: 0 },
  ...{ entries: [], live: [], concurrency: undefined, spending: { day: 0, spent: 0 } },
});

describePort("ledgers of accounts", ({ open, holds }) => {
  it("keep sums and movements together, and admit what fits and nothing else", async () => {
    await holds({
      given: fc.constant(undefined),
      step,
      steps: 60,
      start: async (openStores) => new ModelOfLedgers(await openStores({ accounts: { balance: START } })),
    });
  });

  it("sum up to what is free, as long as there is a balance", async () => {
    const { run, reopen } = await open({ accounts: { balance: START } });
    const account = accountFor("sk-a");
    const tasks = [asked("t1", 30), asked("t2", 20), asked("t3", 10)] as const;
    for (const task of tasks) await run(({ accounts }) => accounts.admit(account, task));
    await reopen?.();
    await run(({ accounts }) => accounts.change(account, { balance: 75 }, 6));
    const endings = [endingOf("sk-a", tasks[0], 45), endingOf("sk-a", tasks[1], undefined)];
    await run(({ accounts }) => accounts.settle(endings, 7));
    await reopen?.();
    const { ledger, entries } = await run(async ({ accounts }) => ({
      ledger: (await accounts.read(account)).ledger,
      entries: await accounts.entries(account),
    }));
    expect(ledger).toEqual({ granted: 135, reserved: 10, used: 45 });
    expect(START + sum(entries.map(({ amount }) => amount))).toBe(135 - 10 - 45);
  });
});
