import http from "node:http";
import https from "node:https";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import axios from "axios";
import { HttpResponse, http as msw } from "msw";
import { type SetupServer, setupServer } from "msw/node";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createMock, type SocketlessMock, type SocketlessOptions } from "../../../src/compose/create-mock.js";
import { type Mock } from "../../../src/compose/mock.js";
import { type WanMockHandlersOptions, wanMockHandlers } from "../../../src/msw.js";
import { STILL } from "../../harness/describe-matrix.js";
import { status as answering, startReceiver } from "../../harness/receiver.js";
import { startMock } from "../../harness/start-mock.js";

const PAID = "https://api.evolink.ai";
const GENERATIONS = `${PAID}/v1/videos/generations`;
const body = { model: "wan2.7-text-to-video", prompt: "A lighthouse in fog" };
const open: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Readable;
  readonly signal?: AbortSignal;
}

interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

type Client = (url: string, sent?: Sent) => Promise<Got>;

/** Ways in which programs call a service; each rejects when no answer, or no whole one, comes. */
const clients: Readonly<Record<string, Client>> = {
  fetch: async (url, { body: content, ...sent } = {}) => {
    const init = {
      ...sent,
      ...(content === undefined
        ? {}
        : { body: typeof content === "string" ? content : Readable.toWeb(content) }),
      duplex: "half",
    };
    const response = await fetch(url, init as RequestInit);
    const { status, headers } = response;
    return { status, headers, bytes: Buffer.from(await response.arrayBuffer()) };
  },
  "node:http": (url, { method = "GET", headers = {}, body: content, signal } = {}) =>
    new Promise((resolve, reject) => {
      const options = { method, headers, ...(signal === undefined ? {} : { signal }) };
      const { request: call } = url.startsWith("https:") ? https : http;
      const request = call(url, options, (response) => {
        buffer(response).then((bytes) => {
          const { statusCode = 0 } = response;
          resolve({ status: statusCode, headers: new Headers(response.headers as never), bytes });
        }, reject);
      });
      request.on("error", reject);
      if (content instanceof Readable) content.pipe(request);
      else request.end(content);
    }),
  axios: async (url, { body: data, headers = {}, ...sent } = {}) => {
    const {
      status,
      data: bytes,
      headers: got,
    } = await axios.request<Buffer>({
      url,
      data,
      headers,
      ...sent,
      responseType: "arraybuffer",
      validateStatus: () => true,
      proxy: false,
    });
    return { status, headers: new Headers(got as never), bytes };
  },
};

const mocks: Readonly<Record<string, (options: SocketlessOptions) => Promise<Mock | SocketlessMock>>> = {
  "without a socket": async (options) => createMock(options),
  "over a socket": (options) => startMock(options),
};

/** A mock behind MSW; any call that nobody handles fails. */
async function behindMsw(
  make: (options: SocketlessOptions) => Promise<Mock | SocketlessMock>,
  options: SocketlessOptions = {},
  handling: WanMockHandlersOptions = {},
) {
  const mock = await make({ ...(STILL as SocketlessOptions), ...options });
  open.push(() => mock.close());
  return { mock, server: listening(setupServer(...wanMockHandlers(mock, handling))) };
}

function listening(server: SetupServer): SetupServer {
  const told = vi.spyOn(console, "error").mockReturnValue();
  server.listen({ onUnhandledRequest: "error" });
  open.push(() => {
    server.close();
    // MSW prints what nobody handles before it lets the call fail, and nothing of what a mock does.
    const lines = told.mock.calls.flat().map(String);
    told.mockRestore();
    expect(lines.filter((line) => !line.includes("without a matching request handler"))).toEqual([]);
  });
  return server;
}

const submission = (scenario?: string): Sent => ({
  method: "POST",
  headers: {
    authorization: "Bearer key-a",
    "content-type": "application/json",
    ...(scenario === undefined ? {} : { "x-wan-mock-scenario": scenario }),
  },
  body: JSON.stringify(body),
});
const json = (got: Got): any => JSON.parse(got.bytes.toString()); // eslint-disable-line @typescript-eslint/no-explicit-any -- as Response.json

