import { describe, expect, it } from "vitest";
import { clipLines, drawableText, wrapText } from "../../../src/media/card/fit-text.js";

/** Chinese characters and kana are two columns wide. */
const COLUMNS = { advance: (code: number) => (code >= 0x2e80 ? 2 : 1) };

const show = (lines: readonly (readonly number[])[]): string[] =>
  lines.map((line) => String.fromCodePoint(...line));
const wrap = (text: string, width: number): string[] =>
  show(wrapText(drawableText(text), COLUMNS, width, Number.POSITIVE_INFINITY));
const clip = (text: string, count: number, width: number): string[] =>
  show(clipLines(wrapText(drawableText(text), COLUMNS, width, count + 1), count, COLUMNS, width));

describe("wrapping", () => {
  it.each([
    ["at spaces", "one two three", 8, ["one two", "three"]],
    ["where a line is exactly full", "abcd efgh", 4, ["abcd", "efgh"]],
    ["after hyphens", "task-unified-17", 10, ["task-", "unified-17"]],
    ["inside a word longer than a line", "abcdefghij", 4, ["abcd", "efgh", "ij"]],
    ["between Chinese characters", "小熊猫骑车", 5, ["小熊", "猫骑", "车"]],
    ["not before a closing sign", "小熊猫，骑车", 6, ["小熊", "猫，骑", "车"]],
    ["nothing of an empty text", "", 8, []],
  ])("breaks %s", (_, text, width, lines) => {
    expect(wrap(text, width)).toEqual(lines);
  });

  it("has no lines where not even one character has room", () => {
    expect(wrap("abc", 0)).toEqual([]);
  });

  it("stops after the lines asked for", () => {
    expect(show(wrapText(drawableText("a b c d"), COLUMNS, 1, 2))).toEqual(["a", "b"]);
  });
});

describe("clipping", () => {
  it.each([
    ["keeps what fits", "one two", 2, 3, ["one", "two"]],
    ["puts the ellipsis in place of what would be too wide", "one two three", 2, 3, ["one", "tw…"]],
    ["leaves no space before the ellipsis", "a b cc", 1, 4, ["a b…"]],
    ["leaves nothing without lines", "one two", 0, 3, []],
  ])("%s", (_, text, count, width, lines) => {
    expect(clip(text, count, width)).toEqual(lines);
  });
});

describe("the text to draw", () => {
  it.each([
    ["control characters and white space are single spaces", "a\u0000\n\t b\u0007c", "a b c"],
    ["letters and accents are composed", "e\u0301", "é"],
    ["what takes no room is left out", "a\u200db\ufe0f\u202ec\u0338", "abc"],
    ["blanks at the ends are left out", "  a  ", "a"],
    ["an unpaired surrogate stays, to be drawn as a box", "a\ud800b", "a\ud800b"],
  ])("%s", (_, text, expected) => {
    expect(show([drawableText(text)])).toEqual([expected]);
  });

  it("of an endless text is only its start", () => {
    expect(drawableText("x".repeat(1_000_000)).length).toBeLessThan(20_000);
  });
});
