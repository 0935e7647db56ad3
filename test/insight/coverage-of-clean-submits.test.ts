import { expect, it } from "vitest";
import { createMock } from "../../src/compose/create-mock.js";

it("tells of each rule how many submits without a finding passed it, however often it is asked", async () => {
  const mock = createMock({ clock: "frozen", seed: 7 });
  const passed = () =>
    mock.coverage().items.find(({ id }) => id === "rule/duration-is-whole-seconds/passed")?.hits;
  const submit = (about: object) =>
    mock.fetch("/v1/videos/generations", {
      method: "POST",
      headers: { authorization: "Bearer k", "content-type": "application/json" },
      body: JSON.stringify({ model: "wan2.7-text-to-video", prompt: "Rain", ...about }),
    });
  await submit({ duration: 5 });
  await submit({ duration: 6 });
  await submit({});
  expect([passed(), passed()]).toEqual([2, 2]);
  await submit({ duration: 7 });
  expect(passed()).toBe(3);
  await mock.reset("coverage");
  expect(passed()).toBe(0);
  await mock.close();
});
