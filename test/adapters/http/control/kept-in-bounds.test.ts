import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { EventStream } from "../../../../src/adapters/http/control/event-stream.js";
import { createMockServer } from "../../../../src/adapters/http/mock-server.js";
import { composeMock } from "../../../../src/compose/compose-mock.js";
import { createMock } from "../../../../src/compose/create-mock.js";
import { MemoryJournal } from "../../../../src/stores/memory/memory-journal.js";
import { type ErrorJson, STILL } from "../../../harness/describe-matrix.js";
import { openSocket, submitHead } from "../../../harness/raw-http.js";
import { plainBody } from "../../../harness/sample-bodies.js";
import { startMock } from "../../../harness/start-mock.js";

async function listening(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

describe("a reader of events that does not read", () => {
  async function neverRead(
    pingMs: number,
    act: (socket: Socket, answer: ServerResponse, stream: EventStream) => Promise<void>,
  ): Promise<void> {
    const journal = new MemoryJournal({ most: 50, age: 1000, now: () => 0 });
    const stream = new EventStream(journal, (entry) => ({ ...entry, padding: "x".repeat(20_000) }), pingMs);
    let answer: ServerResponse | undefined;
    const server = createServer((request, response) => {
      answer = response;
      stream.serve(request, response);
    });
    const socket = connect(await listening(server), "127.0.0.1");
    socket.on("error", () => undefined).pause();
    socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    await once(server, "request");
    try {
      for (let count = 0; count < 1000; count++) {
        journal.record({ kind: "clock", at: 0, move: "freeze", mode: "frozen" });
        await new Promise((resolve) => setImmediate(resolve));
      }
      if (answer !== undefined) await act(socket, answer, stream);
    } finally {
      socket.destroy();
      stream.close();
      server.close();
      server.closeAllConnections();
    }
  }

  it("keeps little waiting, and is told what it missed when it reads on", () =>
    neverRead(60_000, async (socket, answer) => {
      expect(answer.writableLength).toBeLessThan(200_000);
      let heard = "";
      socket.on("data", (part: Buffer) => (heard += part.toString("latin1"))).resume();
      while (!heard.includes("id: 1000\n")) await once(socket, "data");
      const missed = Number(/event: gap\ndata: \{"missed":(\d+)\}/.exec(heard)?.[1]);
      const told = heard.match(/^id: \d+$/gm)?.length ?? 0;
      expect([missed > 0, missed + told]).toEqual([true, 1000]);
    }));

  it("is cut after a while", () =>
    neverRead(1, async (_socket, answer, stream) => {
      if (stream.bounds.readers > 0) await once(answer, "close");
      expect(stream.bounds.readers).toBe(0);
    }));
});

it("serves a hundred readers of events at a time, and refuses one more until one leaves", async () => {
  const mock = createMock(STILL);
  const open = () => mock.fetch("/_mock/events");
  const readers = await Promise.all(Array.from({ length: 100 }, open));
  const health = (await (await mock.fetch("/_mock/health")).json()) as { events: object };
  expect(health.events).toEqual({ most: 100, readers: 100 });
  const refused = await open();
  expect(refused.status).toBe(503);
  expect(((await refused.json()) as ErrorJson).error).toEqual({
    code: "too_many_readers",
    message: "100 readers of events are served at a time: close one that is not needed",
    type: "control_error",
  });
  await readers[0]?.body?.cancel();
  let next = await open();
  while (next.status === 503) next = await open();
  expect(next.status).toBe(200);
  await mock.close();
});

describe("a body over the limit", () => {
  const key = "Authorization: Bearer key-a";

  async function answered(socket: Socket, end: RegExp): Promise<string> {
    let heard = "";
    socket.on("data", (part: Buffer) => (heard += part.toString("utf8")));
    while (!end.test(heard)) await once(socket, "data");
    return heard;
  }

  async function serving(act: (url: string) => Promise<void>): Promise<void> {
    const mock = await startMock({ ...STILL, maxBody: 100_000 });
    try {
      await act(mock.url);
    } finally {
      await mock.close();
    }
  }

  it.each([
    ["/v1/videos/generations", 100_001, "request_too_large_error"],
    ["/_mock/lint", 10_000_001, "control_error"],
  ])("is refused by %s before it comes", (path, size, type) =>
    serving(async (url) => {
      const socket = await openSocket(url);
      socket.write(submitHead([key, `Content-Length: ${size}`]).replace("/v1/videos/generations", path));
      const heard = await answered(socket, /\}\}$/);
      socket.destroy();
      expect(heard).toMatch(/^HTTP\/1\.1 413 /);
      expect(heard).toMatch(/^connection: close\r$/im);
      expect(heard).toContain(`${size} bytes, at most`);
      expect(heard).toContain(`"type":"${type}"`);
    }),
  );

  it("is not asked for where the client asks first", () =>
    serving(async (url) => {
      for (const [size, status] of [
        [100_001, 413],
        [2, 100],
      ] as const) {
        const socket = await openSocket(url);
        socket.write(submitHead([key, `Content-Length: ${size}`, "Expect: 100-continue"]));
        expect(await answered(socket, /\r\n\r\n/)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
        socket.destroy();
      }
    }));

  it.each([
    ["/v1/videos/generations", 413],
    ["/v1/nothing", 404],
    ["/_mock/nothing", 404],
  ])("that never ends is cut by %s, after its answer", (path, status) =>
    serving(async (url) => {
      const socket = await openSocket(url);
      let heard = "";
      socket.on("data", (part: Buffer) => (heard += part.toString("utf8"))).on("error", () => undefined);
      const closed = new Promise((resolve) => socket.once("close", resolve));
      const chunk = Buffer.from(`100000\r\n${"x".repeat(0x100000)}\r\n`);
      socket.write(submitHead([key, "Transfer-Encoding: chunked"]).replace("/v1/videos/generations", path));
      let sent = 0;
      while (socket.writable && sent < 200) {
        sent++;
        if (!socket.write(chunk)) await Promise.race([once(socket, "drain").catch(() => undefined), closed]);
      }
      await closed;
      expect(heard).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      // 32 MB are thrown away; what the sockets hold comes on top.
      expect(sent).toBeLessThan(100);
    }),
  );
});

