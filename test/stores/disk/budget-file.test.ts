import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { BudgetPeriod } from "../../../src/simulation/budget.js";
import { BudgetFile } from "../../../src/stores/disk/budget-file.js";
import { temporaryFolder } from "../../harness/temporary-folder.js";

const morning = Date.parse("2027-01-01T06:00:00Z");
const DAY = 86_400_000;

/** A budget of 100 in a file, with a clock that a test sets. */
function budgetAt(path: string, period: BudgetPeriod = "run", start = morning) {
  const clock = { now: start };
  const warnings: string[] = [];
  const budget = { text: "100", limit: 100, period };
  const file = new BudgetFile(
    path,
    budget,
    () => clock.now,
    (sentence) => warnings.push(sentence),
  );
  onTestFinished(() => file.close());
  return { file, clock, warnings };
}

const newPath = () => join(temporaryFolder().path, "budget.jsonl");

/** What a killed process leaves: its file, and a lock with the number of a process that is no more. */
function killed(path: string, text: string): void {
  writeFileSync(path, text);
  writeFileSync(`${path}.lock`, "2147483646");
}

test("holds count until they are settled or released", () => {
  const { file } = budgetAt(newPath());
  const first = file.hold(40);
  const second = file.hold(40);
  expect(file.hold(40)).toBeUndefined();
  expect(file.sums).toEqual({ spent: 0, held: 80 });
  first?.settle(10, "task-1");
  second?.release();
  expect(file.sums).toEqual({ spent: 10, held: 0 });
  expect(file.hold(90)).toBeDefined();
});

test("after a kill the next process knows what was spent and what was under way", () => {
  const path = newPath();
  const { file } = budgetAt(path);
  file.hold(40)?.settle(30, "task-1");
  file.hold(50);
  const text = readFileSync(path, "utf8");
  file.close();
  killed(path, text);
  expect(budgetAt(path).file.sums).toEqual({ spent: 30, held: 50 });
});

test("the hold is on the disk before it is given", () => {
  const path = newPath();
  const { file } = budgetAt(path);
  file.hold(40);
  expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ kind: "hold", at: morning, amount: 40 });
});

test("a day ends at midnight UTC, and a regular end does not end it", () => {
  const path = newPath();
  const first = budgetAt(path, "day");
  first.file.hold(90)?.settle(90, "task-1");
  first.file.close();
  const second = budgetAt(path, "day", morning + 1000);
  expect(second.file.sums).toEqual({ spent: 90, held: 0 });
  second.clock.now = morning + DAY;
  expect(second.file.sums).toEqual({ spent: 0, held: 0 });
  expect(second.file.hold(90)).toBeDefined();
});

test("a run goes on over midnight", () => {
  const { file, clock } = budgetAt(newPath());
  file.hold(90)?.settle(90, "task-1");
  clock.now += DAY;
  expect(file.sums).toEqual({ spent: 90, held: 0 });
});

test("what was held yesterday and is settled today counts for yesterday", () => {
  const { file, clock } = budgetAt(newPath(), "day");
  const hold = file.hold(90);
  clock.now += DAY;
  hold?.settle(90, "task-1");
  expect(file.sums).toEqual({ spent: 0, held: 0 });
});

test("a clock that is put back begins no day anew", () => {
  const { file, clock } = budgetAt(newPath(), "day");
  file.hold(90)?.settle(90, "task-1");
  clock.now -= DAY;
  expect(file.hold(20)).toBeUndefined();
});

test("runs that are over are left out when the file is opened, those of the day are not", () => {
  const path = newPath();
  const first = budgetAt(path);
  first.file.hold(10)?.settle(10, "task-1");
  first.file.close();
  const later = budgetAt(path, "run", morning + 1000);
  expect(later.file.sums.spent).toBe(0);
  expect(readFileSync(path, "utf8")).toContain("task-1");
  later.file.close();
  budgetAt(path, "run", morning + 2 * DAY);
  expect(readFileSync(path, "utf8")).toBe("");
});

test("the lock is gone after a regular end", () => {
  const path = newPath();
  const { file } = budgetAt(path);
  expect(readFileSync(`${path}.lock`, "utf8")).toBe(`${process.pid} ${hostname()}`);
  file.close();
  expect(existsSync(`${path}.lock`)).toBe(false);
});

test("a folder that is not there is named", () => {
  expect(() => budgetAt(join(newPath(), "deeper", "budget.jsonl"))).toThrow(
    /the budget file .*budget\.jsonl cannot be written \(ENOENT\)/,
  );
});

test("the lock of a killed process that had the number of this one, as in a container, is replaced", () => {
  const path = newPath();
  writeFileSync(`${path}.lock`, `${process.pid} ${hostname()}`);
  const beforeStart = (Date.now() - process.uptime() * 1000) / 1000 - 60;
  utimesSync(`${path}.lock`, beforeStart, beforeStart);
  expect(budgetAt(path).file.hold(40)).toBeDefined();
  expect(readdirSync(dirname(path)).sort()).toEqual(["budget.jsonl", "budget.jsonl.lock"]);
});

test("two budgets of one process cannot share a file", () => {
  const path = newPath();
  budgetAt(path);
  expect(() => budgetAt(path)).toThrow(`is used by the process ${process.pid}: stop that one`);
});

test("a lock of another machine or container stays, whatever number its process has", () => {
  const path = newPath();
  writeFileSync(`${path}.lock`, "2147483646 other-machine");
  expect(() => budgetAt(path)).toThrow("is used by the process 2147483646 on other-machine: stop that one");
  expect(readFileSync(`${path}.lock`, "utf8")).toBe("2147483646 other-machine");
});

test("a lock that is just being written is somebody's", () => {
  const path = newPath();
  writeFileSync(`${path}.lock`, "");
  expect(() => budgetAt(path)).toThrow(/is used by a process that has just started: .*delete /);
});
