/** vitest: `npx vitest run` in a project with `vitest` and `wan-mock` as development dependencies. */
import { expect, it } from "vitest";
import { useMock } from "wan-mock/vitest";
import { VideoClient } from "../video-client.mjs";

// Before each test a mock starts and EVOLINK_BASE_URL names it; time stands still until a test moves it.
const mock = useMock({ clock: "frozen" });
const lighthouse = { model: "wan2.7-text-to-video", prompt: "A lighthouse in the rain", duration: 5 };

it("pays for a video when it is done", async () => {
  const { id } = await new VideoClient().generate(lighthouse);
  expect(mock).toHaveSubmitted({ prompt: expect.stringContaining("lighthouse"), duration: 5 });
  expect(mock).toHaveSpent({ usd: 0 });

  await mock.clock.advance("3s");
  expect(await new VideoClient().task(id)).toMatchObject({ status: "completed", progress: 100 });
  expect(mock).toHaveSpent({ usd: 0.43 });
  expect(mock).toHaveNoFindings();
});

it("is told which rule a request breaks", async () => {
  const tooLong = { ...lighthouse, duration: 16 };
  expect(tooLong).toBreakRule("schema/maximum");
  await expect(new VideoClient().generate(tooLong)).rejects.toThrow("duration must be at most 15, got 16");
});

it("tries again after too many requests", async () => {
  mock.scenario("rate-limited", { times: 2 });
  await new VideoClient({ sleep: async () => {} }).generate(lighthouse);
  expect(mock).toHaveSubmitted(lighthouse, { times: 3 });
});

it("is called back when the video is done", async () => {
  const receiver = await mock.receiver();
  const { id } = await new VideoClient().generate({ ...lighthouse, callback_url: receiver.url });
  await mock.clock.advance("3s");
  expect(receiver).toHaveReceivedCallback(id, { times: 1 });
  expect(receiver).toHaveReceivedCallback({ status: "completed" });
});

it("cannot download a day later", async () => {
  const client = new VideoClient();
  const { id } = await client.generate(lighthouse);
  await mock.clock.advance("3s");
  const task = await client.task(id);
  expect(await client.download(task)).toHaveProperty("length");

  await mock.clock.advance("24h");
  await expect(client.download(task)).rejects.toThrow("link_expired");
});
