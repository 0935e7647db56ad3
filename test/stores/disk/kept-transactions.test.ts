import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { StateUnavailable } from "../../../src/ports/transactions.js";
import { type ChangeKeeper, KeptTransactions } from "../../../src/stores/disk/kept-transactions.js";
import type { Change } from "../../../src/stores/kept/change.js";
import { plainState } from "../../harness/plain-store.js";

/** Transactions whose frames are kept in a list, unless `isFull`. */
function keptInList() {
  const { state, store } = plainState();
  const frames: (readonly Change[])[] = [];
  const disk = { isFull: false, probes: 0 };
  const requireRoom = () => {
    if (disk.isFull) throw new StateUnavailable("the list is full");
  };
  const keeper: ChangeKeeper = {
    keep: (changes) => {
      requireRoom();
      frames.push(changes);
    },
    probe: () => {
      disk.probes += 1;
      requireRoom();
    },
    restore: () => {
      for (const frame of frames) state.put(frame);
    },
  };
  const transactions = new KeptTransactions(state, keeper);
  const set = (key: string, value: unknown) => store.set("task", key, value);
  const keysOf = (frame: readonly Change[]) => frame.map(([, key]) => key);
  return {
    transactions,
    set,
    disk,
    values: () => Object.fromEntries([...state.all()].map(([, key, value]) => [key, value])),
    keys: () => frames.map(keysOf),
  };
}

/** A promise that a test resolves. */
function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

test("a use case that answers at once is kept when its result is there", () => {
  const { transactions, set, keys } = keptInList();
  expect(transactions.run(() => set("a", 1))).toBeUndefined();
  expect(transactions.run(() => "nothing changed")).toBe("nothing changed");
  expect(keys()).toEqual([["a"]]);
});

test("one inside another is kept with that one", () => {
  const { transactions, set, keys } = keptInList();
  void transactions.run(() => {
    set("a", 1);
    void transactions.run(() => set("b", 2));
    expect(keys()).toEqual([]);
    set("c", 3);
  });
  expect(keys()).toEqual([["a", "b", "c"]]);
});

test("those that overlap without waiting for anything real are kept together, none by half", async () => {
  const { transactions, set, keys } = keptInList();
  const steps = async (...all: readonly string[]) => {
    for (const key of all) {
      set(key, 1);
      await Promise.resolve();
    }
  };
  const runs = [
    transactions.run(() => steps("a", "b", "c", "d")),
    transactions.run(() => steps("e")),
    // It answers at once, but not before what it may have seen of the others is kept.
    transactions.run(() => set("f", 1)),
  ];
  expect(keys()).toEqual([]);
  for (const run of runs) await run;
  expect(keys().map((frame) => [...frame].sort())).toEqual([["a", "b", "c", "d", "e", "f"]]);
});

test("one that waits for something real holds up no other", async () => {
  const { transactions, set, keys } = keptInList();
  const { opened, open } = gate();
  const waiting = transactions.run(async () => {
    set("a", 1);
    await opened;
    set("b", 2);
    return "done";
  });
  await transactions.run(() => set("c", 3));
  expect(keys()).toEqual([["a", "c"]]);
  // It counts no more as one that is about to be done.
  expect(transactions.run(() => set("d", 4))).toBeUndefined();
  open();
  expect(await waiting).toBe("done");
  expect(keys()).toEqual([["a", "c"], ["d"], ["b"]]);
});

test("what a use case changed before it failed is kept, then its error goes on", async () => {
  const { transactions, set, keys } = keptInList();
  const fail = (key: string) => {
    set(key, 1);
    throw new RangeError(key);
  };
  expect(() => transactions.run(() => fail("a"))).toThrow(new RangeError("a"));
  await expect(transactions.run(() => Promise.resolve().then(() => fail("b")))).rejects.toThrow(
    new RangeError("b"),
  );
  expect(keys()).toEqual([["a"], ["b"]]);
});

test("what changes outside of all transactions is kept in the same turn", async () => {
  const { set, keys } = keptInList();
  set("a", 1);
  set("b", 2);
  await setImmediate();
  expect(keys()).toEqual([["a", "b"]]);
});

