import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadDocuments } from "../../src/adapters/documents/load-documents.js";
import { parseScenarioText } from "../../src/adapters/scenario-files/parse-scenario-text.js";
import { schemaChecker } from "../../src/adapters/scenario-files/schema-faults.js";
import { splitBodies } from "../../src/cli/commands/lint/split-bodies.js";
import { readConfigFile } from "../../src/cli/settings/read-settings.js";
import { comparePublished } from "../../src/compose/drift.js";
import { type Mock } from "../../src/compose/mock.js";
import { startMock } from "../../src/compose/start-mock.js";
import { validateRequest } from "../../src/compose/validate-request.js";
import { readSampleName } from "../../src/contract/media/sample-name.js";
import { probeMedia } from "../../src/media/probe/probe-media.js";
import { readSample } from "../../src/media/samples/sample-file.js";
import { makeSample } from "../harness/finished-media.js";
import { openSocket } from "../harness/raw-http.js";
import { requestFixtures } from "../harness/request-fixtures.js";
import { bodies } from "../harness/sample-bodies.js";
import { temporaryFolder } from "../harness/temporary-folder.js";
import { budget, PATIENCE_MS } from "./budget.js";
import { controlCall } from "./hostile-control-calls.js";
import { anyValue, hostileText, nearly } from "./hostile-json.js";
import { hostileConnection } from "./hostile-requests.js";

const sound = [...Object.values(bodies), ...requestFixtures.map(({ text }) => parsed(text)).filter(isObject)];
const submitText = hostileText(
  fc.oneof({ weight: 8, arbitrary: nearly(sound) }, { weight: 1, arbitrary: anyValue }),
);

let mock!: Mock;
let heapAtStart = 0;
const checkScenarios = schemaChecker();
const bugs: unknown[] = [];

beforeAll(async () => {
  setFlagsFromString("--expose-gc");
  mock = await startMock({ clock: "frozen", seed: 7 }, { onBug: (bug) => bugs.push(bug) });
  await warmUp();
  heapAtStart = await heapAfterReset();
});

afterAll(async () => {
  await mock.close();
});

describe("whatever arrives, the mock answers, and goes on", () => {
  it("over raw sockets", { timeout: PATIENCE_MS }, async () => {
    await fc.assert(
      fc.asyncProperty(hostileConnection, async (bytes) => {
        const answer = await exchange(bytes);
        if (answer !== "") expect(answer).toMatch(/^HTTP\/1\.1 [1-5]\d\d /);
        expect(answer).not.toMatch(/^HTTP\/1\.1 500 (?![^]*x-wan-mock-scenario)/);
        await stillServes();
      }),
      budget(600),
    );
  });

  it("in bodies, judged alike by the server and the library", { timeout: PATIENCE_MS }, async () => {
    await fc.assert(
      fc.asyncProperty(submitText, async (text) => {
        const response = await submit(text);
        const answer = (await response.json()) as { id?: string; error?: { message: string } };
        const verdict = validateRequest(text);
        if (response.headers.has("x-wan-mock-scenario")) return;
        expect([200, 400, 403, 404]).toContain(response.status);
        expect(answer.error?.message).toBe(verdict.error?.message);
      }),
      budget(1500),
    );
    await stillServes();
  });

  it("on the control side", { timeout: PATIENCE_MS }, async () => {
    await fc.assert(
      fc.asyncProperty(controlCall, async ({ method, path, body }) => {
        const response = await fetch(mock.url + path, { method, ...(body === undefined ? {} : { body }) });
        const text = await response.text();
        expect(response.status, text).toBeLessThan(500);
        if (response.headers.get("content-type")?.includes("json") === true && text !== "") JSON.parse(text);
        await stillServes();
      }),
      budget(600),
    );
  });

  it("from receivers of callbacks", { timeout: PATIENCE_MS }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostileReply, { minLength: 4, maxLength: 4 }), callBack),
      budget(60),
    );
  });

  it("in files", { timeout: PATIENCE_MS }, async () => {
    const folder = temporaryFolder();
    await fc.assert(
      fc.asyncProperty(hostileFile, async (bytes) => {
        await readInEveryWay(folder.path, bytes);
      }),
      budget(120),
    );
  });

  it("and gives back the memory it took", async () => {
    expect(bugs).toEqual([]);
    expect(await heapAfterReset()).toBeLessThan(heapAtStart * 1.2);
  });
});

/** Sends bytes, ends its side, and reads what comes until the server ends its own or has answered. */
async function exchange(bytes: Buffer): Promise<string> {
  const socket = await openSocket(mock.url);
  const chunks: Buffer[] = [];
  socket.on("error", () => undefined);
  const answered = new Promise<void>((resolve) => {
    socket.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      resolve();
    });
    socket.once("close", resolve);
  });
  socket.end(bytes);
  await answered;
  socket.destroy();
  return Buffer.concat(chunks).toString("latin1");
}

async function stillServes(): Promise<void> {
  const health = await fetch(`${mock.url}/_mock/health`);
  expect(health.status).toBe(200);
  expect(await health.json()).toMatchObject({ status: "ok" });
  expect(bugs).toEqual([]);
}

function submit(body: string): Promise<Response> {
  const headers = { authorization: "Bearer key-a", "content-type": "application/json" };
  return fetch(`${mock.url}/v1/videos/generations`, { method: "POST", headers, body });
}

