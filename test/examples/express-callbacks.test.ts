import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { startMock } from "../../src/compose/start-mock.js";
import { plainEnvironment } from "../harness/plain-environment.js";

const file = fileURLToPath(new URL("../../examples/express-callbacks/receiver.mjs", import.meta.url));

/** The example listens on a free port; its lines are read one by one. */
function receiver() {
  const child = spawn(process.execPath, [file], {
    env: { ...plainEnvironment(), PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => {
    child.kill();
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return async () => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error("the receiver ended");
    return value;
  };
}

it("examples/express-callbacks deals with each task once, whatever comes twice", async () => {
  const line = receiver();
  const url = (await line()).replace("listening on ", "");
  const mock = await startMock({ clock: "frozen", forwardTo: url, seed: 7 });
  onTestFinished(() => mock.close());
  const submit = async (prompt: string) => {
    const response = await fetch(`${mock.url}/v1/videos/generations`, {
      method: "POST",
      headers: { authorization: "Bearer key-a", "content-type": "application/json" },
      body: JSON.stringify({
        model: "wan2.7-text-to-video",
        prompt,
        callback_url: "https://app.example.com/hooks",
      }),
    });
    return ((await response.json()) as { id: string }).id;
  };
  const twice = await submit("A fox [mock:callback-twice]");
  await mock.clock.advance("1h");
  const failed = await submit("A fox [mock:content-policy-violation]");
  await mock.clock.advance("1h");
  expect(await line()).toBe(`${twice} is ready: ${mock.url}/files/${twice}.mp4`);
  expect(await line()).toBe(`${failed} failed: content_policy_violation`);
  // It receives and does not download.
  expect(mock.habits().filter(({ habit }) => habit !== "never-fetches-result")).toEqual([]);
  expect(mock.callbacks.deliveries().map(({ task, state }) => ({ task, state }))).toEqual([
    { task: twice, state: "delivered" },
    { task: twice, state: "delivered" },
    { task: failed, state: "delivered" },
  ]);
});
