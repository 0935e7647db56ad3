import { once } from "node:events";
import { Agent, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { expect, it } from "vitest";
import { openSocket } from "../harness/raw-http.js";
import { serveProgram } from "../harness/run-program.js";
import { plainBody } from "../harness/sample-bodies.js";

const submit = (url: string): Promise<Response> =>
  fetch(`${url}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: "Bearer key-a", "content-type": "application/json", connection: "close" },
    body: JSON.stringify(plainBody),
  });

it.each(["SIGINT", "SIGTERM"] as const)(
  "ends on %s while nobody reads its log or its files",
  async (signal) => {
    const served = await serveProgram(["--log", "json"]);
    served.child.stdout.pause();
    const socket = await openSocket(served.url);
    // More than a pipe holds.
    const query = `GET /v1/tasks/${"x".repeat(4000)} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer k\r\n\r\n`;
    socket.write(query.repeat(300) + query.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
    socket.resume();
    await once(socket, "close");
    for (const name of ["image-30x20-200MB.png", "video-60s-4318x4320.mp4", "video-60s-4316x4320.mp4"]) {
      const unread = await openSocket(served.url);
      unread.pause();
      unread.on("error", () => undefined);
      unread.write(`GET /_mock/assets/${name} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    }
    const ended = once(served.child, "exit");
    served.child.kill(signal);
    expect(await ended).toEqual([0, null]);
  },
);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  it(`sums up on ${signal} and exits 0, an idle connection kept alive or not`, async () => {
    const served = await serveProgram();
    const agent = new Agent({ keepAlive: true });
    const { port } = new URL(served.url);
    const options = { agent, port, host: "127.0.0.1", path: "/v1/videos/generations", method: "POST" };
    for (const body of [
      JSON.stringify({ ...plainBody, quality: "1080p", duration: 10 }),
      "{",
      JSON.stringify(plainBody),
    ]) {
      const call = request({
        ...options,
        headers: { authorization: "Bearer k", "content-type": "application/json" },
      });
      call.end(body);
      const [response] = (await once(call, "response")) as [NodeJS.ReadableStream];
      await buffer(response);
    }
    const { code, stdout, stderr } = await served.stop(signal);
    agent.destroy();
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout.trimEnd().split("\n").slice(-2)).toEqual([
      "wan-mock stopped: 2 tasks, 1 of 3 requests refused",
      "  the paid service would have reserved 127.16 credits (1.87 USD, price list 2026-05)",
    ]);
  });
}

it("exits though a client never finishes its request", async () => {
  const served = await serveProgram();
  const socket = await openSocket(served.url);
  socket.on("error", () => undefined);
  socket.write("POST /v1/videos/generations HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\n{");
  await (await fetch(`${served.url}/_mock/health`, { headers: { connection: "close" } })).json();
  const { code } = await served.stop("SIGTERM");
  socket.destroy();
  expect(code).toBe(0);
});

it("goes on serving when the reader of its log goes away", async () => {
  const served = await serveProgram();
  served.child.stdout.destroy();
  for (let count = 0; count < 5; count++) expect((await submit(served.url)).status).toBe(200);
  const { code, stderr } = await served.stop();
  expect([code, stderr]).toEqual([0, ""]);
});
