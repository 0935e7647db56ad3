import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createMock } from "../../../src/compose/create-mock.js";
import type { TaskJson } from "../../harness/describe-matrix.js";
import { startMock } from "../../harness/start-mock.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const init: RequestInit = {
  method: "POST",
  headers: { authorization: "Bearer key-a", "content-type": "application/json" },
  body: JSON.stringify({ model: "wan2.7-text-to-video", prompt: "A lighthouse in fog" }),
};

it("a mock lives on under a runner's fake timers: submit, wait, call back, reset, close", async () => {
  await using mock = createMock({ pace: "30ms", seed: 7 });
  const receiver = await mock.receiver();
  const body = JSON.stringify({ ...JSON.parse(init.body as string), callback_url: receiver.url });
  const task = (await (await mock.fetch("/v1/videos/generations", { ...init, body })).json()) as TaskJson;
  expect(await mock.waitFor({ kind: "settle", task: task.id })).toMatchObject({ status: "completed" });
  expect((await receiver.next()).body.id).toBe(task.id);
  await expect(mock.waitFor({ kind: "reset" }, { timeout: 10 })).rejects.toThrow("within 10 ms");
  await mock.reset();
  await mock.clock.freeze();
  await mock.clock.advance("1h");
});

it("a mock on a socket answers under a runner's fake timers", async () => {
  await using mock = await startMock({ clock: "frozen", seed: 7 });
  const response = await fetch(`${mock.url}/v1/videos/generations`, init);
  expect(response.status).toBe(200);
  await mock.clock.advance("3s");
  expect(mock.journal.settlements()).toHaveLength(1);
});
