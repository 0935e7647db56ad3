import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createMock, type SocketlessMock, type SocketlessOptions } from "../../../src/compose/create-mock.js";
import { STILL, type TaskJson } from "../../harness/describe-matrix.js";
import { startMock } from "../../harness/start-mock.js";

const body = JSON.stringify({ model: "wan2.7-text-to-video", prompt: "A lighthouse in fog" });
const authorization = "Bearer key-a";
const GENERATIONS = "/v1/videos/generations";
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((mock) => mock.close()));
});

function make(options: SocketlessOptions = {}): SocketlessMock {
  const mock = createMock({ ...(STILL as SocketlessOptions), ...options });
  open.push(mock);
  return mock;
}

const post = (scenario?: string): RequestInit => ({
  method: "POST",
  headers: {
    authorization,
    "content-type": "application/json",
    ...(scenario === undefined ? {} : { "x-wan-mock-scenario": scenario }),
  },
  body,
});

async function submit(mock: SocketlessMock, scenario?: string): Promise<TaskJson> {
  const response = await mock.fetch(GENERATIONS, post(scenario));
  expect(response.status).toBe(200);
  return (await response.json()) as TaskJson;
}

/** What a call ended with, so that two ways can be compared. */
async function ending(call: () => Promise<unknown>): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    const { name, message, cause } = error as Error;
    const { code, message: why } = (cause ?? {}) as { code?: string; message?: string };
    return { name, message, code, why };
  }
}

describe("mock.fetch", () => {
  it("takes a path, a URL, a URL object and a Request", async () => {
    const mock = make();
    const { id } = await submit(mock);
    const address = `${mock.url}/v1/tasks/${id}`;
    const headers = { authorization };
    for (const input of [`/v1/tasks/${id}`, address, new URL(address), new Request(address, { headers })]) {
      const response = await mock.fetch(input, input instanceof Request ? {} : { headers });
      expect(response.url).toBe(address);
      expect(await response.json()).toMatchObject({ id, status: "pending" });
    }
  });

  it("answers a client that has the paid service's name in its source, with links that it answers too", async () => {
    const mock = make({ pace: "instant" });
    const response = await mock.fetch("https://api.evolink.ai/v1/videos/generations", post());
    const { id } = (await response.json()) as TaskJson;
    const task = (await (
      await mock.fetch(`https://api.evolink.ai/v1/tasks/${id}`, { headers: { authorization } })
    ).json()) as TaskJson;
    const [link = ""] = task.results ?? [];
    expect(link).toBe(`http://wan-mock.test/files/${id}.mp4`);
    const video = await mock.fetch(link);
    expect(video.headers.get("content-type")).toBe("video/mp4");
    const bytes = Buffer.from(await video.arrayBuffer());
    expect(bytes.length).toBe(Number(video.headers.get("content-length")));
    expect(bytes.toString("latin1", 4, 8)).toBe("ftyp");
    const part = await mock.fetch(link, { headers: { range: "bytes=4-7" } });
    expect([part.status, await part.text()]).toEqual([206, "ftyp"]);
  });

  it.each(["https://example.com/v1/tasks/x", "http://127.0.0.1:9/x", "http://api.evolink.ai.example.com/"])(
    "lets no call to %s leave",
    async (address) => {
      await expect(make().fetch(address)).rejects.toMatchObject({
        name: "KitError",
        code: "FOREIGN_HOST",
        message: expect.stringContaining(new URL(address).origin),
      });
    },
  );

  it("sends bodies of every kind that fetch takes", async () => {
    const mock = make();
    const bytes = new TextEncoder().encode(body);
    const stream = new ReadableStream({
      start: (controller) => {
        controller.enqueue(bytes.subarray(0, 20));
        controller.enqueue(bytes.subarray(20));
        controller.close();
      },
    });
    for (const sent of [body, bytes, new Blob([body]), stream]) {
      const init = { ...post(), body: sent, duplex: "half" } as RequestInit;
      expect((await mock.fetch(GENERATIONS, init)).status).toBe(200);
    }
    const empty = await mock.fetch(GENERATIONS, { method: "POST", headers: { authorization } });
    expect(empty.status).toBe(400);
  });

  it("gives HEAD and 204 no body", async () => {
    const mock = make({ pace: "instant" });
    const { id } = await submit(mock);
    const head = await mock.fetch(`/files/${id}.mp4`, { method: "HEAD" });
    expect([head.status, head.body, Number(head.headers.get("content-length")) > 1000]).toEqual([
      200,
      null,
      true,
    ]);
    const preflight = await mock.fetch(GENERATIONS, { method: "OPTIONS" });
    expect([preflight.status, preflight.body]).toEqual([204, null]);
  });

  it("reaches the control side", async () => {
    const mock = make();
    await submit(mock);
    const tasks = (await (await mock.fetch("/_mock/tasks")).json()) as { items: unknown[] };
    expect(tasks.items).toHaveLength(1);
    const fromElsewhere = await mock.fetch("/_mock/tasks", { headers: { host: "other.example.com" } });
    expect(fromElsewhere.status).toBe(403);
  });

  it("streams events until the reader leaves", async () => {
    const mock = make();
    const leaving = new AbortController();
    const events = await mock.fetch("/_mock/events", { signal: leaving.signal });
    const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toContain("what happens");
    await submit(mock);
    expect((await reader.read()).value).toContain("event: request");
    leaving.abort();
    await expect(reader.read()).rejects.toThrow("aborted");
  });

  it("carries many calls at once", async () => {
    const mock = make();
    const tasks = await Promise.all(Array.from({ length: 200 }, () => submit(mock)));
    expect(new Set(tasks.map(({ id }) => id)).size).toBe(200);
  });

  it("keeps two mocks apart", async () => {
    const [one, other] = [make(), make()];
    const { id } = await submit(one);
    const query = (mock: SocketlessMock) => mock.fetch(`/v1/tasks/${id}`, { headers: { authorization } });
    expect((await query(one)).status).toBe(200);
    expect((await query(other)).status).toBe(404);
  });
});

