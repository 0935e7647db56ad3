import { describe, expect, it } from "vitest";
import {
  CHROMA_DC_COEFF_TOKEN,
  CHROMA_DC_TOTAL_ZEROS,
  COEFF_TOKEN,
  RUN_BEFORE,
  TOTAL_ZEROS,
} from "../../../src/media/h264/cavlc-tables.js";

const TABLES: [string, readonly string[]][] = [
  ["coeff_token", COEFF_TOKEN.flat()],
  ["coeff_token of chroma DC", CHROMA_DC_COEFF_TOKEN.flat()],
  ...[...TOTAL_ZEROS, ...CHROMA_DC_TOTAL_ZEROS, ...RUN_BEFORE].map(
    (codes, i): [string, readonly string[]] => [`zeros or runs ${i}`, codes],
  ),
];

describe("a CAVLC table", () => {
  it.each(TABLES)("can be decoded: no code of %s starts another", (_, codes) => {
    const clashes = codes.filter((a, i) => codes.some((b, k) => k !== i && b.startsWith(a)));
    expect(clashes).toEqual([]);
  });

  it("has a code for every number of coefficients and trailing ones", () => {
    expect(COEFF_TOKEN.map((row) => row.length)).toEqual([1, 2, 3, ...new Array<number>(14).fill(4)]);
    expect(TOTAL_ZEROS.map((row) => row.length)).toEqual([
      16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2,
    ]);
  });
});
