import { describe, expect, it } from "vitest";
import { drawableText } from "../../../src/media/card/fit-text.js";
import { typefaces } from "../../../src/media/card/typeface.js";
import { Mosaic } from "../../../src/media/mosaic.js";

const GREY = [{ cb: 0, cr: 0 }];

/** A text drawn in a face of the given height, as rows of signs, brighter ones denser. */
function picture(height: number, text: string): string[] {
  const face = typefaces().find((candidate) => candidate.height === height);
  if (face === undefined) throw new Error(`no face of ${height} cells`);
  const codes = drawableText(text);
  const width = codes.reduce((sum, code) => sum + face.advance(code), 0);
  const rows = face.measure(codes).height;
  const mosaic = new Mosaic(4 * width, 4 * rows, GREY);
  face.draw(mosaic, 0, 0, codes, 3);
  return Array.from({ length: rows }, (_, y) =>
    Array.from({ length: width }, (_, x) => " .+#"[mosaic.shades[y * mosaic.stride + x] ?? 0]).join(""),
  );
}

describe("a typeface", () => {
  it("draws letters", () => {
    expect(picture(13, "Aé")).toEqual([
      "            ",
      "            ",
      "  #      #  ",
      " # #    #   ",
      "#   #       ",
      "#   #  ###  ",
      "#   # #   # ",
      "##### ##### ",
      "#   # #     ",
      "#   # #   # ",
      "#   #  ###  ",
      "            ",
      "            ",
    ]);
  });

  it("draws a box for a character it does not have", () => {
    expect(picture(8, "\u0915")).toEqual([
      "     ",
      "#### ",
      "#  # ",
      "#  # ",
      "#  # ",
      "#### ",
      "     ",
      "     ",
    ]);
    expect(picture(13, "\u0915")).toEqual(picture(13, "\ud800"));
  });

  it("draws a wide box for an emoji", () => {
    expect(picture(13, "😀")[2]).toMatch(/^#{15} $/);
  });

  it("draws common Chinese characters in full and, in the small faces, at half size", () => {
    expect(picture(13, "中")).toEqual(picture(13, "中").map((row) => row.replaceAll(/[.+]/g, "#")));
    expect(picture(13, "中")).toHaveLength(16);
    expect(picture(13, "中")).not.toEqual(picture(13, "\u3402"));
    expect(picture(8, "中")).toHaveLength(8);
    expect(picture(8, "中").join("")).toContain("#");
  });

  it("has a glyph for every character of GB 2312 level 1", () => {
    const decoder = new TextDecoder("gb2312");
    const box = picture(13, "\u3402").join("\n");
    const missing: string[] = [];
    for (let row = 0xb0; row <= 0xd7; row++)
      for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell++) {
        const character = decoder.decode(Uint8Array.of(row, cell));
        if (picture(13, character).join("\n") === box) missing.push(character);
      }
    expect(missing).toEqual([]);
  });

  it("falls back from the bold face to the regular one before it draws a box", () => {
    expect(picture(15, "Ж")).not.toEqual(picture(15, "\u0915"));
  });

  it("draws large letters with diagonals rather than steps", () => {
    const [small, large] = [picture(13, "/"), picture(26, "/")];
    const blocks = small.flatMap((row) => {
      const doubled = [...row].map((ink) => ink + ink).join("");
      return [doubled, doubled];
    });
    expect(large).not.toEqual(blocks);
    expect(large.join("").replaceAll(" ", "").length).toBeGreaterThan(20);
  });
});