describe.each(Object.entries(mocks))("wanMockHandlers with a mock %s", (_, make) => {
  describe.each(Object.entries(clients))("and %s", (name, call) => {
    it("lets the mock answer for the paid service, from the submit to the video", async () => {
      const { mock } = await behindMsw(make);
      const submitted = await call(GENERATIONS, submission());
      expect(submitted.status).toBe(200);
      expect(submitted.headers.get("content-type")).toMatch(/^application\/json/);
      await mock.clock.advance("3s");
      const query = await call(`${PAID}/v1/tasks/${json(submitted).id}?poll=1`, {
        headers: { authorization: "Bearer key-a" },
      });
      const task = json(query);
      expect(task).toMatchObject({ status: "completed", results: [`${mock.url}/files/${task.id}.mp4`] });

      const whole = await call(task.results[0]);
      expect(whole.headers.get("content-length")).toBe(String(whole.bytes.length));
      expect(whole.bytes.subarray(4, 8).toString()).toBe("ftyp");
      const part = await call(task.results[0], { headers: { range: "bytes=4-7" } });
      expect(part).toMatchObject({ status: 206, bytes: Buffer.from("ftyp") });
      expect(part.headers.get("content-range")).toBe(`bytes 4-7/${whole.bytes.length}`);
      const unchanged = await call(task.results[0], {
        headers: { "if-none-match": whole.headers.get("etag") ?? "" },
      });
      expect(unchanged).toMatchObject({ status: 304, bytes: Buffer.alloc(0) });
      const head = await call(task.results[0], { method: "HEAD" });
      expect(head.status).toBe(200);
      expect(head.headers.get("content-length")).toBe(String(whole.bytes.length));
    });

    it("lets the mock answer for the file service", async () => {
      const { mock } = await behindMsw(make);
      const uploaded = await call("https://files-api.evolink.ai/api/v1/files/upload/stream", {
        method: "POST",
        headers: { authorization: "Bearer key-a", "content-type": "multipart/form-data; boundary=b" },
        body: '--b\r\ncontent-disposition: form-data; name="file"; filename="dot.gif"\r\n\r\nGIF89a-and-more\r\n--b--\r\n',
      });
      expect(uploaded.status).toBe(200);
      const { file_id: id, file_url: link } = json(uploaded).data;
      expect(link).toBe(`${mock.url}/uploads/${id}/${id}.gif`);
      expect(await call(link, { headers: { range: "bytes=0-5" } })).toMatchObject({
        status: 206,
        bytes: Buffer.from("GIF89a"),
      });
    });

    it("carries refusals, headers and bodies that come in pieces as they are", async () => {
      const { mock } = await behindMsw(make, { keys: ["key-a"] });
      const unknown = await call(GENERATIONS, {
        ...submission(),
        headers: { authorization: "Bearer key-b" },
      });
      expect(unknown.status).toBe(401);
      expect(json(unknown).error.code).toBe("unauthorized");
      const bare = {
        ...submission(),
        headers: { authorization: "Bearer key-a", "x-wan-mock-scenario": "http-503" },
      };
      expect((await call(GENERATIONS, bare)).status).toBe(503);
      const text = JSON.stringify({ ...body, prompt: "雨 ".repeat(2000) });
      const pieces = Readable.from(
        [text.slice(0, 10), text.slice(10, 3000), text.slice(3000)].map((piece) => Buffer.from(piece)),
      );
      const headers = { ...submission().headers, "idempotency-key": "0c9f1d6e-6a3b-4c57-9f4e-1f2d3c4b5a69" };
      expect((await call(GENERATIONS, { method: "POST", headers, body: pieces })).status).toBe(200);
      const replayed = await call(GENERATIONS, { method: "POST", headers, body: text });
      expect(replayed.status).toBe(200);
      expect(mock.journal.requests({ status: 200 }).map((entry) => entry.body?.["prompt"])).toEqual([
        "雨 ".repeat(2000),
        "雨 ".repeat(2000),
      ]);
      expect(await mock.tasks.list()).toHaveLength(1);
    });

    it.each(["reset", "answer-lost"])("shows %s as a broken connection", async (scenario) => {
      const { mock } = await behindMsw(make);
      const broken = call(GENERATIONS, submission(scenario));
      await expect(broken).rejects.toMatchObject(
        name === "fetch"
          ? { name: "TypeError", cause: { code: expect.stringMatching(/^(?:ECONNRESET|UND_ERR_SOCKET)$/) } }
          : { code: "ECONNRESET", message: "socket hang up" },
      );
      expect(await mock.tasks.list()).toHaveLength(scenario === "answer-lost" ? 1 : 0);
    });

    it("shows an answer that breaks off while it is read", async () => {
      await behindMsw(make);
      const broken = call(GENERATIONS, submission("truncated-body"));
      await expect(broken).rejects.toThrow(name === "fetch" ? "terminated" : /aborted|hang up/);
    });

    it("lets a client give up on an answer that never comes", async () => {
      const { mock } = await behindMsw(make);
      const leaving = new AbortController();
      const left = call(GENERATIONS, { ...submission("hang"), signal: leaving.signal }).catch(
        (reason: unknown) => reason,
      );
      await mock.waitFor({ kind: "request", path: /generations/ });
      leaving.abort();
      const { name: kind } = (await left) as Error;
      expect(kind).toMatch(/^(?:AbortError|CanceledError)$/);
    });

    it("leaves other hosts to MSW", async () => {
      const { server } = await behindMsw(make);
      await expect(call("https://storage.example.com/a")).rejects.toThrow();
      server.use(msw.get("https://storage.example.com/a", () => HttpResponse.text("stored")));
      expect((await call("https://storage.example.com/a")).bytes.toString()).toBe("stored");
    });

    it("gives way to an override until the handlers are reset", async () => {
      const { server, mock } = await behindMsw(make);
      server.use(msw.post(GENERATIONS, () => HttpResponse.json({}, { status: 418 })));
      expect((await call(GENERATIONS, submission())).status).toBe(418);
      server.resetHandlers();
      expect((await call(GENERATIONS, submission())).status).toBe(200);
      expect(mock.journal.requests()).toHaveLength(1);
    });
  });

  it("answers under further base URLs, without their path", async () => {
    const baseUrl = ["https://proxy.example.com/evolink/", "http://gateway.test:8080"];
    const { mock } = await behindMsw(make, {}, { baseUrl });
    for (const base of [
      "https://proxy.example.com/evolink",
      "http://gateway.test:8080",
      "http://api.evolink.ai",
      "https://api.evolink.ai.",
    ]) {
      const response = await fetch(`${base}/v1/models`, { headers: { authorization: "Bearer k" } });
      expect(response.status).toBe(200);
    }
    expect(mock.journal.requests().map(({ path }) => path)).toEqual(Array(4).fill("/v1/models"));
    for (const near of [
      "https://proxy.example.com/evolinks/v1/models",
      "https://api.evolink.ai.example.com/",
    ]) {
      await expect(fetch(near)).rejects.toThrow();
    }
  });

  it("has the control side and the samples under the mock's own URL", async () => {
    const { mock } = await behindMsw(make);
    const health = await fetch(`${mock.url}/_mock/health`);
    expect(await health.json()).toMatchObject({ status: "ok", seed: 7 });
    const sample = await fetch(`${mock.url}/_mock/assets/image-64x64.png`);
    expect(sample.headers.get("content-type")).toBe("image/png");
  });

  it("lets callbacks out to this machine past MSW", async () => {
    const receiver = await startReceiver(answering(200));
    open.push(() => receiver.close());
    const { mock } = await behindMsw(make, { forwardTo: `${receiver.url}/hooks` });
    await fetch(GENERATIONS, {
      ...(submission() as RequestInit),
      body: JSON.stringify({ ...body, callback_url: "https://app.example.com/hooks" }),
    });
    await mock.clock.advance("3s");
    expect(mock.callbacks.deliveries().map(({ state }) => state)).toEqual(["delivered"]);
    expect(receiver.received.map(({ path }) => path)).toEqual(["/hooks"]);
  });

  it("refuses connections once the mock is closed", async () => {
    const { mock } = await behindMsw(make);
    await mock.close();
    await expect(fetch(GENERATIONS, submission() as RequestInit)).rejects.toThrow("Failed to fetch");
    await expect(clients["node:http"]?.(GENERATIONS, submission())).rejects.toThrow("socket hang up");
  });
});

