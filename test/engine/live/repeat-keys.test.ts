import { expect, test } from "vitest";
import { RepeatKeys } from "../../../src/engine/live/repeat-keys.js";

const body = { model: "wan2.7-text-to-video", prompt: "Rain" };
const evening = Date.parse("2027-01-01T23:00:00Z");
const hours = (count: number) => evening + count * 3_600_000;

test("an equal body has the same key for 24 hours, over midnight too", async () => {
  const keys = new RepeatKeys();
  const first = await keys.keyFor("a", body, evening);
  expect(await keys.keyFor("a", { prompt: "Rain", model: "wan2.7-text-to-video" }, hours(23))).toBe(first);
  expect(await keys.keyFor("a", body, hours(24))).not.toBe(first);
});

test("the key of a day is the same after a restart", async () => {
  const first = await new RepeatKeys().keyFor("a", body, evening);
  expect(await new RepeatKeys().keyFor("a", body, evening + 1)).toBe(first);
});

test("bodies and accounts have keys of their own", async () => {
  const keys = new RepeatKeys();
  const made = [
    await keys.keyFor("a", body, evening),
    await keys.keyFor("b", body, evening),
    await keys.keyFor("a", { ...body, prompt: "Snow" }, evening),
  ];
  expect(new Set(made).size).toBe(3);
});
