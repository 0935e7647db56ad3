import { expect, test } from "vitest";
import { StateOfStores } from "../../../src/stores/kept/kept-state.js";
import { MemoryAccounts } from "../../../src/stores/memory/memory-accounts.js";
import { accountFor, asked } from "../../harness/account-steps.js";

/** Accounts of a process that reads what one before has written, with further keys in its options. */
function openAccounts(kept: StateOfStores | undefined, ...keys: readonly string[]) {
  const state = new StateOfStores();
  const starts = new Map(keys.map((key) => [key, { limits: {}, grants: { userGroup: "team" } }]));
  const accounts = new MemoryAccounts({ starts, changes: state });
  state.add(accounts);
  state.put(kept?.all() ?? []);
  return { state, accounts };
}

test("an account that options name later takes nothing from those that were there", () => {
  const first = openAccounts(undefined);
  first.accounts.of("sk-old");
  first.accounts.admit(accountFor("sk-old"), asked("t1", 3));
  const second = openAccounts(first.state, "sk-new");
  second.accounts.admit(accountFor("sk-new"), asked("t2", 4));
  const third = openAccounts(second.state, "sk-new");
  const amountsOf = (key: string) =>
    third.accounts.entries(accountFor(key)).map(({ kind, amount }) => [kind, amount]);
  expect([amountsOf("sk-old"), amountsOf("sk-new")]).toEqual([[["reserve", -3]], [["reserve", -4]]]);
});

test("accounts that are only looked at change nothing", () => {
  const { state, accounts } = openAccounts(undefined, "sk-named");
  for (const key of ["sk-named", "sk-other"]) {
    expect(accounts.find(key)?.id).toBe(accountFor(key).id);
    expect(accounts.read(accountFor(key)).ledger.reserved).toBe(0);
    expect([accounts.entries(accountFor(key)), accounts.spentToday(accountFor(key), 0)]).toEqual([[], 0]);
  }
  accounts.reset();
  expect([state.hasChanges, [...state.all()]]).toEqual([false, []]);
});
