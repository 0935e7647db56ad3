import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type PollEnd, type PollOptions, TaskPoller } from "../../../src/adapters/live/task-poller.js";
import { type TaskAnswer, TaskQuery, type TaskQueryOptions } from "../../../src/adapters/live/task-query.js";
import { certificateFor } from "../../../src/adapters/proxy/temporary-authority.js";
import { startMock } from "../../../src/compose/start-mock.js";
import { Timeline } from "../../../src/engine/timeline.js";
import { MemoryDueQueue } from "../../../src/stores/memory/memory-due-queue.js";
import { VirtualClock } from "../../../src/stores/memory/virtual-clock.js";
import { START, STILL } from "../../harness/describe-matrix.js";

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

/** An answer that another query follows, and the seconds until then. */
type Step = readonly [TaskAnswer, number];

/** A poller whose time stands still until the test moves it. */
function poller(base: string, options: Partial<TaskQueryOptions> = {}) {
  const clock = new VirtualClock({ start: START, frozen: true });
  const timeline = new Timeline(clock, new MemoryDueQueue(), (error) => expect.unreachable(String(error)));
  open.push(timeline);
  const query = new TaskQuery({ base, key: "key-a", fetch: globalThis.fetch, clock, ...options });
  const polling = new TaskPoller(query, timeline);
  const stop = new AbortController();
  const steps: Step[] = [];
  let told: () => void = () => undefined;
  const onAnswer: PollOptions["onAnswer"] = (answer, nextMs) => {
    steps.push([answer, nextMs / 1000]);
    told();
  };
  return {
    timeline,
    steps,
    stop: () => stop.abort(),
    poll: (task: string, more: Partial<PollOptions> = {}): Promise<PollEnd> =>
      polling.poll(task, { signal: stop.signal, onAnswer, ...more }),
    /** Does something, and resolves with the step that follows from it. */
    step: async (act: () => unknown): Promise<Step | undefined> => {
      const next = new Promise<void>((resolve) => {
        told = resolve;
      });
      await act();
      await next;
      return steps.at(-1);
    },
  };
}

async function service(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  return `http://${await listening(createServer(answer))}`;
}

