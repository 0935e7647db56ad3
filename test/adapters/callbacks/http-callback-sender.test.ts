import type { LookupAddress } from "node:dns";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { HttpCallbackSender } from "../../../src/adapters/callbacks/http-callback-sender.js";
import type { CallbackReply } from "../../../src/ports/callback-sender.js";
import { type Receiver, startReceiver, status } from "../../harness/receiver.js";

const CUT = "the connection broke off within the body";

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

/** A receiver that writes what it likes for each request it has read whole. */
async function rawReceiver(answer: (socket: Socket, count: number) => void): Promise<string> {
  let count = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("data", () => answer(socket, ++count));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  open.push({
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

function senderWith(bodyPatienceMs?: number): HttpCallbackSender {
  const sender = new HttpCallbackSender(undefined, bodyPatienceMs);
  open.push(sender);
  return sender;
}

const request = { body: "{}", patienceMs: 5000, attempt: 1, mustBePublic: false };
const OK = "HTTP/1.1 200 OK\r\n";

describe("a receiver that reads a request and resets", () => {
  it("gets each attempt once, also when it answered the one before on a connection it keeps", async () => {
    let requests = 0;
    const url = await rawReceiver((socket, count) => {
      requests = count;
      if (count === 1) socket.write(`${OK}content-length: 0\r\nconnection: keep-alive\r\n\r\n`);
      else socket.resetAndDestroy();
    });
    const sender = senderWith();
    expect(await sender.send({ url, ...request })).toMatchObject({ kind: "answered", status: 200 });
    expect(await sender.send({ url, ...request })).toMatchObject({
      kind: "failed",
      reason: "the receiver closed the connection without an answer",
    });
    expect(requests).toBe(2);
  });
});

describe("an answer whose body does not arrive whole counts by its status", () => {
  const chunked = (status: string) => `HTTP/1.1 ${status}\r\ntransfer-encoding: chunked\r\n\r\n4\r\nseen\r\n`;

  it.each<[why: string, answer: (socket: Socket) => void, status: number, incomplete: string, body: string]>([
    [
      "never ends",
      (socket) => socket.write(chunked("200 OK")),
      200,
      "the body did not end within 0.005 s of the status line",
      "seen",
    ],
    [
      "never ends after a refusal",
      (socket) => socket.write(chunked("500 Oops")),
      500,
      "the body did not end within 0.005 s of the status line",
      "seen",
    ],
    ["is cut", (socket) => socket.end(`${OK}content-length: 9\r\n\r\nseen`), 200, CUT, "seen"],
    ["is no body", (socket) => socket.write(`${chunked("200 OK")}no length\r\n`), 200, CUT, "seen"],
    [
      "is endless",
      (socket) => socket.write(`${OK}\r\n${"x".repeat(100_000)}`),
      200,
      "the body was longer than 64 KiB",
      "x".repeat(2048),
    ],
  ])("%s", async (_why, answer, status, incomplete, body) => {
    const url = await rawReceiver(answer);
    const reply = await senderWith(incomplete.includes("0.005") ? 5 : 60_000).send({ url, ...request });
    expect(reply).toEqual({ kind: "answered", seconds: expect.any(Number), status, incomplete, body });
  });
});
