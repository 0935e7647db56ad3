import type { GlyphPixels } from "./bitmap-font.js";

/**
 * Enlarges a glyph 1, 2, 3 or 4 times with diagonals instead of steps (the rules known as Scale2x and
 * Scale3x; 4 is 2 twice).
 */
export function smoothScale(pixels: GlyphPixels, width: number, height: number, factor: number): GlyphPixels {
  if (factor === 1) return pixels;
  if (factor === 4) return smoothScale(smoothScale(pixels, width, height, 2), 2 * width, 2 * height, 2);
  const at = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : (pixels[y * width + x] ?? 0);
  const out = new Uint8Array(pixels.length * factor * factor);
  const block = factor === 2 ? twice : thrice;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const near = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => at(x + dx, y + dy)));
      block(near).forEach((ink, i) => {
        const row = y * factor + Math.floor(i / factor);
        out[row * width * factor + x * factor + (i % factor)] = ink;
      });
    }
  return out;
}

/** The 2x2 pixels that replace the middle one of nine. */
function twice(near: readonly number[]): number[] {
  const [, up = 0, , left = 0, middle = 0, right = 0, , down = 0] = near;
  if (up === down || left === right) return [middle, middle, middle, middle];
  return [
    left === up ? left : middle,
    up === right ? right : middle,
    left === down ? left : middle,
    down === right ? right : middle,
  ];
}

/** The 3x3 pixels that replace the middle one of nine. */
function thrice(near: readonly number[]): number[] {
  const [upLeft, up = 0, upRight, left = 0, middle = 0, right = 0, downLeft, down = 0, downRight] = near;
  if (up === down || left === right) return new Array<number>(9).fill(middle);
  return [
    left === up ? left : middle,
    (left === up && middle !== upRight) || (up === right && middle !== upLeft) ? up : middle,
    up === right ? right : middle,
    (left === up && middle !== downLeft) || (left === down && middle !== upLeft) ? left : middle,
    middle,
    (up === right && middle !== downRight) || (down === right && middle !== upRight) ? right : middle,
    left === down ? left : middle,
    (left === down && middle !== downRight) || (down === right && middle !== downLeft) ? down : middle,
    down === right ? right : middle,
  ];
}
