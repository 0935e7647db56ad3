import { expect, it } from "vitest";
import { seenHabits } from "../../src/page/views/habits/habits.js";

it("shows habits that were seen first, errors before warnings, with their latest finding first", () => {
  const catalogue = [
    { id: "unseen", severity: "error" },
    { id: "mild", severity: "warn" },
    { id: "grave", severity: "error" },
  ];
  const finding = (habit: string, at: string) => ({ habit, at });
  const seen = seenHabits(catalogue, [
    finding("mild", "2027-01-01T00:00:00.000Z"),
    finding("grave", "2027-01-01T00:00:01.000Z"),
    finding("mild", "2027-01-01T00:00:02.000Z"),
  ]);
  expect(
    seen.map(({ habit, findings }) => [habit.id, ...findings.map(({ at }) => at.slice(17, 19))]),
  ).toEqual([["grave", "01"], ["mild", "02", "00"], ["unseen"]]);
});
