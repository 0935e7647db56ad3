import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selectRange } from "../../../../src/adapters/http/vendor/file-answer.js";

const ETAG = '"abc"';
const FULL = { kind: "full" };
const NONE = { kind: "unsatisfiable" };
const part = (start: number, end: number) => ({ kind: "partial", start, end });

describe("selecting a range of 1000 bytes", () => {
  it.each([
    [undefined, FULL],
    ["bytes=0-0", part(0, 0)],
    ["bytes=0-499", part(0, 499)],
    ["bytes=500-999", part(500, 999)],
    ["bytes=500-5000", part(500, 999)],
    ["bytes=500-", part(500, 999)],
    ["bytes=0-", part(0, 999)],
    ["bytes=-1", part(999, 999)],
    ["bytes=-500", part(500, 999)],
    ["bytes=-5000", part(0, 999)],
    ["BYTES=1-2", part(1, 2)],
    [" bytes= 1-2 ", part(1, 2)],
    ["bytes=,1-2,", part(1, 2)],
    ["bytes=1000-", NONE],
    ["bytes=1000-1001", NONE],
    ["bytes=-0", NONE],
    ["bytes=99999999999999999999-", NONE],
    ["bytes=0-99999999999999999999", part(0, 999)],
    ["bytes=0-1,4-5", FULL],
    ["bytes=2-1", FULL],
    ["bytes=", FULL],
    ["bytes=-", FULL],
    ["bytes=a-b", FULL],
    ["bytes=1-2-3", FULL],
    ["bytes=+1-2", FULL],
    ["bytes=1.5-2", FULL],
    ["bytes 1-2", FULL],
    ["items=1-2", FULL],
    ["", FULL],
  ])("with %j answers %j", (header, selection) => {
    expect(selectRange(header, undefined, ETAG, 1000)).toEqual(selection);
  });

  it.each([
    [ETAG, part(1, 2)],
    [` ${ETAG} `, part(1, 2)],
    ['"other"', FULL],
    [`W/${ETAG}`, FULL],
    ["Wed, 21 Oct 2026 07:28:00 GMT", FULL],
    ["", FULL],
  ])("under If-Range %j answers %j", (ifRange, selection) => {
    expect(selectRange("bytes=1-2", ifRange, ETAG, 1000)).toEqual(selection);
  });
});

describe("selecting a range", () => {
  it("of an empty file has nothing to send", () => {
    expect(selectRange("bytes=0-", undefined, ETAG, 0)).toEqual(NONE);
    expect(selectRange("bytes=-5", undefined, ETAG, 0)).toEqual(NONE);
    expect(selectRange(undefined, undefined, ETAG, 0)).toEqual(FULL);
  });

  it("never leaves the file, whatever the header says", () => {
    const number = fc.oneof(fc.constant(""), fc.nat({ max: 2000 }).map(String));
    const range = fc.tuple(number, number).map(([first, last]) => `bytes=${first}-${last}`);
    fc.assert(
      fc.property(fc.oneof(range, fc.string()), fc.nat({ max: 1500 }), (header, size) => {
        const selection = selectRange(header, undefined, ETAG, size);
        if (selection.kind !== "partial") return;
        expect(selection.start).toBeGreaterThanOrEqual(0);
        expect(selection.end).toBeGreaterThanOrEqual(selection.start);
        expect(selection.end).toBeLessThan(size);
      }),
      { numRuns: 2000 },
    );
  });
});
