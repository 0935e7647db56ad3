import fc from "fast-check";
import { expect, it } from "vitest";
import type { AccountStart, AccountState } from "../../src/ports/accounts.js";
import { accountFor, asked, endingOf } from "../harness/account-steps.js";
import { describePort, type Modelled, type OpenStores } from "../harness/stores-under-test.js";

const MOST_IDLE = 5;
const keyOf = (number: number) => `sk-key-${number}`;
const number = fc.nat({ max: 60 });
const step = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant("see" as const), number }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("configure" as const), number, group: fc.string() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("admit" as const), number }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("settle" as const), which: fc.nat() }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Accounts that may not go: those that somebody configured, and those with live tasks. */
class ModelOfKept implements Modelled<Step> {
  readonly #groups = new Map<string, string>();
  readonly #live = new Map<string, string[]>();

  constructor(private readonly stores: OpenStores) {}

  async carryOut(one: Step, order: number): Promise<void> {
    const { run } = this.stores;
    if (one.do === "settle") await this.#settle(one.which);
    else {
      const key = keyOf(one.number);
      const account = await run(({ accounts }) => shownAs(accounts.of(key)));
      expect(account).toEqual(accountFor(key));
      if (one.do === "configure") {
        this.#groups.set(key, one.group);
        const grants = { userGroup: one.group };
        await run(({ accounts }) => accounts.change(accountFor(key), { grants }, 0));
      } else if (one.do === "admit") {
        this.#live.set(key, [...(this.#live.get(key) ?? []), `t${order}`]);
        await run(({ accounts }) => accounts.admit(accountFor(key), asked(`t${order}`, 3)));
      }
    }
  }

  async #settle(which: number): Promise<void> {
    const [key, [task = "", ...others]] = [...this.#live][which % Math.max(1, this.#live.size)] ?? ["", []];
    if (task === "") return;
    if (others.length === 0) this.#live.delete(key);
    else this.#live.set(key, others);
    const ending = endingOf(key, asked(task, 3), undefined);
    await this.stores.run(({ accounts }) => accounts.settle([ending], 0));
  }

