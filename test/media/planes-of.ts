import { CELL, DARKEST_LUMA, LUMA_STEP, type Mosaic, TINT_STEP } from "../../src/media/mosaic.js";

/** The pixels a decoder has to show for a mosaic: its luma plane, then the two chroma planes, cut to the frame. */
export function planesOf(mosaic: Mosaic): Buffer {
  const { width, height, stride, shades, tints, palette, mbColumns } = mosaic;
  const luma = plane(width, height, (x, y) => {
    const shade = shades[Math.floor(y / CELL) * stride + Math.floor(x / CELL)] ?? 0;
    return DARKEST_LUMA + LUMA_STEP * shade;
  });
  const chroma = (component: "cb" | "cr"): Buffer =>
    plane(width / 2, height / 2, (x, y) => {
      const tint = palette[tints[Math.floor(y / 8) * mbColumns + Math.floor(x / 8)] ?? 0];
      return 128 + TINT_STEP * (tint?.[component] ?? 0);
    });
  return Buffer.concat([luma, chroma("cb"), chroma("cr")]);
}

function plane(width: number, height: number, sample: (x: number, y: number) => number): Buffer {
  const out = Buffer.alloc(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) out[y * width + x] = sample(x, y);
  return out;
}
