import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KnownAssets, ListedAssets, sampleNames } from "../../../src/stores/assets/known-assets.js";
import { cpuMilliseconds } from "../../harness/cpu-time.js";

const isKnown = (pattern: string, url: string) =>
  new ListedAssets([{ url: pattern, kind: "image" }]).assetOf(url) !== undefined;

describe("listed assets", () => {
  it.each([
    ["https://a.test/x.png", "https://a.test/x.png", true],
    ["https://a.test/x.png", "https://a.test/x.png?v=1", false],
    ["https://a.test/x.png*", "https://a.test/x.png?v=1", true],
    ["https://a.test/hero*.png", "https://a.test/hero.png", true],
    ["https://a.test/hero*.png", "https://a.test/hero/2/big.png", true],
    ["https://a.test/hero*.png", "https://a.test/hero.jpg", false],
    ["*/in/*/a.mp4", "https://a.test/in/b/a.mp4", true],
    ["*/in/*/a.mp4", "https://a.test/in/a.mp4", false],
    ["aa*aa", "aaa", false],
    ["a.c", "abc", false],
    ["**", "", true],
  ])("%s against %s: %s", (pattern, url, expected) => {
    expect(isKnown(pattern, url)).toBe(expected);
  });

  it("match as the same pattern does as a regular expression", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });
    const urls = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 12 });
    fc.assert(
      fc.property(letters, urls, (pattern, url) => {
        expect(isKnown(pattern, url)).toBe(new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(url));
      }),
      { numRuns: 5000 },
    );
  });

  it("answer with the first entry that fits, without its pattern", () => {
    const assets = new ListedAssets([
      { url: "*.png", kind: "image", width: 1 },
      { url: "https://a.test/x.png", kind: "image", width: 2 },
    ]);
    expect(assets.assetOf("https://a.test/x.png")).toEqual({ kind: "image", width: 1 });
  });

  it("are quick whatever the URL", () => {
    const assets = new ListedAssets([{ url: `${"*a".repeat(1000)}b`, kind: "image" }]);
    const match = (length: number) => {
      expect(assets.assetOf("a".repeat(length))).toBeUndefined();
      expect(assets.assetOf(`${"a".repeat(length)}b`)).toEqual({ kind: "image" });
    };
    match(200_000);
    const short = cpuMilliseconds(() => match(200_000));
    expect(cpuMilliseconds(() => match(2_000_000))).toBeLessThan(40 * short + 50);
  });
});

describe("known assets", () => {
  it("come from the first source that knows the URL, alone", () => {
    const name = "https://a.test/image-300x200.png";
    const list = new ListedAssets([{ url: name, kind: "image" }]);
    expect(new KnownAssets([list, sampleNames]).assetOf(name)).toEqual({ kind: "image" });
    expect(new KnownAssets([sampleNames, list]).assetOf(name)).toMatchObject({ width: 300, height: 200 });
    expect(new KnownAssets([list, sampleNames]).assetOf("https://a.test/other.png")).toBeUndefined();
  });

  it("hold nothing of a URL that is longer than any real one", () => {
    const assets = new KnownAssets([new ListedAssets([{ url: "*", kind: "image" }])]);
    expect(assets.assetOf("a".repeat(8192))).toEqual({ kind: "image" });
    expect(assets.assetOf("a".repeat(8193))).toBeUndefined();
  });
});
