import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outputSize, sizeNear } from "../../../src/contract/media/output-size.js";

const AREAS = { "720p": 1280 * 720, "1080p": 1920 * 1080 };
const quality = fc.constantFrom("720p" as const, "1080p" as const);
const side = fc.integer({ min: 240, max: 8000 });

describe("a size near that of a source", () => {
  it.each(["16:9", "9:16", "1:1", "4:3", "3:4"])("is the published one at %s", (ratio) => {
    const [width = 0, height = 0] = ratio.split(":").map(Number);
    for (const tier of ["720p", "1080p"]) {
      const published = outputSize(tier, ratio);
      expect(sizeNear(tier, { width: 100 * width, height: 100 * height })).toEqual(published);
      // A result used as a source keeps its size.
      expect(sizeNear(tier, published)).toEqual(published);
    }
  });

  it.each([
    [1366, 768, "720p", "1280x720"],
    [854, 480, "1080p", "1920x1080"],
    [800, 1000, "720p", "858x1074"],
    [2400, 1000, "720p", "1488x620"],
    [2000, 1000, "1080p", "2036x1018"],
    [8000, 1000, "720p", "2716x340"],
    [1000, 8000, "1080p", "510x4072"],
    [8000, 240, "720p", "2716x340"],
    [2, 8000, "1080p", "510x4072"],
    [1000, 1000, "4k", "960x960"],
  ])("of %i x %i at %s is %s", (width, height, tier, expected) => {
    const near = sizeNear(tier, { width, height });
    expect(`${near.width}x${near.height}`).toBe(expected);
  });

  it("is even, of the tier's area within 1 %, of the source's ratio within 2 %", () => {
    fc.assert(
      fc.property(quality, side, side, (tier, width, height) => {
        fc.pre(Math.max(width / height, height / width) <= 8);
        const near = sizeNear(tier, { width, height });
        expect([near.width % 2, near.height % 2]).toEqual([0, 0]);
        expect(Math.abs((near.width * near.height) / AREAS[tier] - 1)).toBeLessThan(0.01);
        expect(Math.abs(near.width / near.height / (width / height) - 1)).toBeLessThan(0.02);
      }),
      { numRuns: 2000 },
    );
  });
});
