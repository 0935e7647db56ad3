import { expect, it } from "vitest";
import { parseDuration } from "../../src/simulation/duration.js";

it.each([
  ["90s", 90_000],
  ["2m", 120_000],
  ["24h", 86_400_000],
  ["1d", 86_400_000],
  ["500ms", 500],
  ["1.5s", 1500],
  [1500, 1500],
  [0, 0],
])("reads %j as %i ms", (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

it.each([
  "",
  "s",
  "1",
  "-1s",
  "1 s",
  "1e3s",
  "1w",
  "999999999999d",
  1.5,
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
])("reads nothing in %j", (text) => {
  expect(parseDuration(text)).toBeUndefined();
});
