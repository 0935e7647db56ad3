import { expect, it } from "vitest";
import type { Finding } from "../../../src/contract/finding.js";
import { MemoryJournal } from "../../../src/stores/memory/memory-journal.js";

it("counts the bytes of all texts, and keeps the newest entry whatever it takes", () => {
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
