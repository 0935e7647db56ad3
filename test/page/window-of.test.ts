import fc from "fast-check";
import { expect, it } from "vitest";
import { scrollTo, windowOf } from "../../src/page/parts/window-of.js";

const list = fc.record({
  count: fc.integer({ min: 0, max: 20_000 }),
  scrolled: fc.integer({ min: 0, max: 2_000_000 }),
  sight: fc.integer({ min: 0, max: 2000 }),
  height: fc.integer({ min: 20, max: 80 }),
});

it("draws every row in sight, and few others", () => {
  fc.assert(
    fc.property(list, ({ count, scrolled, sight, height }) => {
      const { first, end } = windowOf(count, scrolled, sight, height);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(end).toBeLessThanOrEqual(count);
      expect(end - first).toBeLessThanOrEqual(Math.ceil(sight / height) + 1 + 16);
      for (const pixel of [scrolled, scrolled + Math.max(0, sight - 1)]) {
        const row = Math.floor(pixel / height);
        if (row < count && sight > 0) expect(row >= first && row < end).toBe(true);
      }
    }),
  );
});

it("scrolls no further than it takes to have a row in sight", () => {
  fc.assert(
    fc.property(list, fc.nat(20_000), ({ scrolled, sight, height }, place) => {
      fc.pre(sight >= height);
      const to = scrollTo(place, scrolled, sight, height);
      expect(to).toBeLessThanOrEqual(place * height);
      expect(to + sight).toBeGreaterThanOrEqual((place + 1) * height);
      const wasInSight = scrolled <= place * height && scrolled + sight >= (place + 1) * height;
      if (wasInSight) expect(to).toBe(scrolled);
    }),
  );
});
