import fc from "fast-check";
import { expect, it } from "vitest";
import { VirtualClock } from "../../../src/stores/memory/virtual-clock.js";

it("never runs backwards, even when real time does", () => {
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