  async compare(): Promise<void> {
    await this.stores.run(async ({ accounts }) => {
      for (const key of new Set([...this.#groups.keys(), ...this.#live.keys()])) {
        const { id, label } = accountFor(key);
        expect(accounts.find(label)?.id).toBe(id);
        const { grants, ledger } = await accounts.read({ id, label });
        expect(grants.userGroup).toBe(this.#groups.get(key) ?? "default");
        expect(ledger.reserved).toBe(3 * (this.#live.get(key)?.length ?? 0));
      }
      const { most, kept } = accounts.bounds;
      const { items } = await accounts.page({ limit: 1000 });
      expect([most, kept]).toEqual([MOST_IDLE, items.length]);
    });
  }

  /** New keys, until idle ones have made room. */
  async crowd(): Promise<void> {
    const { run } = this.stores;
    for (let nth = 0; nth <= MOST_IDLE; nth++)
      await run(({ accounts }) => shownAs(accounts.of(`sk-new-${nth}`)));
    const pinned = new Set([...this.#groups.keys(), ...this.#live.keys()]).size;
    expect(await run(({ accounts }) => accounts.bounds.kept)).toBeLessThanOrEqual(MOST_IDLE + pinned);
  }
}

const shownAs = (account: { id: string; label: string } | undefined) =>
  account && { id: account.id, label: account.label };

describePort("accounts", ({ open, holds }) => {
  it("keeps so many idle ones, and all that live or were configured", async () => {
    await holds({
      given: fc.constant(undefined),
      step,
      start: async (openStores) => {
        const model = new ModelOfKept(await openStores({ accounts: { mostIdle: MOST_IDLE } }));
        return {
          carryOut: async (one, order) => {
            await model.carryOut(one, order);
            if (order % 10 === 9) await model.crowd();
          },
          compare: () => model.compare(),
        };
      },
    });
  });

  it("lists by pages, the first seen first", async () => {
    await holds({
      given: fc.constant([] as string[]),
      step: fc.record({ number, limit: fc.integer({ min: 1, max: 5 }), after: fc.option(fc.nat()) }),
      steps: 30,
      start: async (openStores) => {
        const { run } = await openStores();
        const seen: string[] = [];
        const page = (asked: { after?: string; limit: number }) =>
          run(async ({ accounts }) => {
            const { items, next } = await accounts.page(asked);
            return { ids: items.map(({ id }) => id), next };
          });
        return {
          carryOut: async ({ number, limit, after }) => {
            const { id } = accountFor(keyOf(number));
            await run(({ accounts }) => accounts.of(keyOf(number))?.id);
            if (!seen.includes(id)) seen.push(id);
            const place = after === null ? -1 : after % seen.length;
            const start = after === null ? {} : { after: seen[place] ?? "" };
            const ids = seen.slice(place + 1, place + 1 + limit);
            const next = seen.length > place + 1 + limit ? ids.at(-1) : undefined;
            expect(await page({ ...start, limit })).toEqual({ ids, next });
          },
          compare: async () => {
            expect(await page({ limit: 100 })).toEqual({ ids: seen, next: undefined });
            expect(await page({ limit: 100, after: "nobody" })).toEqual({ ids: [], next: undefined });
          },
        };
      },
    });
  });

  it("numbers the submits of each account by themselves, also of those that come at once", async () => {
    await holds({
      given: fc.constant(undefined),
      step: fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 6 }),
      steps: 10,
      start: async (openStores) => {
        const { run } = await openStores();
        const counts = [0, 0, 0];
        return {
          carryOut: async (those) => {
            const drawn = await Promise.all(
              those.map(async (each) => run(({ accounts }) => accounts.nextSubmit(accountFor(keyOf(each))))),
            );
            for (const [each, count] of counts.entries()) {
              const own = drawn.filter((_, place) => those[place] === each).sort((a, b) => a - b);
              expect(own).toEqual(own.map((_, place) => count + place));
              counts[each] = count + own.length;
            }
          },
          compare: () => Promise.resolve(),
        };
      },
    });
  });

  it("sets what is named and leaves the rest; a reset puts all back but what live tasks hold", async () => {
    const start: AccountStart = { balance: 10, limits: { concurrency: 4 }, grants: { userGroup: "team" } };
    const { run, reopen } = await open({ accounts: { starts: new Map([["sk-team", start]]) } });
    const account = accountFor("sk-team");
    const read = () => run(({ accounts }) => accounts.read(account));
    const task = asked("t1", 4);
    await run(async ({ accounts }) => {
      await accounts.admit(account, task);
      await accounts.nextSubmit(account);
      await accounts.change(account, { grants: { userGroup: "vip", models: ["m"] } }, 0);
      await accounts.change(account, { balance: 50 }, 0);
    });
    await reopen?.();
    const changed: AccountState = {
      grants: { userGroup: "vip", models: ["m"] },
      limits: { concurrency: 4 },
      ledger: { granted: 54, reserved: 4, used: 0 },
    };
    expect(await read()).toEqual(changed);
    await run(({ accounts }) => accounts.change(account, { balance: null, limits: {} }, 0));
    await reopen?.();
    expect(await read()).toEqual({
      ...changed,
      limits: {},
      ledger: { granted: undefined, reserved: 4, used: 0 },
    });
    await run(({ accounts }) => accounts.reset());
    await reopen?.();
    const { grants, limits } = start;
    expect(await read()).toEqual({ grants, limits, ledger: { granted: 10, reserved: 4, used: 0 } });
    expect(await run(({ accounts }) => accounts.nextSubmit(account))).toBe(0);
    await run(({ accounts }) => accounts.settle([endingOf("sk-team", task, 4)], 0));
    expect((await read()).ledger).toEqual({ granted: 10, reserved: 0, used: 4 });
  });

  it("knows the keys of its list and `sk-mock-...`, and labels of accounts it has seen", async () => {
    const start: AccountStart = { limits: {}, grants: { userGroup: "team" } };
    const options = { keys: ["sk-listed"], starts: new Map([["sk-team", start]]) };
    const { run, reopen } = await open({ accounts: options });
    const found = (keyOrLabel: string) => run(({ accounts }) => shownAs(accounts.find(keyOrLabel)));
    const label = (key: string) => accountFor(key).label;
    for (const key of ["sk-listed", "sk-team", "sk-mock-any"])
      expect(await found(key)).toEqual(accountFor(key));
    // To look at an account is not to use it.
    expect(await found(label("sk-listed"))).toBeUndefined();
    for (const key of ["sk-listed", "sk-team", "sk-mock-any"])
      expect(await run(({ accounts }) => shownAs(accounts.of(key)))).toEqual(accountFor(key));
    await reopen?.();
    for (const key of ["sk-listed", "sk-team", "sk-mock-any"])
      expect(await found(label(key))).toEqual(accountFor(key));
    expect(await found("sk-other")).toBeUndefined();
    expect(await run(({ accounts }) => accounts.labelFor("sk-other"))).toBe(label("sk-other"));
    expect(await found(label("sk-other"))).toBeUndefined();
  });
});
