import type { LookupAddress } from "node:dns";
import { afterEach, describe, expect, it } from "vitest";
import { HttpCallbackSender } from "../../src/adapters/callbacks/http-callback-sender.js";
import type { CallbackReply } from "../../src/ports/callback-sender.js";
import { type Receiver, startReceiver, status } from "../harness/receiver.js";

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** Sends to a name of which the resolver knows these addresses, under the port of a receiver on this machine. */
async function sentTo(
  name: string,
  addresses: readonly string[],
  mustBePublic: boolean,
): Promise<{ reply: CallbackReply; receiver: Receiver; asked: string[] }> {
  const receiver = await startReceiver(status(204));
  const asked: string[] = [];
  const sender = new HttpCallbackSender((host, _options, found) => {
    asked.push(host);
    found(
      null,
      addresses.map((address): LookupAddress => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  });
  open.push(sender, receiver);
  const url = `http://${name}:${new URL(receiver.url).port}/hook`;
  const reply = await sender.send({ url, body: "{}", patienceMs: 5000, attempt: 1, mustBePublic });
  return { reply, receiver, asked };
}

describe("a public name that resolves to an internal address", () => {
  it.each([
    [["127.0.0.1"], "127.0.0.1"],
    [["93.184.216.34", "10.1.2.3"], "10.1.2.3"],
    [["::1"], "::1"],
    [["::ffff:192.168.0.1"], "::ffff:192.168.0.1"],
    [["169.254.169.254"], "169.254.169.254"],
    [["100.64.0.1"], "100.64.0.1"],
    [["fd00::1"], "fd00::1"],
  ])("is refused before anything is sent: %j", async (addresses, blamed) => {
    const { reply, receiver, asked } = await sentTo("hooks.example.com", addresses, true);
    expect(reply).toMatchObject({
      kind: "failed",
      reason: `hooks.example.com resolves to the internal address ${blamed}`,
    });
    expect(asked).toEqual(["hooks.example.com"]);
    expect(receiver.received).toEqual([]);
  });
});

it("asks the system about names that need not be public", async () => {
  const { reply, receiver, asked } = await sentTo("localhost", ["203.0.113.1"], false);
  expect(reply).toMatchObject({ kind: "answered", status: 204 });
  expect(asked).toEqual([]);
  expect(receiver.received).toHaveLength(1);
});
