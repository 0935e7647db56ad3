import fc from "fast-check";
import { expect, it } from "vitest";
import {
  available,
  emptyLedger,
  grantTo,
  type LedgerState,
  reserve,
  settle,
} from "../../src/simulation/ledger.js";

const about = { at: 1, task: "t", model: "m" };
const amount = fc.integer({ min: 0, max: 10_000 });
const step = fc.oneof(
  fc.record({ kind: fc.constant("grant" as const), amount }),
  fc.record({ kind: fc.constant("reserve" as const), amount }),
  fc.record({ kind: fc.constant("settle" as const), amount }),
  fc.record({ kind: fc.constant("refund" as const), amount }),
);

it("adds up over any history: what was granted is free, held or used, and the entries sum to what is free", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      let state: LedgerState = { ...emptyLedger, granted: 0 };
      let sum = 0;
      const held: number[] = [];
      for (const { kind, amount: size } of steps) {
        const reserved = kind === "settle" || kind === "refund" ? held.shift() : undefined;
        if ((kind === "settle" || kind === "refund") && reserved === undefined) continue;
        const free = available(state) ?? Number.NaN;
        const next =
          kind === "grant"
            ? grantTo(state, size, 1)
            : kind === "reserve"
              ? reserve(state, size, about)
              : settle(state, reserved ?? 0, kind === "settle" ? size : undefined, about);
        if (next === undefined) {
          expect(size).toBeGreaterThan(free);
          continue;
        }
        if (kind === "reserve") held.push(size);
        state = next.state;
        sum += next.entry.amount;
        expect(state.reserved).toBe(held.reduce((total, one) => total + one, 0));
        expect(available(state)).toBe(sum);
        expect((available(state) ?? 0) + state.reserved + state.used).toBe(state.granted);
      }
    }),
    { numRuns: 500 },
  );
});

it("never refuses while the balance is unlimited", () => {
  const step = reserve(emptyLedger, Number.MAX_SAFE_INTEGER, about);
  expect(step?.state.reserved).toBe(Number.MAX_SAFE_INTEGER);
});
