import { expect, it } from "vitest";
import { MemoryJournal } from "../../src/stores/memory-journal.js";

const entry = (path: string) => ({
  at: 1,
  requestId: "r",
  method: "GET",
  path,
  status: 200,
  milliseconds: 1,
  findings: [],
});

it("keeps the newest entries in order, numbered from 1", () => {
  const journal = new MemoryJournal(3);
  for (const path of ["a", "b", "c", "d", "e"]) journal.record(entry(path));
  expect(journal.entries().map(({ path, sequence }) => [path, sequence])).toEqual([
    ["c", 3],
    ["d", 4],
    ["e", 5],
  ]);
});

it("tells listeners until they leave", () => {
  const journal = new MemoryJournal();
  const heard: string[] = [];
  const leave = journal.subscribe(({ path }) => heard.push(path));
  journal.record(entry("a"));
  leave();
  journal.record(entry("b"));
  expect(heard).toEqual(["a"]);
});