test("where nothing can be kept the state is as it was, until that is over", () => {
  const { transactions, set, disk, values, keys } = keptInList();
  void transactions.run(() => set("a", 1));
  disk.isFull = true;
  const act = () => transactions.run(() => set("a", 2));
  expect(act).toThrow(new StateUnavailable("the list is full"));
  expect(values()).toEqual({ a: 1 });
  let hasRun = false;
  expect(() => transactions.run(() => (hasRun = true))).toThrow(StateUnavailable);
  expect([hasRun, disk.probes, transactions.outage?.message]).toEqual([false, 1, "the list is full"]);
  disk.isFull = false;
  void act();
  expect([values(), keys(), transactions.outage]).toEqual([{ a: 2 }, [["a"], ["a"]], undefined]);
});

test("what was under way when nothing could be kept fails, and leaves nothing", async () => {
  const { transactions, set, disk, values, keys } = keptInList();
  const { opened, open } = gate();
  const slow = transactions.run(async () => {
    set("a", 1);
    await opened;
    set("b", 2);
  });
  const quick = transactions.run(() => set("c", 3));
  disk.isFull = true;
  await expect(quick).rejects.toThrow(new StateUnavailable("the list is full"));
  disk.isFull = false;
  expect(() => transactions.run(() => "too early")).toThrow(StateUnavailable);
  open();
  await expect(slow).rejects.toThrow(StateUnavailable);
  expect(transactions.run(() => "again")).toBe("again");
  expect([values(), keys()]).toEqual([{}, []]);
});

test("what waits for something outside holds up no end of an outage, and fails after it", async () => {
  const { transactions, set, disk, values } = keptInList();
  const { opened, open } = gate();
  const slow = transactions.run(async () => {
    await transactions.outside(() => opened);
    set("b", 2);
  });
  await setImmediate();
  disk.isFull = true;
  expect(() => transactions.run(() => set("a", 1))).toThrow(StateUnavailable);
  disk.isFull = false;
  void transactions.run(() => set("a", 2));
  open();
  await expect(slow).rejects.toThrow(StateUnavailable);
  expect(values()).toEqual({ a: 2 });
});

test("what waits for something outside goes on with it, or with its error", async () => {
  const { transactions, set, values } = keptInList();
  const film = transactions.run(() => transactions.outside(() => setImmediate("film")));
  const none = transactions.run(() => transactions.outside(() => Promise.reject(new RangeError("none"))));
  await expect(none).rejects.toThrow(new RangeError("none"));
  expect(await film).toBe("film");
  void transactions.run(() => set("a", 1));
  expect(values()).toEqual({ a: 1 });
});

test("after the end nothing runs or is kept, and what is under way fails", async () => {
  const { transactions, set, keys } = keptInList();
  const { opened, open } = gate();
  const slow = transactions.run(async () => {
    set("a", 1);
    await opened;
    set("b", 2);
  });
  transactions.close(new StateUnavailable("closed"));
  open();
  await expect(slow).rejects.toThrow(new StateUnavailable("closed"));
  expect(() => transactions.run(() => 1)).toThrow(new StateUnavailable("closed"));
  await setImmediate();
  expect(keys()).toEqual([["a"]]);
});

/** A use case that sets its own key to 1, 2, 3... with waits between, and how it waits. */
const useCase = fc.array(fc.constantFrom("nothing", "microtask", "turn"), { minLength: 1, maxLength: 4 });

test("whatever overlaps, what a result was handed out for is kept, and after an outage nothing else", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(useCase, { maxLength: 6 }), fc.nat(12), async (useCases, fullAfter) => {
      const { transactions, set, disk, values } = keptInList();
      let changes = 0;
      const told: Record<string, number> = {};
      const run = (waits: readonly string[], index: number) => {
        const act = async () => {
          for (const [step, wait] of waits.entries()) {
            set(`k${index}`, step + 1);
            changes += 1;
            if (changes === fullAfter) disk.isFull = true;
            if (wait === "microtask") await Promise.resolve();
            if (wait === "turn") await setImmediate();
          }
          return waits.length;
        };
        return async () => (told[`k${index}`] = await transactions.run(act));
      };
      const outcomes = await Promise.allSettled(useCases.map((waits, index) => run(waits, index)()));
      await setImmediate();
      disk.isFull = false;
      void transactions.run(() => undefined);
      for (const [key, value] of Object.entries(told)) expect(values()[key]).toBe(value);
      for (const outcome of outcomes)
        if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(StateUnavailable);
      if (outcomes.every(({ status }) => status === "fulfilled")) expect(values()).toEqual(told);
    }),
    { numRuns: 300 },
  );
});
