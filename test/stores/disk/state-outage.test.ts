import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { StateUnavailable } from "../../../src/ports/transactions.js";
import { canLimitFiles, openPlainFolder, valuesIn, withFilesUpTo } from "../../harness/state-folder.js";
import { temporaryFolder } from "../../harness/temporary-folder.js";

const text = "x".repeat(200);

test.skipIf(!canLimitFiles)(
  "a disk with room for a part of a change takes none of it, and goes on later",
  async () => {
    const { folder, transactions, store, values, warnings } = openPlainFolder(
      join(temporaryFolder().path, "data"),
    );
    const { folder: path, bytes } = folder.figures;
    const log = join(path, "state-000001.log");
    const submit = (key: string) =>
      transactions.run(() => {
        store.set("task", key, text);
        store.set("account", "sum", key);
      });
    void submit("a");
    const before = readFileSync(log);
    const message = `the state folder ${path} has reached the largest size of a file that is allowed: raise the limit; nothing was changed`;
    await withFilesUpTo(before.length + 50, () => {
      // The second does not begin: the disk is tried first.
      for (const key of ["b", "c"]) expect(() => submit(key)).toThrow(new StateUnavailable(message));
      expect(values()).toEqual([
        ["account", "sum", "a"],
        ["task", "a", text],
      ]);
      expect(readFileSync(log)).toEqual(before);
      expect(folder.figures).toEqual({ folder: path, bytes: before.length, outage: message });
    });
    expect(bytes).toBeLessThan(before.length);
    void submit("d");
    expect(warnings).toEqual([message, `the state folder ${path} can be written again`]);
    folder.close();
    expect(valuesIn(path)).toEqual([
      ["account", "sum", "d"],
      ["task", "a", text],
      ["task", "d", text],
    ]);
  },
);

test.skipIf(!canLimitFiles)(
  "what changes outside of transactions on a full disk is told and taken back",
  async () => {
    const { folder, transactions, store, values, warnings } = openPlainFolder(
      join(temporaryFolder().path, "data"),
    );
    await withFilesUpTo(folder.figures.bytes + 50, async () => {
      store.set("task", "a", text);
      await setImmediate();
      expect(values()).toEqual([]);
      expect(warnings).toHaveLength(1);
      // Of no use to anybody: gone when the disk can be written again.
      store.set("task", "b", text);
      await setImmediate();
    });
    void transactions.run(() => store.set("task", "c", 3));
    folder.close();
    expect(valuesIn(folder.figures.folder)).toEqual([["task", "c", 3]]);
  },
);

test.skipIf(!canLimitFiles)("a log that cannot be written anew grows on, which is told once", async () => {
  const path = join(temporaryFolder().path, "data");
  const { folder, transactions, store, warnings } = openPlainFolder(path, { compactFrom: 2000 });
  const values = Array.from({ length: 60 }, (_, index) => index);
  for (const value of values.slice(0, 7)) void transactions.run(() => store.set("task", `k${value}`, text));
  await withFilesUpTo(2100, async () => {
    // What comes to be written after the values of the state has no room any more.
    void transactions.run(() => store.set("task", "k6", "y".repeat(180)));
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  });
  expect(warnings.filter((sentence) => sentence.includes("could not be written anew"))).toHaveLength(
    warnings.length,
  );
  folder.close();
  expect(valuesIn(path)).toHaveLength(7);
});
