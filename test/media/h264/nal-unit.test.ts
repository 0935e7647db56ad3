import { describe, expect, it } from "vitest";
import { nalUnit } from "../../../src/media/h264/nal-unit.js";

describe("a NAL unit", () => {
  it.each([
    [
      [1, 2, 3],
      [1, 2, 3],
    ],
    [
      [0, 0, 1],
      [0, 0, 3, 1],
    ],
    [
      [0, 0, 4],
      [0, 0, 4],
    ],
    [
      [0, 0, 0, 0, 0, 2],
      [0, 0, 3, 0, 0, 3, 0, 2],
    ],
    [
      [0, 0, 3],
      [0, 0, 3, 3],
    ],
    [
      [0, 1, 0, 0, 0],
      [0, 1, 0, 0, 3, 0],
    ],
  ])("holds %j as %j, so that no start code appears", (payload, escaped) => {
    expect([...nalUnit(0x65, Uint8Array.from(payload))]).toEqual([0x65, ...escaped]);
  });
});
