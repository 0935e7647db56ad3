import { expect, it, vi } from "vitest";
import { startReceiver } from "../harness/receiver.js";
import { type ServedCli, serveCli } from "../harness/run-cli.js";
import { plainBody } from "../harness/sample-bodies.js";

async function submitWithCallback({ url }: ServedCli): Promise<void> {
  const response = await fetch(`${url}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: "Bearer k", "content-type": "application/json", connection: "close" },
    body: JSON.stringify({ ...plainBody, callback_url: "https://hooks.example.com/x" }),
  });
  expect(response.status).toBe(200);
}

it.each([
  [1, "1 callback delivery"],
  [2, "2 callback deliveries"],
])(
  "tells of %d pending deliveries when it stops, and does not wait for the receiver",
  async (count, words) => {
    const receiver = await startReceiver(() => undefined);
    const served = await serveCli(["--pace", "instant", "--forward-to", receiver.url]);
    for (let made = 0; made < count; made++) await submitWithCallback(served);
    await vi.waitUntil(() => receiver.received.length === count, { timeout: 60_000 });
    const { code, stdout } = await served.stop();
    await receiver.close();
    expect(code).toBe(0);
    expect(stdout.trimEnd().split("\n").at(-1)).toBe(`  ${words} still pending: will not be sent`);
  },
);

it("says nothing of deliveries when none is pending", async () => {
  const served = await serveCli(["--pace", "instant"]);
  await submitWithCallback(served);
  await served.line(/withheld/);
  expect((await served.stop()).stdout).not.toContain("pending:");
});

const NOTE =
  "wan-mock: bound to 0.0.0.0: the control side (/_mock) still answers this machine alone; start with --control-token to use it from elsewhere\n";

it.each([
  ["a wide address", ["--host", "0.0.0.0"], NOTE],
  ["a wide address with a token", ["--host", "0.0.0.0", "--control-token", "hush"], ""],
  ["localhost", ["--host", "localhost"], ""],
  ["another address of the loopback", ["--host", "127.0.0.2"], ""],
])("notes on stderr who may use the control side: %s", async (_what, args, stderr) => {
  const served = await serveCli(args);
  expect(await served.stop()).toMatchObject({ code: 0, stderr });
});
