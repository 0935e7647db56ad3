import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupMarks } from "../../src/page/views/tasks/timeline/group-marks.js";
import { offsetText, ticksOf } from "../../src/page/views/tasks/timeline/time-ticks.js";
import {
  fitted,
  moved,
  placeOf,
  SHORTEST_MS,
  timeAt,
  zoomed,
} from "../../src/page/views/tasks/timeline/time-window.js";

const SUBMIT = Date.parse("2027-01-01T12:00:00Z");
const DAY = 86_400_000;
const width = fc.integer({ min: 120, max: 2000 });
/** A window somewhere within two days of the submit. */
const shown = fc
  .tuple(fc.integer({ min: -DAY, max: DAY }), fc.integer({ min: SHORTEST_MS, max: DAY }))
  .map(([from, length]) => ({ from: SUBMIT + from, to: SUBMIT + from + length }));
const within = { from: SUBMIT - 2 * DAY, to: SUBMIT + 3 * DAY };

describe("the window of a timeline", () => {
  it("maps instants to pixels and back", () => {
    fc.assert(
      fc.property(shown, width, fc.double({ min: 0, max: 1, noNaN: true }), (window, pixels, share) => {
        const at = window.from + share * (window.to - window.from);
        expect(timeAt(placeOf(at, window, pixels), window, pixels)).toBeCloseTo(at, 0);
      }),
    );
  });

  it("keeps the instant under the pointer in place while it zooms, unless the edge is reached", () => {
    fc.assert(
      fc.property(
        shown,
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (window, factor, share) => {
          const around = window.from + share * (window.to - window.from);
          const next = zoomed(window, factor, around, within);
          const length = next.to - next.from;
          expect(next.from).toBeGreaterThanOrEqual(within.from - 1);
          expect(next.to).toBeLessThanOrEqual(within.to + 1);
          expect(length).toBeGreaterThanOrEqual(SHORTEST_MS - 0.01);
          const isAtEdge = next.from <= within.from + 1 || next.to >= within.to - 1;
          if (!isAtEdge) expect(placeOf(around, next, 1000)).toBeCloseTo(share * 1000, 0);
        },
      ),
    );
  });

  it("keeps its length while it moves, and stays within bounds", () => {
    fc.assert(
      fc.property(shown, fc.integer({ min: -9 * DAY, max: 9 * DAY }), (window, by) => {
        const next = moved(window, by, within);
        expect(next.to - next.from).toBeCloseTo(window.to - window.from, 0);
        expect(next.from).toBeGreaterThanOrEqual(within.from);
        expect(next.to).toBeLessThanOrEqual(within.to + 1);
      }),
    );
  });

  it("fits the first and the last instant, with room for a label behind", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: DAY }), width, (length, pixels) => {
        const window = fitted(SUBMIT, SUBMIT + length, pixels);
        expect(placeOf(SUBMIT, window, pixels)).toBeGreaterThanOrEqual(13.9);
        expect(placeOf(SUBMIT + length, window, pixels)).toBeLessThan(pixels - 40);
      }),
    );
  });
});

describe("the ticks of a timeline", () => {
  it("lie in the window, evenly, and far enough apart for their labels", () => {
    fc.assert(
      fc.property(shown, width, (window, pixels) => {
        const ticks = ticksOf(window, SUBMIT, pixels);
        const places = ticks.map(({ at }) => placeOf(at, window, pixels));
        for (const place of places) {
          expect(place).toBeGreaterThanOrEqual(-0.001);
          expect(place).toBeLessThanOrEqual(pixels + 0.001);
        }
        for (const [at, place] of places.slice(1).entries())
          expect(place - (places[at] ?? 0)).toBeGreaterThanOrEqual(67.9);
        expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length);
      }),
    );
  });

  it.each([
    [0, 10_000, ["0", "+2 s", "+4 s", "+6 s", "+8 s", "+10 s"]],
    [0, 1000, ["0", "+200 ms", "+400 ms", "+600 ms", "+800 ms", "+1.0 s"]],
    [3000, 3100, ["+3.00 s", "+3.02 s", "+3.04 s", "+3.06 s", "+3.08 s", "+3.10 s"]],
    [0, DAY, ["0", "+6 h", "+12 h", "+18 h", "+1 d"]],
    [
      60_000,
      120_000,
      ["+1 min", "+1 min 10 s", "+1 min 20 s", "+1 min 30 s", "+1 min 40 s", "+1 min 50 s", "+2 min"],
    ],
  ])("from %d ms to %d ms are told after the submit", (from, to, labels) => {
    expect(ticksOf({ from: SUBMIT + from, to: SUBMIT + to }, SUBMIT, 500).map(({ label }) => label)).toEqual(
      labels,
    );
  });

  it("tell instants before the submit too", () => {
    expect(offsetText(-1500)).toBe("−1.500 s");
  });
});

describe("marks of a timeline", () => {
  const marks = fc
    .array(fc.record({ at: fc.integer({ min: 0, max: 2000 }), wide: fc.integer({ min: 2, max: 60 }) }))
    .map((items) => items.toSorted((one, other) => one.at - other.at));

  it("are all in one group each, in order, and no groups overlap", () => {
    fc.assert(
      fc.property(marks, (items) => {
        const groups = groupMarks(
          items,
          (at) => at,
          ({ wide }) => wide,
        );
        expect(groups.flatMap((group) => group.items)).toEqual(items);
        for (const [at, { left }] of groups.slice(1).entries())
          expect(left).toBeGreaterThan(groups[at]?.right ?? 0);
      }),
    );
  });

  it("stand alone where there is room", () => {
    const group = (perSecond: number) =>
      groupMarks(
        [0, 1, 3, 7].map((second) => ({ at: second * perSecond })),
        (at) => at,
        () => 36,
      ).map(({ items }) => items.length);
    expect(group(40)).toEqual([1, 1, 1, 1]);
    expect(group(20)).toEqual([2, 1, 1]);
    expect(group(1)).toEqual([4]);
  });
});
