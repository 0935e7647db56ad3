import fc from "fast-check";
import { expect, it } from "vitest";
import { SeededIdSource } from "../../../src/stores/memory/seeded-id-source.js";

it("draws task ids of the documented form, the same for the same seed, account and number", () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.string(),
      fc.nat(),
      fc.integer({ min: 0, max: 4e12 }),
      (seed, account, submit, now) => {
        const draw = new SeededIdSource(seed).draw(account, submit, now, 0);
        expect(draw.taskId).toMatch(/^task-unified-\d+-[a-z0-9]{8}$/);
        expect(draw.taskId.split("-")[2]).toBe(String(Math.floor(now / 1000)));
        expect(draw.jitter).toBeGreaterThanOrEqual(0);
        expect(draw.jitter).toBeLessThan(1);
        expect(new SeededIdSource(seed).draw(account, submit, now, 0)).toEqual(draw);
      },
    ),
  );
});

it("gives accounts, numbers, attempts and seeds ids of their own", () => {
  const draws = [1, 2].flatMap((seed) => {
    const ids = new SeededIdSource(seed);
    return ["a", "b"].flatMap((account) =>
      [0, 1, 2].flatMap((submit) => [0, 1].map((attempt) => ids.draw(account, submit, 1000, attempt).taskId)),
    );
  });
  expect(new Set(draws).size).toBe(24);
});
