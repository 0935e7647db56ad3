/** jest: `NODE_OPTIONS=--experimental-vm-modules npx jest`, as jest needs it for modules. */
import { createMock } from "wan-mock";
import { matchers } from "wan-mock/matchers";
import { VideoClient } from "../video-client.mjs";

expect.extend(matchers);

const lighthouse = { model: "wan2.7-text-to-video", prompt: "A lighthouse in the rain", duration: 5 };
let mock;
let client;

// No socket: the client is handed the mock's own fetch. Time stands still until a test moves it.
beforeEach(() => {
  mock = createMock({ clock: "frozen" });
  client = new VideoClient({ fetch: mock.fetch, apiKey: "key-a", sleep: async () => {} });
});
afterEach(() => mock.close());

test("pays for a video when it is done", async () => {
  const { id } = await client.generate(lighthouse);
  expect(mock).toHaveSubmitted({ prompt: expect.stringContaining("lighthouse"), duration: 5 });

  await mock.clock.advance("3s");
  expect(await client.task(id)).toMatchObject({ status: "completed", progress: 100 });
  expect(mock).toHaveSpent({ usd: 0.43 });
  expect(mock.account("key-a")).toHaveSpent({ credits: 29.24 });
});

test("is told which rule a request breaks", async () => {
  const tooLong = { ...lighthouse, duration: 16 };
  expect(tooLong).toBreakRule("schema/maximum");
  await expect(client.generate(tooLong)).rejects.toThrow("duration must be at most 15, got 16");
});

test("tries again after too many requests", async () => {
  mock.scenario("rate-limited", { times: 2 });
  await client.generate(lighthouse);
  expect(mock).toHaveSubmitted(lighthouse, { times: 3 });
});

test("is called back when the video is done", async () => {
  const receiver = await mock.receiver();
  const { id } = await client.generate({ ...lighthouse, callback_url: receiver.url });
  await mock.clock.advance("3s");
  expect(receiver).toHaveReceivedCallback(id, { times: 1 });
  expect(receiver).toHaveReceivedCallback({ status: "completed" });
});

test("cannot download a day later", async () => {
  const { id } = await client.generate(lighthouse);
  await mock.clock.advance("3s");
  const task = await client.task(id);
  expect(await client.download(task)).toHaveProperty("length");

  await mock.clock.advance("24h");
  await expect(client.download(task)).rejects.toThrow("link_expired");
});
