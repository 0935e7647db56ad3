import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRateLimit, RateWindow, retryAfterSeconds } from "../../src/simulation/rate-limit.js";

describe("parseRateLimit", () => {
  it.each([
    ["10/s", 10, 1000],
    ["60/min", 60, 60_000],
    ["1000/h", 1000, 3_600_000],
  ])("reads %s", (text, count, windowMs) => {
    expect(parseRateLimit(text)).toEqual({ count, windowMs, text });
  });

  it.each(["60", "60/m", "0/min", "-1/s", "1.5/s", "100001/h", " 60/min", "60/min ", "many", ""])(
    "refuses %j",
    (text) => {
      expect(() => parseRateLimit(text)).toThrow(
        `rate limit is 1 to 100000 calls per second, minute or hour, such as 10/s, 60/min or 1000/h, got ${JSON.stringify(text)}`,
      );
    },
  );
});

const limit = fc.record({ count: fc.integer({ min: 1, max: 6 }), windowMs: fc.constantFrom(1000, 60_000) });
/** Half seconds meet the ends of windows exactly. */
const gap = fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.constantFrom(0, 500, 1000, 30_000));
const gaps = fc.array(gap, { minLength: 1, maxLength: 120 });

describe("RateWindow", () => {
  it("never lets more than its count pass in any window", () => {
    fc.assert(
      fc.property(limit, gaps, (rate, pauses) => {
        const window = new RateWindow({ ...rate, text: "" });
        const passed: number[] = [];
        let now = 1_000_000;
        for (const pause of pauses) {
          now += pause;
          if (window.claim(now) === 0) passed.push(now);
        }
        for (const from of passed) {
          const inWindow = passed.filter((at) => at >= from && at < from + rate.windowMs);
          expect(inWindow.length).toBeLessThanOrEqual(rate.count);
        }
      }),
    );
  });

  it("turns a call away only when its count has passed in the window before it", () => {
    fc.assert(
      fc.property(limit, gaps, (rate, pauses) => {
        const window = new RateWindow({ ...rate, text: "" });
        const passed: number[] = [];
        let now = 1_000_000;
        for (const pause of pauses) {
          now += pause;
          const recent = passed.filter((at) => at > now - rate.windowMs).length;
          const wait = window.claim(now);
          expect(wait === 0).toBe(recent < rate.count);
          if (wait === 0) passed.push(now);
        }
      }),
    );
  });

  it("tells the exact wait: a call passes then, and not a millisecond before", () => {
    fc.assert(
      fc.property(limit, gaps, (rate, pauses) => {
        const make = () => new RateWindow({ ...rate, text: "" });
        const [early, then] = [make(), make()];
        let now = 1_000_000;
        for (const pause of pauses) {
          now += pause;
          const wait = early.claim(now);
          expect(then.claim(now)).toBe(wait);
          if (wait === 0) continue;
          expect(early.claim(now + wait - 1)).toBe(1);
          expect(then.claim(now + wait)).toBe(0);
          return;
        }
      }),
    );
  });

  it("starts anew when time is put back", () => {
    const window = new RateWindow(parseRateLimit("1/h"));
    expect(window.claim(5_000_000)).toBe(0);
    expect(window.claim(5_000_001)).toBe(3_599_999);
    expect(window.claim(1000)).toBe(0);
    expect(window.claim(1001)).toBe(3_599_999);
  });
});

it("rounds a wait up to whole seconds", () => {
  expect([1, 999, 1000, 1001, 60_000].map(retryAfterSeconds)).toEqual([1, 1, 1, 2, 60]);
});
