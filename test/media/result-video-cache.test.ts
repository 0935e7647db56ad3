import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ResultVideoCache } from "../../src/media/result-video-cache.js";

/** A maker of files that remembers what it made. */
function maker(size: number) {
  const made: string[] = [];
  const make = (key: string) => () => {
    made.push(key);
    return new Uint8Array(size).fill(key.charCodeAt(0));
  };
  return { made, make };
}

describe("the cache of result videos", () => {
  it("makes a file once", () => {
    const { made, make } = maker(10);
    const cache = new ResultVideoCache();
    expect(cache.get("a", make("a"))).toBe(cache.get("a", make("a")));
    expect(made).toEqual(["a"]);
  });

  it("tags a file with a strong hash of its bytes", () => {
    const bytes = new Uint8Array(100).fill(7);
    const hash = createHash("sha256").update(bytes).digest("base64url");
    expect(new ResultVideoCache().get("a", () => bytes)).toEqual({ bytes, etag: `"${hash}"` });
  });

  it("forgets the least recently used file when it is full", () => {
    const { made, make } = maker(10);
    const cache = new ResultVideoCache(30);
    for (const key of ["a", "b", "c", "a", "d"]) cache.get(key, make(key));
    expect(made).toEqual(["a", "b", "c", "d"]);
    expect(cache.bytes).toBe(30);
    for (const key of ["a", "c", "d", "b"]) cache.get(key, make(key));
    expect(made).toEqual(["a", "b", "c", "d", "b"]);
  });

  it("hands out a file that is too large to keep, and keeps the others", () => {
    const small = maker(10);
    const large = maker(31);
    const cache = new ResultVideoCache(30);
    cache.get("a", small.make("a"));
    expect(cache.get("big", large.make("big")).bytes.length).toBe(31);
    cache.get("big", large.make("big"));
    cache.get("a", small.make("a"));
    expect([small.made, large.made, cache.bytes]).toEqual([["a"], ["big", "big"], 10]);
  });

  it("keeps nothing when making fails", () => {
    const { made, make } = maker(10);
    const cache = new ResultVideoCache();
    const fail = (): never => {
      throw new RangeError("odd");
    };
    expect(() => cache.get("a", fail)).toThrow("odd");
    cache.get("a", make("a"));
    expect(made).toEqual(["a"]);
  });

  it("is empty after clear", () => {
    const { made, make } = maker(10);
    const cache = new ResultVideoCache();
    cache.get("a", make("a"));
    cache.clear();
    expect(cache.bytes).toBe(0);
    cache.get("a", make("a"));
    expect(made).toEqual(["a", "a"]);
  });

  it("does not meet another cache", () => {
    const { made, make } = maker(10);
    new ResultVideoCache().get("a", make("a"));
    new ResultVideoCache().get("a", make("a"));
    expect(made).toEqual(["a", "a"]);
  });
});