describe("a mishap", () => {
  const ways = {
    "answer lost": [post("answer-lost"), (response: Response) => response.json()],
    reset: [post("reset"), (response: Response) => response.json()],
    "truncated body": [post("truncated-body"), (response: Response) => response.json()],
    "malformed JSON": [post("malformed-json"), (response: Response) => response.json()],
    "error status": [
      post("http-503"),
      async (response: Response) => [response.status, await response.json()],
    ],
  } as const;

  it.each(Object.entries(ways))("ends as over a socket: %s", async (_, [init, read]) => {
    const mock = make();
    const other = await startMock(STILL);
    open.push(other);
    const over = (carry: typeof fetch, base: string) =>
      ending(async () => read(await carry(`${base}${GENERATIONS}`, init)));
    const socket = await over(fetch, other.url);
    expect(await over(mock.fetch, mock.url)).toEqual(socket);
    expect(mock.journal.requests()).toHaveLength(1);
    expect((await mock.tasks.list()).length).toBe((await other.tasks.list()).length);
  });

  it("hang ends when the signal fires, with its reason", async () => {
    const mock = make();
    const leaving = new AbortController();
    const call = mock.fetch(GENERATIONS, { ...post("hang"), signal: leaving.signal });
    await mock.waitFor({ kind: "request", status: 0 });
    await mock.clock.advance("1h");
    const reason = new Error("the user left");
    leaving.abort(reason);
    await expect(call).rejects.toBe(reason);
    await expect(mock.fetch("/v1/models", { signal: leaving.signal })).rejects.toBe(reason);
    await expect(mock.fetch("/v1/models", { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: "AbortError",
    });
  });

  it("hang ends when the mock is closed, and holds up no close", async () => {
    const mock = make();
    const call = ending(() => mock.fetch(GENERATIONS, post("hang")));
    await mock.waitFor({ kind: "request", status: 0 });
    await mock.close();
    expect(await call).toMatchObject({ name: "TypeError", message: "fetch failed" });
  });

  it("slow body comes piece by piece as the clock is moved", async () => {
    const mock = make();
    const response = await mock.fetch(GENERATIONS, post("slow-body"));
    const reader = response.body!.getReader();
    const pieces = [(await reader.read()).value!];
    let ended = false;
    const rest = (async () => {
      for (let next = await reader.read(); !next.done; next = await reader.read()) pieces.push(next.value);
      ended = true;
    })();
    await mock.clock.advance("5s");
    expect([pieces.length < 8, ended]).toEqual([true, false]);
    await mock.clock.advance("5s");
    await rest;
    expect(JSON.parse(Buffer.concat(pieces).toString())).toMatchObject({ status: "pending" });
  });

  it("slow body ends with the signal's reason when the reader leaves", async () => {
    const mock = make();
    const leaving = new AbortController();
    const response = await mock.fetch(GENERATIONS, { ...post("slow-body"), signal: leaving.signal });
    const text = response.text();
    leaving.abort();
    await expect(text).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("closing a mock without a socket", () => {
  it("is refused nothing, and calls after it say why they fail", async () => {
    const mock = make();
    await submit(mock);
    await Promise.all([mock.close(), mock.close()]);
    await expect(mock.fetch("/v1/models")).rejects.toMatchObject({
      message: "fetch failed",
      cause: { code: "MOCK_CLOSED" },
    });
  });

  it("does not wait for answers that nobody reads", async () => {
    const mock = make({ pace: "instant" });
    const { id } = await submit(mock);
    const video = await mock.fetch(`/files/${id}.mp4`);
    expect(video.status).toBe(200);
    await mock.fetch("/_mock/events");
    await mock.close();
  });

  it("keeps nothing of small answers that nobody reads", async () => {
    const mock = make();
    const before = process.memoryUsage().heapUsed;
    for (let call = 0; call < 3000; call++) await mock.fetch("/v1/models", { headers: { authorization } });
    expect((process.memoryUsage().heapUsed - before) / 3000).toBeLessThan(20_000);
  });

  it("finishes a submit that is under way", async () => {
    const mock = make();
    await submit(mock);
    const call = mock.fetch(GENERATIONS, post());
    await new Promise((resolve) => setImmediate(resolve));
    await mock.close();
    expect(await ending(async () => (await call).status)).toBe(200);
  });
});

it.each(["host", "port", "spec", "onlySpec", "scenarios"])("createMock says where %s belongs", (name) => {
  expect(() => createMock({ [name]: name === "port" ? 0 : "x" })).toThrow(`createMock takes no ${name}`);
});

it("createMock refuses bad options at once", () => {
  expect(() => createMock({ pace: "soon" as never })).toThrow("pace");
  expect(() => createMock({ priceList: "2020-01" as never })).toThrow("price list");
});

it("does not reach servers on this machine", async () => {
  let calls = 0;
  const server = createServer((_, response) => {
    calls++;
    response.end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await expect(make().fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow("leave the machine");
  server.close();
  expect(calls).toBe(0);
});
