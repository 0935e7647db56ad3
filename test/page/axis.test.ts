import { describe, expect, it } from "vitest";
import { numberTicks, timeTicks } from "../../src/page/views/credits/axis.js";

describe("the labels of a scale of numbers", () => {
  it("are round, start at 0 and reach the largest", () => {
    expect(numberTicks(0, 300, 4)).toEqual([0, 100, 200, 300]);
    expect(numberTicks(0, 0.43, 4)).toEqual([0, 0.2, 0.4, 0.6]);
    expect(numberTicks(3, 1_234_567, 4)).toEqual([0, 500_000, 1_000_000, 1_500_000]);
  });

  it("go below 0 where the least does", () => {
    expect(numberTicks(-12, 30, 4)).toEqual([-20, 0, 20, 40]);
  });
});

describe("the labels of a scale of time", () => {
  const instant = (text: string) => Date.parse(`2027-01-0${text}Z`);

  it("are round instants, and no more than asked for", () => {
    expect(timeTicks(instant("1T12:02:10"), instant("1T13:01:00"), 5).map(({ text }) => text)).toEqual([
      "12:15",
      "12:30",
      "12:45",
      "13:00",
    ]);
  });

  it("have seconds in a span of seconds, and days where midnight is passed", () => {
    expect(timeTicks(instant("1T12:00:00"), instant("1T12:00:09"), 6).map(({ text }) => text)).toEqual([
      "12:00:00",
      "12:00:02",
      "12:00:04",
      "12:00:06",
      "12:00:08",
    ]);
    expect(timeTicks(instant("1T20:00:00"), instant("2T13:00:00"), 4).map(({ text }) => text)).toEqual([
      "01-02",
      "06:00",
      "12:00",
    ]);
    expect(timeTicks(instant("1T20:00:00"), instant("1T20:00:00") + 20 * 365 * 86_400_000, 4)).toHaveLength(
      2,
    );
  });
});
