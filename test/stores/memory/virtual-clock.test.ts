import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KitError } from "../../../src/errors/kit-error.js";
import { VirtualClock } from "../../../src/stores/memory/virtual-clock.js";

describe("VirtualClock", () => {
  it("follows real time until it is frozen, and runs on from there when resumed", () => {
    let real = 1_000_000;
    const clock = new VirtualClock({ realNow: () => real });
    real += 500;
    expect(clock.now()).toBe(1_000_500);
    expect(clock.freeze()).toBe(1_000_500);
    real += 10_000;
    expect([clock.now(), clock.mode]).toEqual([1_000_500, "frozen"]);
    clock.resume();
    real += 7;
    expect([clock.now(), clock.mode]).toEqual([1_000_507, "running"]);
  });

  it("starts where it is told, standing still if told so", () => {
    let real = 5;
    const clock = new VirtualClock({ start: 2_000_000_000_000, frozen: true, realNow: () => real });
    real += 99;
    expect(clock.now()).toBe(2_000_000_000_000);
    expect(clock.advance("24h")).toBe(2_000_086_400_000);
  });

  it("refuses to go back, and what is no duration or instant", () => {
    const clock = new VirtualClock({ start: 1000, frozen: true });
    const code = (act: () => unknown) => {
      try {
        act();
      } catch (error) {
        return error instanceof KitError ? error.code : error;
      }
      return "accepted";
    };
    expect(code(() => clock.advance(-1))).toBe("CLOCK_BACKWARDS");
    expect(code(() => clock.advance("-5s"))).toBe("CLOCK_BACKWARDS");
    expect(code(() => clock.set(999))).toBe("CLOCK_BACKWARDS");
    expect(code(() => clock.advance("soon"))).toBe("INVALID_OPTION");
    expect(code(() => clock.set(Number.NaN))).toBe("INVALID_OPTION");
    expect(code(() => clock.set(1e17))).toBe("INVALID_OPTION");
    expect(clock.now()).toBe(1000);
  });

  it("never runs backwards, whatever is done and even when real time does", () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant("real" as const), by: fc.integer({ min: -5000, max: 5000 }) }),
      fc.record({ kind: fc.constant("advance" as const), by: fc.nat({ max: 5000 }) }),
      fc.record({ kind: fc.constantFrom("freeze" as const, "resume" as const), by: fc.constant(0) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let real = 1_000_000;
        const clock = new VirtualClock({ realNow: () => real });
        let before = clock.now();
        for (const { kind, by } of steps) {
          if (kind === "real") real += by;
          else if (kind === "advance") expect(clock.advance(by)).toBeGreaterThanOrEqual(before + by);
          else clock[kind]();
          expect(clock.now()).toBeGreaterThanOrEqual(before);
          before = clock.now();
        }
      }),
    );
  });
});
