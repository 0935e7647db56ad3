import { expect, it } from "vitest";
import { creditText, usdText } from "../../src/page/parts/credits.js";

it("writes credits with two decimals at least, and dollars to the cent", () => {
  expect([0, 29.24, 1234.5, 0.430_001].map(creditText)).toEqual(["0.00", "29.24", "1,234.50", "0.430001"]);
  expect([0, 29.24, 0.01, -68].map((credits) => usdText(credits, 68))).toEqual([
    "$0.00",
    "$0.43",
    "$0.0001",
    "−$1.00",
  ]);
});
