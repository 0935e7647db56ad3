import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keptBody, MOST_KEPT_BODY } from "../../src/contract/kept-body.js";
import type { Body } from "../../src/contract/rules/define-rule.js";
import { bytesOf } from "../../src/text/bytes-of.js";

const parameters = { prompt: {}, negative_prompt: {}, callback_url: {}, image_urls: {}, duration: {} };
const keep = (body: object, most?: number) =>
  keptBody(body as Body, parameters, most).body as Record<string, unknown>;

describe("a body as it is kept", () => {
  it("is the very body as long as it takes no more than 64 kB", () => {
    const urls = Array.from(
      { length: 9 },
      (_, index) => `https://cdn.example.com/${index}${"x".repeat(2000)}`,
    );
    const body = {
      model: "m",
      prompt: "雨".repeat(5000),
      negative_prompt: "x".repeat(500),
      image_urls: urls,
    };
    expect(keep(body)).toBe(body);
    expect(keptBody(body as unknown as Body).bytes).toBe(bytesOf(body));
  });

  it("keeps documented parameters before others, wherever they stand, and names what was cut", () => {
    const body = {
      zzz: Array.from({ length: 30_000 }, () => ({})),
      prompt: "p".repeat(90_000),
      callback_url: "https://app.example.com/hook",
      duration: 5,
      model: "m",
    };
    const kept = keep(body);
    expect(kept).toMatchObject({ callback_url: body.callback_url, duration: 5, model: "m" });
    expect(kept["prompt"]).toBe(`${"p".repeat(5000)}... [85000 more characters not kept]`);
    expect(kept["..."]).toBe("not kept whole: zzz");
  });

  it("sends a callback to a whole address or to none", () => {
    const url = `https://app.example.com/${"x".repeat(10_000)}`;
    const filler = { zzz: "z".repeat(100_000) };
    expect(keep({ callback_url: url, ...filler })["callback_url"]).toBe(url);
    const long = keep({ callback_url: `${url}${"x".repeat(10_000)}`, ...filler });
    expect([long["callback_url"], long["..."]]).toEqual([undefined, "not kept whole: callback_url"]);
  });

  it("leaves names out that are as long as a book, and counts them", () => {
    const kept = keep({ model: "m", ["z".repeat(100_000)]: 1, ["y".repeat(300)]: 2 });
    expect(kept).toEqual({ model: "m", "...": "not kept whole: 2 more" });
  });

  it("is an object of its own, also with names that objects inherit", () => {
    const body = JSON.parse(`{"__proto__":{"model":"x"},"zzz":"${"z".repeat(100_000)}"}`) as object;
    const kept = keep(body);
    expect(Object.keys(kept)).toEqual(["__proto__", "zzz"]);
    expect(Object.getPrototypeOf(kept)).toBe(Object.prototype);
  });

  it("takes no more than it may, whatever it is", () => {
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6 },
        fc.integer(),
        fc.string(),
        fc.constantFrom(...Object.keys(huge)),
        fc.array(tie("tree"), { maxLength: 30 }),
        fc.dictionary(fc.string(), tie("tree"), { maxKeys: 30 }),
      ),
    }));
    const members = fc.dictionary(fc.oneof(fc.constantFrom(...Object.keys(parameters)), fc.string()), tree);
    fc.assert(
      fc.property(members, fc.constantFrom(4096, MOST_KEPT_BODY), (small, most) => {
        const body = JSON.parse(JSON.stringify(small), (_, value: unknown) =>
          typeof value === "string" ? (huge[value] ?? value) : value,
        ) as Body;
        const { body: kept, bytes } = keptBody(body, parameters, most);
        expect(bytes).toBe(bytesOf(kept));
        expect(bytes).toBeLessThanOrEqual(most);
      }),
      { numRuns: 100 },
    );
  });
});

/** What stands for itself in the small bodies that are printed when the property fails. */
const huge: Readonly<Record<string, unknown>> = {
  "emoji x 9000": "😀".repeat(9000),
  "letter x 70000": "é".repeat(70_000),
  "letter x 3000": "x".repeat(3000),
  "{} x 5000": Array.from({ length: 5000 }, () => ({})),
  "long names x 200": Object.fromEntries(
    Array.from({ length: 200 }, (_, n) => [`${n}${"n".repeat(150)}`, n]),
  ),
};
