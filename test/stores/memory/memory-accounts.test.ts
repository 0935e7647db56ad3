import { expect, it } from "vitest";
import type { Account } from "../../../src/ports/accounts.js";
import { MemoryAccounts } from "../../../src/stores/memory/memory-accounts.js";

const about = { at: 0, task: "t", model: "m", endsAt: undefined, dailyLimit: undefined };

/** Has an account hold credits for a task that has left it again. */
function spend(accounts: MemoryAccounts, account: Account, amount: number, tasks = 1): void {
  for (let task = 0; task < tasks; task++) accounts.admit(account, { ...about, task: `t${task}`, amount });
  accounts.settle(
    Array.from({ length: tasks }, (_, task) => ({
      ...{
        account: account.id,
        task: `t${task}`,
        model: "m",
        reserved: amount,
        submittedAt: 0,
        cost: amount,
      },
    })),
    0,
  );
}

function seen(accounts: MemoryAccounts, from: number, to: number): Account[] {
  return Array.from({ length: to - from }, (_, index) => accounts.of(`sk-key-${from + index}`) as Account);
}

/** Keys that are still known by their label. */
function known(accounts: MemoryAccounts, those: readonly Account[]): Account[] {
  return those.filter(({ label }) => accounts.find(label) !== undefined);
}

it("keeps so many idle accounts, those used last", () => {
  const accounts = new MemoryAccounts({ mostIdle: 20 });
  const early = seen(accounts, 0, 15);
  const [again] = seen(accounts, 0, 1);
  const late = seen(accounts, 15, 100);
  expect(accounts.bounds.kept).toBeLessThanOrEqual(20);
  expect(known(accounts, early)).toEqual([]);
  expect(known(accounts, late.slice(-18))).toHaveLength(18);
  // One that went starts anew under the same id.
  expect(accounts.of("sk-key-0")).toMatchObject({ id: again?.id });
});

it("drops accounts without a ledger before those with one", () => {
  const accounts = new MemoryAccounts({ mostIdle: 10 });
  const [paying] = seen(accounts, 0, 1) as [Account];
  spend(accounts, paying, 3);
  seen(accounts, 1, 200);
  expect(accounts.read(paying).ledger.used).toBe(3);
  expect(known(accounts, [paying])).toHaveLength(1);
  const others = seen(accounts, 200, 300);
  for (const account of others) spend(accounts, account, 1);
  expect(known(accounts, [paying])).toEqual([]);
});

it("serves a request whose account went while it was under way", () => {
  const accounts = new MemoryAccounts({ mostIdle: 10 });
  const [held] = seen(accounts, 0, 1) as [Account];
  seen(accounts, 1, 100);
  expect([accounts.nextSubmit(held), accounts.admit(held, { ...about, amount: 1 })]).toEqual([0, "admitted"]);
});

it("keeps half a million ledger entries of all accounts together", () => {
  const accounts = new MemoryAccounts();
  for (const account of seen(accounts, 0, 60)) spend(accounts, account, 1, 5000);
  expect(accounts.bounds.entries).toBeLessThanOrEqual(accounts.bounds.mostEntries);
  expect(accounts.read(accounts.of("sk-key-59") as Account).ledger.used).toBe(5000);
});
