import { expect, it } from "vitest";
import type { Account } from "../../../src/ports/accounts.js";
import { MemoryAccounts } from "../../../src/stores/memory/memory-accounts.js";

const about = { at: 0, task: "t", model: "m" };

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

it("never drops an account that lives, was configured or starts otherwise", () => {
  const start = { limits: {}, grants: { userGroup: "vip" } };
  const accounts = new MemoryAccounts({ mostIdle: 10, starts: new Map([["sk-team", start]]) });
  const [live, rich, slow, granted] = seen(accounts, 0, 4) as [Account, Account, Account, Account];
  accounts.enter(live, "task-1", { now: 0, endsAt: undefined });
  accounts.setBalance(rich, 5, 0);
  accounts.setLimits(slow, { concurrency: 1 });
  accounts.setGrants(granted, { userGroup: "vip" });
  seen(accounts, 4, 200);
  const team = accounts.of("sk-team") as Account;
  expect(known(accounts, [live, rich, slow, granted, team])).toHaveLength(5);
  accounts.leave(live.id, "task-1");
  seen(accounts, 200, 400);
  expect(known(accounts, [live, rich, slow, granted, team])).toHaveLength(4);
});

it("drops accounts without a ledger before those with one", () => {
  const accounts = new MemoryAccounts({ mostIdle: 10 });
  const [paying] = seen(accounts, 0, 1) as [Account];
  accounts.reserve(paying, 3, about);
  seen(accounts, 1, 200);
  expect(accounts.ledger(paying).state.reserved).toBe(3);
  expect(known(accounts, [paying])).toHaveLength(1);
  const others = seen(accounts, 200, 300);
  for (const account of others) accounts.reserve(account, 1, about);
  expect(known(accounts, [paying])).toEqual([]);
});

it("serves a request whose account went while it was under way", () => {
  const accounts = new MemoryAccounts({ mostIdle: 10 });
  const [held] = seen(accounts, 0, 1) as [Account];
  seen(accounts, 1, 100);
  expect([accounts.nextSubmit(held), accounts.reserve(held, 1, about)]).toEqual([0, "held"]);
});

it("keeps half a million ledger entries of all accounts together", () => {
  const accounts = new MemoryAccounts();
  for (const account of seen(accounts, 0, 60))
    for (let count = 0; count < 10_000; count++) accounts.reserve(account, 1, about);
  expect(accounts.bounds.entries).toBeLessThanOrEqual(accounts.bounds.mostEntries);
  expect(accounts.ledger(accounts.of("sk-key-59") as Account).state.reserved).toBe(10_000);
});
