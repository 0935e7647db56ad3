import { describe, expect, it } from "vitest";
import { smoothScale } from "../../../src/media/card/bitmap-font.js";

const STAIRS = ["#   ", " #  ", "  # ", "   #"];

function scale(rows: readonly string[], factor: number): string[] {
  const width = rows[0]?.length ?? 0;
  const pixels = Uint8Array.from([...rows.join("")], (sign) => (sign === "#" ? 1 : 0));
  const scaled = smoothScale(pixels, width, rows.length, factor);
  return Array.from({ length: rows.length * factor }, (_, y) =>
    [...scaled.subarray(y * width * factor, (y + 1) * width * factor)]
      .map((ink) => (ink > 0 ? "#" : " "))
      .join(""),
  );
}

describe("enlarging a glyph", () => {
  it("leaves it as it is at factor 1", () => {
    expect(scale(STAIRS, 1)).toEqual(STAIRS);
  });

  it.each([2, 3, 4])("makes blocks of straight strokes at factor %i", (factor) => {
    const row = " # ".replaceAll(/./g, (sign) => sign.repeat(factor));
    expect(scale([" # ", " # ", " # "], factor).slice(factor, 2 * factor)).toEqual(
      new Array(factor).fill(row),
    );
  });

  it("turns stairs into a slope at factor 2", () => {
    expect(scale(STAIRS, 2)).toEqual([
      "##      ",
      "###     ",
      " ###    ",
      "  ###   ",
      "   ###  ",
      "    ### ",
      "     ###",
      "      ##",
    ]);
  });

  it("turns stairs into a slope at factor 3", () => {
    expect(scale(STAIRS, 3)).toEqual([
      "###         ",
      "###         ",
      "####        ",
      "  ####      ",
      "   ###      ",
      "   ####     ",
      "     ####   ",
      "      ###   ",
      "      ####  ",
      "        ####",
      "         ###",
      "         ###",
    ]);
  });
});