/** Bytes that a callback receiver answers with, or `undefined` for a connection that is cut. */
const hostileReply = fc.oneof(
  fc.constantFrom(
    "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 500 No\r\nContent-Length: 5\r\n\r\nno",
    "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n",
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz",
    "HTTP/1.1 999 Odd\r\n\r\n",
    `HTTP/1.1 200 OK\r\nX: ${"x".repeat(20_000)}\r\n\r\n`,
    undefined,
  ),
  fc.string({ unit: "binary", maxLength: 60 }),
);

/** One task whose callback meets these replies, one per attempt. */
async function callBack(replies: readonly (string | undefined)[]): Promise<void> {
  const open = new Set<Socket>();
  let attempts = 0;
  const receiver = createServer((socket) => {
    open.add(socket);
    socket.on("error", () => undefined);
    socket.once("data", () => {
      const reply = replies[attempts++];
      if (reply === undefined) socket.resetAndDestroy();
      else socket.end(reply);
    });
  }).listen(0, "127.0.0.1");
  await once(receiver, "listening");
  const { port } = receiver.address() as { port: number };
  const calling = await startMock({
    clock: "frozen",
    seed: 7,
    forwardTo: `http://127.0.0.1:${port}/`,
  });
  const headers = { authorization: "Bearer key-a", "content-type": "application/json" };
  const body = JSON.stringify({ ...bodies.text, callback_url: "https://app.example.com/hook" });
  const { id } = (await (
    await fetch(`${calling.url}/v1/videos/generations`, { method: "POST", headers, body })
  ).json()) as { id: string };
  await calling.clock.advance("10m");
  const [delivery] = calling.callbacks.deliveries(id);
  await calling.close();
  for (const socket of open) socket.destroy();
  receiver.close();
  expect(delivery?.attempts.length).toBeGreaterThanOrEqual(1);
  expect(delivery?.attempts.length).toBeLessThanOrEqual(4);
  expect(attempts).toBe(delivery?.attempts.length);
}

const media = [
  "image-9x9.png",
  "image-9x9.jpg",
  "image-9x9.webp",
  "video-0.5s-32x20.mp4",
  "audio-0.5s.wav",
].map((name) => {
  const verdict = readSampleName(name);
  if (verdict.kind !== "sample") throw new Error(verdict.message);
  return Buffer.concat([...readSample(makeSample(verdict.sample))]);
});

const texts = [
  "port: 0\npace: quick\nrules:\n  no-unknown-parameter: off\n",
  '{"port":0,"balance":12.5,"accounts":{"a":{"models":null}}}',
  "scenarios:\n  - name: slow-start\n    answer:\n      status: 503\n",
  'openapi: 3.1.0\ninfo: {title: t, version: "1"}\npaths:\n  /v1/videos/generations:\n    post:\n      requestBody: {content: {application/json: {schema: {type: object, properties: {model: {const: m}}}}}}\n',
  "# Page\n\n```yaml\nopenapi: 3.0.3\npaths: {}\n```\n\n| code | meaning |\n| --- | --- |\n| 400 | bad |\n",
  JSON.stringify(bodies.reference),
  `${JSON.stringify(bodies.text)}\n${JSON.stringify(bodies.edit)}\n`,
].map((text) => Buffer.from(text));

/** A sound file of some kind with bytes changed, repeated or cut. */
const hostileFile = fc
  .record({
    file: fc.constantFrom(...media, ...texts),
    changes: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
    cut: fc.option(fc.nat(), { freq: 2 }),
    repeat: fc.constantFrom(1, 1, 1, 2, 50),
  })
  .map(({ file, changes, cut, repeat }) => {
    const bytes = Buffer.from(file);
    for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
    return Buffer.concat(
      Array<Buffer>(repeat).fill(cut === null ? bytes : bytes.subarray(0, cut % bytes.length)),
    );
  });

/** Each reader of files takes it, or says in a `KitError` what is wrong with it. */
async function readInEveryWay(folder: string, bytes: Buffer): Promise<void> {
  for (const name of ["wan-mock.config.yaml", "wan-mock.config.json", "page.md"])
    writeFileSync(join(folder, name), bytes);
  const text = bytes.toString("utf8");
  await refusedAtMost(readConfigFile("wan-mock.config.yaml", folder));
  await refusedAtMost(readConfigFile("wan-mock.config.json", folder));
  await refusedAtMost(loadDocuments([join(folder, "page.md")]));
  await refusedAtMost(comparePublished([join(folder, "page.md")]));
  parseScenarioText({ name: "own.yaml", text }, { check: checkScenarios, models: undefined });
  for (const body of splitBodies(text)) validateRequest(body.text);
  await probeMedia({ length: bytes.length, read: (start, end) => bytes.subarray(start, end) });
}

async function refusedAtMost(reading: Promise<unknown>): Promise<void> {
  await reading.catch((error: unknown) => {
    expect(error).toMatchObject({ name: "KitError" });
  });
}

/** Everything that is loaded when first used. */
async function warmUp(): Promise<void> {
  for (const { text } of requestFixtures.slice(0, 50)) await (await submit(text)).text();
  for (const path of [
    "/_mock/openapi.json",
    "/_mock/journal",
    "/_mock/coverage",
    "/_mock/habits",
    "/v1/models",
  ]) {
    await (await fetch(mock.url + path)).text();
  }
  await mock.clock.advance("1h");
}

async function heapAfterReset(): Promise<number> {
  await mock.reset();
  await (await fetch(`${mock.url}/_mock/reset`, { method: "POST", body: '{"scope":"coverage"}' })).text();
  const collect = runInNewContext("gc") as () => void;
  for (let turn = 0; turn < 3; turn++) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
