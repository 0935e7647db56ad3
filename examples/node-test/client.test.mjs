/** node:test: `node --test`, with `wan-mock` as a development dependency. */
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { startMock, validateRequest } from "wan-mock";
import { VideoClient } from "../video-client.mjs";

const lighthouse = { model: "wan2.7-text-to-video", prompt: "A lighthouse in the rain", duration: 5 };
let mock;
let client;

// Time stands still until a test moves it.
beforeEach(async () => {
  mock = await startMock({ clock: "frozen" });
  client = new VideoClient({ baseUrl: mock.url, apiKey: "key-a", sleep: async () => {} });
});
afterEach(() => mock.close());

test("pays for a video when it is done", async () => {
  const { id } = await client.generate(lighthouse);
  assert.equal(mock.account("key-a").reserved, 29.24);

  await mock.clock.advance("3s");
  assert.equal((await client.task(id)).status, "completed");
  assert.equal(mock.spent.usd, 0.43);
});

test("is told which rule a request breaks", async () => {
  const tooLong = { ...lighthouse, duration: 16 };
  assert.equal(validateRequest(tooLong).findings[0].rule, "schema/maximum");
  await assert.rejects(client.generate(tooLong), /duration must be at most 15, got 16/);
});

test("tries again after too many requests", async () => {
  mock.scenario("rate-limited", { times: 2 });
  await client.generate(lighthouse);
  const statuses = mock.journal.requests().map(({ status }) => status);
  assert.deepEqual(statuses, [429, 429, 200]);
});

test("is called back when the video is done", async () => {
  const receiver = await mock.receiver();
  const { id } = await client.generate({ ...lighthouse, callback_url: receiver.url });
  await mock.clock.advance("3s");
  const { body } = await receiver.next();
  assert.deepEqual([body.id, body.status], [id, "completed"]);
});

test("cannot download a day later", async () => {
  const { id } = await client.generate(lighthouse);
  await mock.clock.advance("3s");
  const task = await client.task(id);
  assert.equal((await client.download(task)).toString("latin1", 4, 8), "ftyp");

  await mock.clock.advance("24h");
  await assert.rejects(client.download(task), /link_expired/);
});
