import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { priceLists, withPrices } from "../../src/simulation/price-lists.js";
import { findPriceList, isPriced, priceOf, toCredits, toUsd } from "../../src/simulation/pricing.js";

const may = findPriceList(priceLists, "2026-05");
const october = findPriceList(priceLists, "2026-10");
const credits = (
  list: typeof may,
  model: string,
  outputSeconds: number | undefined,
  inputClips: (number | undefined)[] = [],
  quality = "720p",
) => toCredits(priceOf(list, model, { quality, outputSeconds, inputClips }));

describe("price list 2026-05", () => {
  it("costs what the guide's examples say", () => {
    expect(
      toUsd(may, priceOf(may, "wan2.7-text-to-video", { quality: "720p", outputSeconds: 5, inputClips: [] })),
    ).toBeCloseTo(0.43, 10);
    expect(
      toUsd(
        may,
        priceOf(may, "wan2.7-text-to-video", { quality: "1080p", outputSeconds: 10, inputClips: [] }),
      ),
    ).toBeCloseTo(1.44, 10);
    // a 5-second reference and a 10-second result: 15 seconds
    expect(credits(may, "wan2.7-reference-video", 10, [5])).toBe(87.72);
  });

  it("counts an unknown clip 5 s, and an edit that keeps its length 5 s in and 5 s out", () => {
    expect(credits(may, "wan2.7-reference-video", 10, [undefined, undefined])).toBe(116.96);
    expect(credits(may, "wan2.7-video-edit", undefined, [undefined])).toBe(58.48);
  });
});

describe("price list 2026-10", () => {
  it("costs what the live rules' examples say", () => {
    expect(credits(october, "wan2.7-text-to-video", 5)).toBe(27.2);
    expect(credits(october, "wan2.7-text-to-video", 10, [], "1080p")).toBe(90.848);
    expect(credits(october, "wan2.7-text-to-video", 1)).toBe(10.88);
    expect(credits(october, "wan2.7-reference-video", 10, [8])).toBe(81.6);
    expect(credits(october, "wan2.7-reference-video", 5)).toBe(27.2);
    expect(credits(october, "wan2.7-video-edit", undefined, [undefined])).toBe(108.8);
    expect(credits(october, "wan2.7-video-edit", 4, [4])).toBe(43.52);
  });
});

describe("priceOf", () => {
  it("is whole micro-credits, never less for more seconds", () => {
    const list = fc.constantFrom(...priceLists);
    const model = fc.constantFrom(
      "wan2.7-text-to-video",
      "wan2.7-reference-video",
      "wan2.7-video-edit",
      "another",
      "__proto__",
    );
    const clips = fc.array(fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }), { maxLength: 5 });
    const quality = fc.constantFrom("720p", "1080p", "4k", "constructor");
    fc.assert(
      fc.property(
        list,
        model,
        clips,
        quality,
        fc.integer({ min: 2, max: 15 }),
        (prices, id, inputClips, tier, seconds) => {
          const price = priceOf(prices, id, { quality: tier, outputSeconds: seconds, inputClips });
          expect(Number.isSafeInteger(price)).toBe(true);
          expect(
            priceOf(prices, id, { quality: tier, outputSeconds: seconds + 1, inputClips }),
          ).toBeGreaterThanOrEqual(price);
        },
      ),
    );
  });

  it("names the lists that exist when one does not", () => {
    expect(() => findPriceList(priceLists, "2025")).toThrow(
      'price list "2025" does not exist: known are 2026-05, 2026-10',
    );
  });

  it("tells dollars to the sixth digit, without what binary fractions add", () => {
    const list = findPriceList(priceLists, "2026-10");
    expect([27_200_000, 29_240_000, 1_000_000, 0].map((micro) => toUsd(list, micro))).toEqual([
      0.4, 0.43, 0.014706, 0,
    ]);
  });
});

describe("prices of a configuration", () => {
  const time = { quality: "1080p", outputSeconds: 4, inputClips: [3] };
  const costs = (price: unknown) => {
    const list = withPrices(october, { "wan2.6-a": price });
    return toCredits(priceOf(list, "wan2.6-a", time));
  };

  it("cost by the second, by the quality, by the task and by what goes in", () => {
    expect(costs({ creditsPerSecond: 2.5 })).toBe(10);
    expect(costs({ creditsPerSecond: { "480p": 1, "1080p": 3 } })).toBe(12);
    expect(costs({ creditsPerSecond: { "480p": 1, "720p": 2 } })).toBe(8);
    expect(costs({ creditsPerSecond: { "480p": 1 } })).toBe(4);
    expect(costs({ creditsPerSecond: 2.5, billsInput: true })).toBe(17.5);
    expect(costs({ creditsPerTask: 7 })).toBe(7);
  });

  it("leave the other models as they are, and win over the list's own", () => {
    const list = withPrices(may, { "wan2.7-text-to-video": { creditsPerSecond: 1 } });
    expect(credits(list, "wan2.7-text-to-video", 5)).toBe(5);
    expect(credits(list, "wan2.7-image-to-video", 5)).toBe(29.24);
    expect(credits(may, "wan2.7-text-to-video", 5)).toBe(29.24);
    expect(withPrices(may, {})).toBe(may);
  });

  it.each([
    [[], 'prices is an object such as {"MODEL": {"creditsPerSecond": 5}}, got an array of 0 items'],
    [{ a: 5 }, 'prices.a is an object such as {"creditsPerSecond": 5}, got 5'],
    [{ a: {} }, "prices.a has either creditsPerSecond or creditsPerTask"],
    [
      { a: { creditsPerSecond: 1, creditsPerTask: 1 } },
      "prices.a has either creditsPerSecond or creditsPerTask",
    ],
    [{ a: { creditsPerSecond: "5" } }, 'prices.a.creditsPerSecond is credits from 0 to 1000000, got "5"'],
    [
      { a: { creditsPerSecond: { "720p": -1 } } },
      "prices.a.creditsPerSecond.720p is credits from 0 to 1000000, got -1",
    ],
    [
      { a: { creditsPerSecond: {} } },
      "prices.a.creditsPerSecond is credits for at least one quality, got an object",
    ],
    [{ a: { creditsPerTask: 1, billsInput: 1 } }, "prices.a.billsInput is true or false, got 1"],
    [{ a: { perSecond: 1 } }, "perSecond"],
  ])("say what to change of %j", (prices, message) => {
    expect(() => withPrices(may, prices)).toThrow(expect.objectContaining({ code: "INVALID_OPTION" }));
    expect(() => withPrices(may, prices)).toThrow(message);
  });
});

it("costs nothing where no price is known", () => {
  expect([isPriced(may, "wan2.6-a"), credits(may, "wan2.6-a", 5), credits(october, "__proto__", 5)]).toEqual([
    false,
    0,
    0,
  ]);
});
