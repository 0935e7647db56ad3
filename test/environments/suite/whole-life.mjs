import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import http from "node:http";
import { URL } from "node:url";
import { createMock, startMock } from "wan-mock";

const headers = { authorization: "Bearer key-a", "content-type": "application/json" };
const body = (callback_url) =>
  JSON.stringify({ model: "wan2.7-text-to-video", prompt: "A lighthouse in fog", duration: 2, callback_url });

/** A call over a socket that uses nothing of the environment. */
function call(url, { method = "GET", headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers }, async (response) => {
      const chunks = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve({ status: response.statusCode, bytes: Buffer.concat(chunks) });
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** What a kit is used for from its start to its end, the same in every environment; `carry` brings a call to it. */
async function liveThrough(mock, carry) {
  const receiver = await mock.receiver();
  const submit = await carry("/v1/videos/generations", { method: "POST", headers, body: body(receiver.url) });
  assert.equal(submit.status, 200, submit.bytes.toString());
  const { id } = JSON.parse(submit.bytes);
  const query = async () => JSON.parse((await carry(`/v1/tasks/${id}`, { headers })).bytes);
  assert.equal((await query()).status, "pending");
  const settled = mock.waitFor({ kind: "settle", task: id });
  await mock.clock.advance("2m");
  assert.equal((await settled).status, "completed");
  assert.equal((await receiver.next()).body.status, "completed");
  await assert.rejects(mock.waitFor({ kind: "reset" }, { timeout: 10 }), /within 10 ms/);
  const video = await carry((await query()).results[0], {});
  assert.equal(video.status, 200);
  assert.equal(video.bytes.toString("latin1", 4, 8), "ftyp");
  const sample = await carry("/_mock/assets/image-640x480.png", {});
  assert.equal(sample.bytes.toString("latin1", 1, 4), "PNG");
  const refused = await carry("/v1/videos/generations", {
    method: "POST",
    headers,
    body: body("http://a.test"),
  });
  assert.match(JSON.parse(refused.bytes).error.message, /callback_url/);
  await mock.reset();
  await mock.clock.resume();
  const running = await carry("/v1/videos/generations", { method: "POST", headers, body: body() });
  assert.equal((await mock.waitFor({ kind: "settle" })).task, JSON.parse(running.bytes).id);
}

/** A mock on a socket. */
export async function onSocket() {
  const mock = await startMock({ clock: "frozen", pace: "20ms", seed: 7 });
  await liveThrough(mock, (path, init) => call(new URL(path, mock.url), init));
  await mock.close();
}

/** A mock without one. */
export async function inProcess() {
  const mock = createMock({ clock: "frozen", pace: "20ms", seed: 7 });
  await liveThrough(mock, async (path, init) => {
    const response = await mock.fetch(path, init);
    return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
  });
  await mock.close();
}