describe("wanMockHandlers", () => {
  it("takes the mock of each test", async () => {
    const server = listening(setupServer());
    for (const seed of [1, 2]) {
      const mock = createMock({ seed });
      open.push(() => mock.close());
      server.use(...wanMockHandlers(mock));
      await fetch(GENERATIONS, submission());
      expect(mock.journal.requests()).toHaveLength(1);
      server.resetHandlers();
    }
    await expect(fetch(GENERATIONS, submission() as RequestInit)).rejects.toThrow();
  });

  it.each<[options: unknown, told: string]>([
    [{ baseUrl: "proxy.example.com" }, 'got "proxy.example.com"'],
    [{ baseUrl: "ftp://proxy.example.com" }, "such as https://proxy.example.com/evolink"],
    [{ baseUrl: "https://proxy.example.com/?a=1" }, "absolute URL of scheme, host and path"],
    [{ baseUrl: ["https://a:b@proxy.example.com/"] }, "absolute URL"],
    [{ baseUrl: 7 }, "got 7"],
    [{ baseURL: "https://proxy.example.com" }, "did you mean baseUrl?"],
    [null, "options of wanMockHandlers"],
  ])("refuses %j", async (options, told) => {
    const mock = createMock();
    open.push(() => mock.close());
    expect(() => wanMockHandlers(mock, options as WanMockHandlersOptions)).toThrow(told);
  });

  it.each([undefined, null, {}, "http://127.0.0.1:2727"])("refuses %j as a mock", (mock) => {
    expect(() => wanMockHandlers(mock as never)).toThrow("wanMockHandlers takes a mock: createMock()");
  });
});
