import { expect, it } from "vitest";
import type { Finding } from "../../../src/contract/finding.js";
import type { JournalEvent } from "../../../src/ports/journal.js";
import { MemoryJournal } from "../../../src/stores/memory/memory-journal.js";

const entry = (task: string): JournalEvent => ({
  kind: "refund",
  amount: 1,
  status: "failed",
  task,
  at: 1,
});

it("keeps the newest entries in order, numbered from 1", () => {
  const journal = new MemoryJournal({ most: 3 });
  for (const task of ["a", "b", "c", "d", "e"]) journal.record(entry(task));
  expect(journal.entries().map(({ task, sequence }) => [task, sequence])).toEqual([
    ["c", 3],
    ["d", 4],
    ["e", 5],
  ]);
});

it("tells listeners until they leave", () => {
  const journal = new MemoryJournal();
  const heard: unknown[] = [];
  const leave = journal.subscribe(({ task }) => heard.push(task));
  journal.record(entry("a"));
  leave();
  journal.record(entry("b"));
  expect(heard).toEqual(["a"]);
});

it("forgets what is older than its age, and goes on counting after it was cleared", () => {
  let now = 0;
  const journal = new MemoryJournal({ most: 10, age: 100, now: () => now });
  for (const at of [0, 50, 100, 100]) {
    now = at;
    journal.record({ ...entry("a"), at });
  }
  const numbers = () => journal.entries().map(({ sequence }) => sequence);
  expect(numbers()).toEqual([1, 2, 3, 4]);
  now = 151;
  expect(numbers()).toEqual([3, 4]);
  journal.clear();
  expect(numbers()).toEqual([]);
  for (let i = 0; i < 25; i++) journal.record({ ...entry("b"), at: now });
  expect(numbers()).toEqual([20, 21, 22, 23, 24, 25, 26, 27, 28, 29]);
  const { bytes, ...bounds } = journal.bounds;
  expect(bounds).toEqual({ most: 10, mostBytes: 64_000_000, age: 100, kept: 10, recorded: 29 });
  expect(bytes).toBeGreaterThan(0);
});

it("tells every listener of an entry before one that a listener recorded about it", () => {
  const journal = new MemoryJournal();
  const heard: string[] = [];
  const happen = (move: "freeze" | "resume") =>
    journal.record({ kind: "clock", at: 0, move, mode: "frozen" });
  journal.subscribe((entry) => {
    if (entry.kind === "clock" && entry.move === "freeze") happen("resume");
  });
  journal.subscribe((entry) => heard.push(`${entry.sequence}`));
  happen("freeze");
  happen("freeze");
  expect(heard).toEqual(["1", "2", "3", "4"]);
});

it("makes room by bytes too, and keeps the newest entry whatever it takes", () => {
  const journal = new MemoryJournal({ most: 1000 });
  const record = (bytes: number, findings: Finding[] = []) =>
    journal.record({
      ...{ kind: "request", route: "submit", at: 1, requestId: "r", method: "POST", path: "/", status: 400 },
      ...{ arrivedAfter: 0, milliseconds: 1, findings, sent: "x".repeat(bytes) },
    });
  for (let count = 0; count < 10; count++) record(20_000_000);
  expect(journal.bounds).toMatchObject({ kept: 3, recorded: 10 });
  expect(journal.bounds.bytes).toBeLessThanOrEqual(journal.bounds.mostBytes);
  record(0, [
    {
      ...{ rule: "r", severity: "error", pointer: "", param: "", source: { page: "p", at: "" } },
      message: "x".repeat(100_000_000),
    },
  ]);
  expect(journal.entries().map(({ sequence }) => sequence)).toEqual([11]);
  journal.record({
    ...{ kind: "request", route: "submit", at: 1, requestId: "r", method: "POST", path: "/", status: 400 },
    ...{ arrivedAfter: 0, milliseconds: 1, findings: [], message: "x".repeat(100_000_000) },
  });
  record(0);
  expect(journal.entries().map(({ sequence }) => sequence)).toEqual([13]);
  journal.clear();
  expect(journal.bounds).toMatchObject({ kept: 0, bytes: 0 });
});