it("takes no scenario into the queue that is matched by a book", async () => {
  const mock = createMock(STILL);
  const queue = (prompt: string) => () => mock.scenario("slow", { match: { prompt } });
  expect(queue("x".repeat(2001))).toThrow(/match takes texts of up to 2000 characters, got 2001/);
  expect(queue("x".repeat(2000))).not.toThrow();
  await mock.close();
});

it("answers a failure of its own on the control side in that side's envelope", async () => {
  const bugs: unknown[] = [];
  const { parts, release } = await composeMock(STILL, { onBug: (error) => bugs.push(error) });
  const rules = () => {
    throw new Error("broken on purpose");
  };
  const { http: server } = createMockServer({ ...parts, control: { ...parts.control, rules } });
  const url = `http://127.0.0.1:${await listening(server)}`;
  const response = await fetch(`${url}/_mock/rules`);
  expect([response.status, ((await response.json()) as ErrorJson).error.type]).toEqual([
    500,
    "control_error",
  ]);
  expect(bugs).toHaveLength(1);
  server.close();
  server.closeAllConnections();
  await release();
});

it("gives its memory back with a reset", async () => {
  setFlagsFromString("--expose_gc");
  const collect = runInNewContext("gc") as () => void;
  const used = () => {
    collect();
    return process.memoryUsage().heapUsed / 1e6;
  };
  const mock = createMock({ ...STILL, pace: "manual" });
  const submit = (extra: string) =>
    mock.fetch("/v1/videos/generations", {
      method: "POST",
      headers: { authorization: "Bearer key-a", "content-type": "application/json" },
      body: JSON.stringify({ ...plainBody, extra }),
    });
  await submit("");
  const before = used();
  for (let count = 0; count < 250; count++) await submit(`${count}${"x".repeat(60_000)}`);
  const grown = used() - before;
  expect(grown).toBeGreaterThan(14);
  await mock.reset();
  expect(used() - before).toBeLessThan(0.4 * grown);
  await mock.close();
});
