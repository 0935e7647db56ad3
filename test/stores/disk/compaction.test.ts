import { cpSync, mkdirSync, readdirSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { StateUnavailable } from "../../../src/ports/transactions.js";
import { canLimitFiles, openPlainFolder, valuesIn, withFilesUpTo } from "../../harness/state-folder.js";
import { temporaryFolder } from "../../harness/temporary-folder.js";

/** Kept in so many turns of the event loop that a test may change the state in the middle of it. */
const MANY = 1600;

/** A copy of a folder as a process that is killed now leaves it. */
function killed(path: string): string {
  const copy = join(temporaryFolder().path, "data");
  cpSync(path, copy, { recursive: true });
  rmSync(join(copy, "lock"));
  return copy;
}

/** A folder whose log is being written anew from the next change on. */
function almostDue() {
  const path = join(temporaryFolder().path, "data");
  const { transactions, store, ...open } = openPlainFolder(path, { compactFrom: 56_000 });
  const set = (key: string, value: unknown) => void transactions.run(() => store.set("task", key, value));
  void transactions.run(() => {
    for (let index = 0; index < MANY; index += 1) store.set("task", `k${index}`, "first");
  });
  expect(statSync(join(path, "state-000001.log")).size).toBeLessThan(56_000);
  void transactions.run(() => {
    for (let index = 0; index < MANY; index += 1) store.set("task", `k${index}`, index);
  });
  return { ...open, path, set, store, transactions };
}

const logs = (path: string) => readdirSync(path).filter((name) => name !== "lock");

test("a log is written anew when half of it is of the past", async () => {
  const { path, set, values, folder } = almostDue();
  const before = folder.figures.bytes;
  await writtenAnew(path);
  expect(logs(path)).toEqual(["state-000002.log"]);
  expect(folder.figures.bytes).toBeLessThan(0.6 * before);
  set("after", 1);
  const expected = values();
  expect(valuesIn(killed(path))).toEqual(expected);
  folder.close();
  expect(valuesIn(path)).toEqual(expected);
});

async function writtenAnew(path: string): Promise<void> {
  for (let turn = 0; turn < 100_000; turn += 1) {
    if (!logs(path).includes("state-000001.log")) return;
    await setImmediate();
  }
  throw new Error("the log is still the first one");
}

/** What happens in one turn: keys are set, or dropped where the value is `undefined`. */
const turn = fc.array(fc.tuple(fc.nat(MANY + 20), fc.option(fc.nat(9), { nil: undefined })), {
  maxLength: 6,
});

test("whenever the process is killed while a log is written anew, the state is that of the last transaction", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(turn, { minLength: 8, maxLength: 8 }), async (turns) => {
      const { path, set, values, folder } = almostDue();
      for (const changes of turns) {
        for (const [index, value] of changes) set(`k${index}`, value);
        const copy = killed(path);
        expect(valuesIn(copy)).toEqual(values());
        expect(logs(copy)).toHaveLength(1);
        await setImmediate();
      }
      const expected = values();
      folder.close();
      expect(valuesIn(path)).toEqual(expected);
    }),
    { numRuns: 20 },
  );
});

test("changes of a use case under way are whole after the new log has taken its place", async () => {
  const { path, store, transactions, values } = almostDue();
  await transactions.run(async () => {
    store.set("task", "k0", "half");
    await writtenAnew(path);
    store.set("task", `k${MANY - 1}`, "whole");
  });
  expect(valuesIn(killed(path))).toEqual(values());
});

test.skipIf(!canLimitFiles)("what could not be kept meanwhile is not in the new log either", async () => {
  const { path, folder, store, set, values } = almostDue();
  await withFilesUpTo(folder.figures.bytes, async () => {
    for (let index = 0; index < MANY; index += 1) store.set("task", `k${index}`, "lost");
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
    expect(folder.figures.outage).toBeDefined();
  });
  set("after", 1);
  await writtenAnew(path);
  expect(values()).not.toContainEqual(["task", "k0", "lost"]);
  expect(valuesIn(killed(path))).toEqual(values());
});

test.skipIf(!canLimitFiles)(
  "the state comes back also where what was written anew cannot be removed",
  async () => {
    const { path, folder, store, set, values } = almostDue();
    const part = join(path, "state-000002.log.part");
    rmSync(part);
    mkdirSync(part);
    await withFilesUpTo(folder.figures.bytes, () => {
      expect(() => set("lost", 1)).toThrow(StateUnavailable);
    });
    rmdirSync(part);
    set("after", 1);
    expect([store.valueOf("task", "lost"), store.valueOf("task", "after")]).toEqual([undefined, 1]);
    expect(valuesIn(killed(path))).toEqual(values());
  },
);

test("a log that another has replaced and one that was not completed are removed", async () => {
  const { folder, set, values } = (() => {
    const open = openPlainFolder(join(temporaryFolder().path, "data"));
    return {
      ...open,
      set: (key: string) => void open.transactions.run(() => open.store.set("task", key, 1)),
    };
  })();
  const path = folder.figures.folder;
  set("a");
  const expected = values();
  folder.close();
  cpSync(join(path, "state-000001.log"), join(path, "state-000002.log"));
  writeFileSync(join(path, "state-000001.log"), "of the past");
  writeFileSync(join(path, "state-000003.log.part"), "not completed");
  expect(valuesIn(path)).toEqual(expected);
  expect(logs(path)).toEqual(["state-000002.log"]);
});

test("what is due at the end is done before it, and what is under way is finished", () => {
  const { path, folder, values } = almostDue();
  const expected = values();
  folder.close();
  expect(logs(path)).toEqual(["state-000002.log"]);
  expect(valuesIn(path)).toEqual(expected);
});

test("a log of some size is written anew when nothing changes any more", async () => {
  const path = join(temporaryFolder().path, "data");
  const { transactions, store, values } = openPlainFolder(path, { restMs: 1 });
  const text = "x".repeat(5_000_000);
  for (const value of ["first", "second"]) void transactions.run(() => store.set("task", "k", text + value));
  expect(logs(path)).toEqual(["state-000001.log"]);
  await vi.waitFor(() => expect(logs(path)).toEqual(["state-000002.log"]), 30_000);
  expect(statSync(join(path, "state-000002.log")).size).toBeLessThan(6_000_000);
  expect(valuesIn(killed(path))).toEqual(values());
});
