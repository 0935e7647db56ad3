import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Account, Accounts, Admission, Ending, NewTask } from "../../src/ports/accounts.js";
import { parseRateLimit } from "../../src/simulation/rate-limit.js";

const DAY_MS = 86_400_000;

const step = fc.oneof(
  fc.record({ do: fc.constant("admit" as const), amount: fc.nat({ max: 9 }) }),
  fc.record({ do: fc.constant("complete" as const), which: fc.nat(), cost: fc.nat({ max: 12 }) }),
  fc.record({ do: fc.constant("fail" as const), which: fc.nat() }),
);

const asked = (task: string, amount: number, more: Partial<NewTask> = {}): NewTask => ({
  ...{ at: 5, task, model: "m", amount, endsAt: undefined, dailyLimit: undefined },
  ...more,
});

const ending = ({ id }: Account, { task, amount, at }: NewTask, cost?: number): Ending => ({
  ...{ account: id, task, model: "m", reserved: amount, submittedAt: at, cost },
});

/** What every store of accounts promises; run on each. */
export function accountsCases(name: string, create: (balance?: number) => Accounts): void {
  describe(name, () => {
    const one = (accounts: Accounts, key = "sk-a"): Account => accounts.of(key) as Account;

    it("keeps sums and movements together, and never spends what is not there", async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { maxLength: 60 }),
          fc.integer({ min: 1, max: 5 }),
          async (steps, most) => {
            const accounts = create(100);
            const account = one(accounts);
            await accounts.change(account, { limits: { concurrency: most } }, 0);
            const live: NewTask[] = [];
            let [reserved, used] = [0, 0];
            for (const [order, now] of steps.entries()) {
              if (now.do === "admit") {
                const task = asked(`t${order}`, now.amount);
                const expected: Admission =
                  live.length >= most
                    ? { waitMs: expect.any(Number) as number }
                    : now.amount > 100 - reserved - used
                      ? "no credits"
                      : "admitted";
                const admission = await accounts.admit(account, task);
                expect(admission).toEqual(expected);
                if (admission !== "admitted") continue;
                live.push(task);
                reserved += now.amount;
              } else if (live.length > 0) {
                const [task] = live.splice(now.which % live.length, 1) as [NewTask];
                const cost = now.do === "complete" ? now.cost : undefined;
                await accounts.settle([ending(account, task, cost)], 9);
                reserved -= task.amount;
                used += cost ?? 0;
              }
              expect((await accounts.read(account)).ledger).toEqual({ granted: 100, reserved, used });
              expect(await accounts.spentToday(account, 9)).toBe(reserved + used);
            }
            const moved = (await accounts.entries(account)).filter(({ kind }) => kind !== "grant");
            expect(moved.reduce((sum, { amount }) => sum + amount, 0) + reserved + used).toBe(0);
          },
        ),
        { numRuns: 200 },
      );
    });

    it("holds credits once for each of many that ask at once, and no more than there are", async () => {
      const accounts = create(10);
      const account = one(accounts);
      const admissions = await Promise.all(
        Array.from({ length: 50 }, async (_, task) => accounts.admit(account, asked(`t${task}`, 3))),
      );
      expect(admissions.filter((admission) => admission === "admitted")).toHaveLength(3);
      expect((await accounts.read(account)).ledger.reserved).toBe(9);
    });

    it("ends several tasks in one call, also of several accounts", async () => {
      const accounts = create();
      const [a, b] = [one(accounts), one(accounts, "sk-b")];
      const tasks = [asked("t1", 5), asked("t2", 7), asked("t3", 2)] as const;
      await accounts.admit(a, tasks[0]);
      await accounts.admit(b, tasks[1]);
      await accounts.admit(a, tasks[2]);
      await accounts.settle([ending(a, tasks[0], 4), ending(b, tasks[1]), ending(a, tasks[2], 2)], 9);
      expect((await accounts.read(a)).ledger).toEqual({ granted: undefined, reserved: 0, used: 6 });
      expect((await accounts.read(b)).ledger).toEqual({ granted: undefined, reserved: 0, used: 0 });
      expect((await accounts.entries(a)).map(({ kind, amount }) => [kind, amount])).toEqual([
        ["reserve", -5],
        ["reserve", -2],
        ["settle", 1],
        ["settle", 0],
      ]);
    });

    it("tells how long there is no room, and changes nothing where there is none", async () => {
      const accounts = create(10);
      const account = one(accounts);
      await accounts.change(account, { limits: { concurrency: 2 } }, 0);
      await accounts.admit(account, asked("t1", 1, { endsAt: 3000 }));
      await accounts.admit(account, asked("t2", 1, { endsAt: 2005 }));
      expect(await accounts.admit(account, asked("t3", 1))).toEqual({ waitMs: 2000 });
      expect((await accounts.read(account)).ledger.reserved).toBe(2);
    });

    it("counts what the tasks of a day cost, by the day of their submit", async () => {
      const accounts = create();
      const account = one(accounts);
      const first = asked("t1", 6);
      expect(await accounts.admit(account, { ...first, dailyLimit: 10 })).toBe("admitted");
      expect(await accounts.admit(account, asked("t2", 6, { dailyLimit: 10 }))).toEqual({ spentToday: 6 });
      await accounts.settle([ending(account, first, 3)], DAY_MS + 1);
      expect(await accounts.spentToday(account, 9)).toBe(3);
      expect(await accounts.spentToday(account, DAY_MS + 1)).toBe(0);
      expect(await accounts.admit(account, asked("t3", 6, { dailyLimit: 10 }))).toBe("admitted");
    });

    it("counts calls against their rate, a new rate from its start", async () => {
      const accounts = create();
      const account = one(accounts);
      const submits = parseRateLimit("2/s");
      await accounts.change(account, { limits: { submits } }, 0);
      const waits = [];
      for (const now of [0, 100, 200]) waits.push((await accounts.arrive(account, "submits", now)).waitMs);
      expect(waits).toEqual([0, 0, expect.any(Number)]);
      expect(waits[2]).toBeGreaterThan(0);
      expect((await accounts.arrive(account, "queries", 200)).waitMs).toBe(0);
      await accounts.change(account, { limits: { submits: parseRateLimit("2/s") } }, 0);
      expect((await accounts.arrive(account, "submits", 300)).waitMs).toBe(0);
    });

    it("sets what is named and leaves the rest; a reset puts all back but what live tasks hold", async () => {
      const accounts = create(10);
      const account = one(accounts);
      const task = asked("t1", 4);
      await accounts.admit(account, task);
      await accounts.change(account, { grants: { userGroup: "vip", models: ["m"] } }, 0);
      await accounts.change(account, { balance: 50 }, 0);
      expect(await accounts.read(account)).toEqual({
        grants: { userGroup: "vip", models: ["m"] },
        limits: {},
        ledger: { granted: 54, reserved: 4, used: 0 },
      });
      await accounts.change(account, { balance: null }, 0);
      expect((await accounts.read(account)).ledger.granted).toBeUndefined();
      await accounts.reset();
      expect(await accounts.read(account)).toEqual({
        grants: { userGroup: "default" },
        limits: {},
        ledger: { granted: 10, reserved: 4, used: 0 },
      });
      await accounts.settle([ending(account, task, 4)], 0);
      expect((await accounts.read(account)).ledger).toEqual({ granted: 10, reserved: 0, used: 4 });
    });

    it("lists accounts by pages, the first seen first", async () => {
      const accounts = create();
      const made = ["sk-c", "sk-a", "sk-b"].map((key) => one(accounts, key));
      one(accounts, "sk-c");
      const page = async (limit: number, after?: Account) => {
        const { items, next } = await accounts.page({ limit, ...(after && { after: after.id }) });
        return [items.map(({ id }) => made.findIndex((account) => account.id === id)), next];
      };
      expect(await page(9)).toEqual([[0, 1, 2], undefined]);
      expect(await page(3)).toEqual([[0, 1, 2], undefined]);
      expect(await page(2)).toEqual([[0, 1], made[1]?.id]);
      expect(await page(2, made[1])).toEqual([[2], undefined]);
      expect(await page(2, made[2])).toEqual([[], undefined]);
      expect(await page(2, { id: "nobody", label: "nobody" })).toEqual([[], undefined]);
    });

    it("numbers the submits of each account by themselves", async () => {
      const accounts = create();
      const [a, b] = [one(accounts), one(accounts, "sk-b")];
      const numbers = await Promise.all([a, a, b, a].map(async (account) => accounts.nextSubmit(account)));
      expect([...numbers.slice(0, 2), numbers[3]].toSorted()).toEqual([0, 1, 2]);
      expect(numbers[2]).toBe(0);
    });
  });
}
