import { expect, it } from "vitest";
import { SharedSentences } from "../../src/cli/commands/serve/workers/shared-sentences.js";
import { startReceiver } from "../harness/receiver.js";
import { runCli, serveCli } from "../harness/run-cli.js";
import { plainBody } from "../harness/sample-bodies.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

it.each([["serve"], ["config"]])("%s refuses several workers that share no state", async (command) => {
  const { code, stderr } = await runCli([command, "--workers", "2"]);
  expect([code, stderr]).toEqual([
    2,
    "wan-mock: workers share their state on Redis: name one with store, such as --store redis://127.0.0.1:6379/0, or leave workers out\n",
  ]);
});

it("takes one worker without a store", async () => {
  const served = await serveCli(["--workers", "1"]);
  expect((await served.stop()).code).toBe(0);
});

it.each(["0", "65", "two"])("refuses %s workers", async (number) => {
  const { code, stderr } = await runCli(["--workers", number]);
  expect(code).toBe(2);
  expect(stderr).toContain("It must be a whole number from 1 to 64.");
});

it("shows the address of a store without its password", async () => {
  const { stdout } = await runCli(["config", "--store", "redis://me:hush@127.0.0.1:6379/0"]);
  expect(stdout).toContain("redis://me:***@127.0.0.1:6379/0");
  expect(stdout).not.toContain("hush");
});

it("says that deliveries which wait in a folder are sent after the next start", async () => {
  const receiver = await startReceiver(() => undefined);
  const served = await serveCli([
    "--pace",
    "instant",
    "--forward-to",
    receiver.url,
    "--data",
    temporaryFolder().path,
  ]);
  await fetch(`${served.url}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: "Bearer k", "content-type": "application/json", connection: "close" },
    body: JSON.stringify({ ...plainBody, callback_url: "https://hooks.example.com/x" }),
  });
  await expect.poll(() => receiver.received.length).toBe(1);
  const { stdout } = await served.stop();
  await receiver.close();
  expect(stdout.trimEnd().split("\n").at(-1)).toBe(
    "  1 callback delivery still pending: will be sent after the next start",
  );
});

it("tells what several processes say as often as one of them says it", () => {
  const sentences = new SharedSentences();
  const told = (["a1", "a2", "a1", "b2", "a2", "a2", "a3"] as const).filter((said) =>
    sentences.isNew(said.charAt(0), Number(said.charAt(1))),
  );
  // The first of worker 1, its second, the only b, and the third of worker 2.
  expect(told).toEqual(["a1", "a1", "b2", "a2"]);
});
