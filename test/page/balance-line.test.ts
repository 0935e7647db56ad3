import { describe, expect, it } from "vitest";
import { balancePoints, type Movement, thinned } from "../../src/page/views/credits/balance-line.js";

const at = (minute: number) => `2027-01-01T12:${String(minute).padStart(2, "0")}:00.000Z`;
const ms = (minute: number) => Date.parse(at(minute));

function movement(minute: number, kind: Movement["kind"], amount: number): Movement {
  return { at: at(minute), kind, amount };
}

describe("the credits of an account over time", () => {
  it("are worked out backwards from what they are now", () => {
    const ledger = [
      movement(0, "grant", 100),
      movement(1, "reserve", -29.24),
      movement(2, "reserve", -10.1),
      movement(3, "settle", 0),
      movement(4, "refund", 10.1),
    ];
    expect(balancePoints({ balance: 70.76, reserved: 0, used: 29.24, ledger })).toEqual([
      { at: ms(0), spent: 0, balance: 100 },
      { at: ms(1), spent: 29.24, balance: 70.76 },
      { at: ms(2), spent: 39.34, balance: 60.66 },
      { at: ms(3), spent: 39.34, balance: 60.66 },
      { at: ms(4), spent: 29.24, balance: 70.76 },
    ]);
  });

  it("hold where the oldest movements are gone", () => {
    const ledger = [movement(5, "reserve", -10)];
    expect(balancePoints({ balance: 40, reserved: 10, used: 50, ledger })).toEqual([
      { at: ms(5), spent: 60, balance: 40 },
    ]);
  });

  it("have no balance while it is unlimited, and none before the grant that ended that", () => {
    const before = movement(1, "reserve", -5);
    expect(balancePoints({ balance: null, reserved: 5, used: 0, ledger: [before] })).toEqual([
      { at: ms(1), spent: 5 },
    ]);
    const ledger = [before, movement(2, "grant", 80), movement(3, "grant", -30)];
    expect(balancePoints({ balance: 50, reserved: 5, used: 0, ledger })).toEqual([
      { at: ms(1), spent: 5 },
      { at: ms(2), spent: 5, balance: 80 },
      { at: ms(3), spent: 5, balance: 50 },
    ]);
  });

  it("are thinned without losing the ends and the extremes", () => {
    const points = Array.from({ length: 10_000 }, (_, index) => ({
      at: index,
      spent: index === 4321 ? 9e9 : index,
      balance: index === 1234 ? -5 : 20_000 - index,
    }));
    const kept = thinned(points, 600);
    expect(kept.length).toBeLessThanOrEqual(600);
    expect(kept[0]).toBe(points[0]);
    expect(kept.at(-1)).toBe(points.at(-1));
    expect(kept).toContain(points[4321]);
    expect(kept).toContain(points[1234]);
    expect(kept.map((point) => point.at)).toEqual(kept.map((point) => point.at).toSorted((a, b) => a - b));
    expect(thinned(points.slice(0, 600), 600)).toHaveLength(600);
  });
});
