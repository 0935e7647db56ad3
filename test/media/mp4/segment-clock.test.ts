import { describe, expect, it } from "vitest";
import { Mosaic } from "../../../src/media/mosaic.js";
import { SegmentClock } from "../../../src/media/mp4/segment-clock.js";

const GREY = [{ cb: 0, cr: 0 }];

function rows(mosaic: Mosaic, width: number, height: number): string[] {
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => (mosaic.shades[y * mosaic.stride + x] ? "#" : " ")).join(""),
  );
}

describe("a segment clock", () => {
  it("draws all digits, the colon and the slash", () => {
    const text = "0123456789:/";
    const clock = new SegmentClock(5, text);
    const mosaic = new Mosaic(4 * clock.width, 20, GREY);
    clock.show(mosaic, 0, 0, text, 3);
    expect(rows(mosaic, clock.width, 5)).toEqual([
      "###   # ### ### # # ### ### ### ### ###     #",
      "# #   #   #   # # # #   #     # # # # # #   #",
      "# #   # ### ### ### ### ###   # ### ###    # ",
      "# #   # #     #   #   # # #   # # #   # #  # ",
      "###   # ### ###   # ### ###   # ### ###   #  ",
    ]);
  });

  it("changes only the macroblocks of the digits that differ", () => {
    const clock = new SegmentClock(32, "00:09");
    const mosaic = new Mosaic(4 * clock.width, 128, GREY);
    clock.show(mosaic, 0, 0, "00:08", 3);
    mosaic.takeChanges();
    clock.show(mosaic, 0, 0, "00:08", 3);
    expect(mosaic.takeChanges()).toEqual([]);
    clock.show(mosaic, 0, 0, "00:09", 3);
    const columns = mosaic.takeChanges().map((address) => address % mosaic.mbColumns);
    expect(Math.min(...columns)).toBeGreaterThan(mosaic.mbColumns * 0.7);
  });
});