/** Has a server listen; its address. */
async function listening(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  open.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A task as a service shows it. */
const taskText = (status: string, id = "task-unified-1-a") => JSON.stringify({ id, status, progress: 7 });

async function mockWithTask(pace: `${number}s`) {
  const mock = await startMock({ ...STILL, pace });
  open.push(mock);
  const reply = await fetch(`${mock.url}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: "Bearer key-a", "content-type": "application/json" },
    body: JSON.stringify({ model: "wan2.7-text-to-video", prompt: "x" }),
  });
  const { id } = (await reply.json()) as { id: string };
  return { mock, id };
}

describe("a task", () => {
  it("is queried after 0, 5, 15, 35, 65 and 95 s, and no more once it has ended", async () => {
    const { mock, id } = await mockWithTask("90s");
    const polling = poller(mock.url);
    let ended: Promise<PollEnd> | undefined;
    await polling.step(() => {
      ended = polling.poll(id);
    });
    for (const seconds of [5, 10, 20, 30]) {
      expect(polling.steps.at(-1)?.[1]).toBe(seconds);
      await mock.clock.advance(`${seconds}s`);
      await polling.step(() => polling.timeline.advance(`${seconds}s`));
    }
    await mock.clock.advance("30s");
    await polling.timeline.advance("30s");
    const query = async () =>
      (await fetch(`${mock.url}/v1/tasks/${id}`, { headers: { authorization: "Bearer key-a" } })).text();
    const end = await ended;
    expect(polling.steps.map(([answer]) => answer.kind === "shown" && answer.status)).toEqual([
      "pending",
      "pending",
      "processing",
      "processing",
      "processing",
    ]);
    const asked = mock.journal.requests().filter(({ method }) => method === "GET");
    expect(asked.map(({ at }) => (at - START) / 1000)).toEqual([0, 5, 15, 35, 65, 95]);
    expect(polling.timeline.waiting).toBe(0);
    expect(end).toEqual({ kind: "ended", status: "completed", body: await query() });
    expect(mock.habits().map(({ habit }) => habit)).toEqual(["never-fetches-result"]);
  });

  it("is queried later, never sooner, where Retry-After asks for it", async () => {
    const waits = ["90", "1", new Date(START + 5000 + 90_000 + 3600_000).toUTCString(), "never"];
    const base = await service((_request, response) => {
      response.writeHead(429, { "retry-after": waits.shift() ?? "0" }).end();
    });
    const polling = poller(base);
    await polling.step(() => void polling.poll("task-unified-1-a"));
    expect(polling.steps.at(-1)?.[1]).toBe(90);
    await polling.step(() => polling.timeline.advance("90s"));
    expect(polling.steps.at(-1)?.[1]).toBe(10);
    await polling.step(() => polling.timeline.advance("10s"));
    expect(polling.steps.at(-1)?.[1]).toBe(3594.75);
    await polling.step(() => polling.timeline.advance(3_594_750));
    expect(polling.steps.at(-1)?.[1]).toBe(30);
  });

  it.each(["completed", "failed", "cancelled"])("has ended when it is %s", async (status) => {
    const base = await service((_request, response) => response.end(taskText(status)));
    expect(await poller(base).poll("task-unified-1-a")).toEqual({
      kind: "ended",
      status,
      body: taskText(status),
    });
  });

  it("is first queried when the caller says so", async () => {
    let asked = 0;
    const base = await service((_request, response) => {
      asked++;
      response.end(taskText("completed"));
    });
    const polling = poller(base);
    const ended = polling.poll("task-unified-1-a", { firstAfterMs: 5000 });
    await polling.timeline.advance(4999);
    expect([asked, polling.timeline.waiting]).toEqual([0, 1]);
    await polling.timeline.advance(1);
    expect((await ended).kind).toBe("ended");
  });

  it("is no longer polled after the signal, whether it waits or asks", async () => {
    const asked: (() => void)[] = [];
    const base = await service((request, response) => {
      if (request.url?.endsWith("-a") === true) response.end(taskText("pending"));
      else for (const go of asked.splice(0)) go();
    });
    const waiting = poller(base);
    let ended: Promise<PollEnd> | undefined;
    await waiting.step(() => {
      ended = waiting.poll("task-unified-1-a");
    });
    waiting.stop();
    expect(await ended).toEqual({ kind: "stopped" });
    const asking = poller(base);
    const arrived = new Promise<void>((resolve) => asked.push(resolve));
    const silent = asking.poll("task-unified-1-b");
    await arrived;
    asking.stop();
    expect(await silent).toEqual({ kind: "stopped" });
    expect(asking.steps).toEqual([]);
  });
});

it("asks about no more than four tasks at once", async () => {
  const asked: (() => void)[] = [];
  const ask = (task: string) =>
    new Promise<TaskAnswer>((resolve) => {
      asked.push(() => resolve({ kind: "shown", status: "completed", body: task }));
    });
  const { timeline } = poller("http://127.0.0.1:1");
  const polling = new TaskPoller({ ask }, timeline);
  const { signal } = new AbortController();
  const ends = Array.from({ length: 7 }, (_, index) => polling.poll(`task-unified-1-${index}`, { signal }));
  expect(asked).toHaveLength(4);
  for (let answered = 0; answered < ends.length; answered++) {
    asked[answered]?.();
    await ends[answered];
    expect(asked).toHaveLength(Math.min(answered + 5, ends.length));
  }
});

describe("trouble", () => {
  it.each<[string, (response: ServerResponse) => void, string]>([
    [
      "HTML in place of a task",
      (response) => response.writeHead(200, { "content-type": "text/html" }).end("<h1>Sign in</h1>"),
      "it answered 200 with text/html in place of a task",
    ],
    [
      "502 with HTML",
      (response) => response.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad gateway</h1>"),
      "it answered 502 with text/html",
    ],
    [
      "503 in the vendor's form",
      (response) =>
        response.writeHead(503).end(JSON.stringify({ error: { code: "busy", message: "try later" } })),
      "it answered 503 (busy: try later)",
    ],
    ["an empty 429", (response) => response.writeHead(429).end(), "it answered 429 without a body"],
    [
      "JSON without a status",
      (response) => response.end("{}"),
      "it answered 200 with JSON that has no status of a task",
    ],
    [
      "another task",
      (response) => response.end(taskText("completed", "task-unified-9-z")),
      'it answered 200 with another task: its id is "task-unified-9-z"',
    ],
    ["a broken connection", (response) => response.destroy(), "the connection broke without an answer"],
    [
      "an answer cut in the middle",
      (response) => {
        response.writeHead(200, { "content-length": "500" }).write('{"id"');
        response.socket?.end();
      },
      "the connection broke without an answer",
    ],
  ])("does not end polling: %s", async (_name, trouble, why) => {
    let count = 0;
    const base = await service((_request, response) => {
      count++;
      if (count === 1) trouble(response);
      else response.end(taskText("completed"));
    });
    const polling = poller(base);
    let ended: Promise<PollEnd> | undefined;
    await polling.step(() => {
      ended = polling.poll("task-unified-1-a");
    });
    expect(polling.steps).toEqual([[{ kind: "trouble", why: expect.stringContaining(why) as string }, 5]]);
    await polling.timeline.advance("5s");
    expect((await ended)?.kind).toBe("ended");
  });

  it("does not end polling: silence", async () => {
    const asked: (() => void)[] = [];
    const patience = new AbortController();
    const base = await service((_request, response) => {
      if (asked.length === 0) response.end(taskText("completed"));
      for (const go of asked.splice(0)) go();
    });
    const arrived = new Promise<void>((resolve) => asked.push(resolve));
    const deadlines = [patience.signal];
    const polling = poller(base, { deadline: () => deadlines.shift() ?? new AbortController().signal });
    const ended = polling.poll("task-unified-1-a");
    await arrived;
    await polling.step(() => {
      patience.abort(new DOMException("out of time", "TimeoutError"));
    });
    expect(polling.steps).toEqual([[{ kind: "trouble", why: "it did not answer within 10 s" }, 5]]);
    await polling.timeline.advance("5s");
    expect((await ended).kind).toBe("ended");
  });

  it("does not end polling: nothing listens", async () => {
    const base = await service(() => undefined);
    for (const one of open.splice(0)) await one.close();
    const polling = poller(base);
    await polling.step(() => void polling.poll("task-unified-1-a"));
    expect(polling.steps).toEqual([[{ kind: "trouble", why: "nothing listens there" }, 5]]);
  });
});

describe("a refusal ends polling", () => {
  it.each<[number, Record<string, string>, string, string]>([
    [401, {}, '{"error":{"code":"unauthorized","message":"no such key"}}', "401 (unauthorized: no such key)"],
    [403, {}, "", "403 without a body"],
    [404, { "content-type": "text/plain" }, "not here", "404 with text/plain"],
    [301, { location: "https://elsewhere.example/" }, "", "301 to https://elsewhere.example/"],
    [
      302,
      { location: "https://elsewhere.example/a?sign=secret" },
      "",
      "302 to https://elsewhere.example/a?removed",
    ],
  ])("%i", async (status, headers, body, outcome) => {
    const paths: (string | undefined)[] = [];
    const base = await service((request, response) => {
      paths.push(request.url);
      response.writeHead(status, headers).end(body);
    });
    const polling = poller(base);
    expect(await polling.poll("task-unified-1-a")).toEqual({
      kind: "refused",
      why: `it answered ${outcome}`,
      httpStatus: status,
    });
    expect(paths).toEqual(["/v1/tasks/task-unified-1-a"]);
    expect(polling.steps).toEqual([]);
  });

  it("a certificate that nobody vouches for", async () => {
    const { certificate, key } = certificateFor(["localhost"], "localhost");
    const address = await listening(createSecureServer({ cert: certificate, key }));
    const base = `https://${address.replace("127.0.0.1", "localhost")}`;
    expect(await poller(base).poll("task-unified-1-a")).toEqual({
      kind: "refused",
      why: "no secure connection could be made (UNABLE_TO_VERIFY_LEAF_SIGNATURE)",
    });
  });

  it("a port that fetch does not connect to", async () => {
    expect(await poller("http://127.0.0.1:6000").poll("task-unified-1-a")).toEqual({
      kind: "refused",
      why: "Node's fetch refuses to connect to this port",
    });
  });
});
