import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { StateUnavailable } from "../../../src/ports/transactions.js";
import { openStateFolder } from "../../../src/stores/disk/state-folder.js";
import { plainState } from "../../harness/plain-store.js";
import { temporaryFolder } from "../../harness/temporary-folder.js";

const newFolder = () => join(temporaryFolder().path, "data");
const logOf = (folder: string) => join(folder, "state-000001.log");

/** A folder that is open, with the state that it gave. */
function opened(folder: string) {
  const { state, store } = plainState();
  const warnings: string[] = [];
  const { transactions, ...rest } = (() => {
    const open = openStateFolder(folder, state, { onWarning: (sentence) => warnings.push(sentence) });
    onTestFinished(() => open.close());
    return { transactions: open.transactions, open };
  })();
  return { store, state, warnings, transactions, folder: rest.open, values: () => [...state.all()] };
}

/** The same after the end of the process. */
function reopened({ folder }: ReturnType<typeof opened>) {
  folder.close();
  return opened(folder.figures.folder);
}

test("what a transaction changed is in the file when its result is there", () => {
  const open = opened(newFolder());
  const result = open.transactions.run(() => {
    open.store.set("task", "a", { is: "雨 \n" });
    open.store.set("account", "b", null);
    return 7;
  });
  expect(result).toBe(7);
  const log = readFileSync(logOf(open.folder.figures.folder), "utf8");
  expect(log.split("\n")).toHaveLength(3);
  expect(reopened(open).values()).toEqual(
    [
      ["task", "a", { is: "雨 \n" }],
      ["account", "b", null],
    ].sort(),
  );
});

test("what has gone is gone after a start too", () => {
  const open = opened(newFolder());
  open.transactions.run(() => open.store.set("task", "a", 1));
  open.transactions.run(() => open.store.set("task", "b", 2));
  open.transactions.run(() => open.store.set("task", "a", undefined));
  expect(reopened(open).values()).toEqual([["task", "b", 2]]);
});

test("a folder is private, and so is its log", () => {
  const folder = newFolder();
  opened(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(logOf(folder)).mode & 0o777).toBe(0o600);
});
