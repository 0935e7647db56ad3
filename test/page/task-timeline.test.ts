import { afterEach, describe, expect, it } from "vitest";
import { createMock, type SocketlessMock, type SocketlessOptions } from "../../src/index.js";
import type { Schemas } from "../../src/page/state/schemas.js";
import { timelineOf } from "../../src/page/views/tasks/timeline/task-timeline.js";
import { startReceiver, status } from "../harness/receiver.js";
import { plainBody } from "../harness/sample-bodies.js";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

function serve(options: SocketlessOptions = {}) {
  const mock = createMock({ clock: "frozen", seed: 7, allowLocalCallbacks: true, ...options });
  open.push(mock);
  return mock;
}

const CALLBACK = { callback_url: "https://app.example.com/hooks" };

async function call<Body>(mock: SocketlessMock, path: string, init: RequestInit = {}): Promise<Body> {
  const headers = { authorization: "Bearer any-key", "content-type": "application/json" };
  const answer = await mock.fetch(`${mock.url}${path}`, { headers, ...init });
  return (await answer.json()) as Body;
}

const post = (body: unknown): RequestInit => ({ method: "POST", body: JSON.stringify(body) });

async function submit(mock: SocketlessMock, more: object = {}, headers: Record<string, string> = {}) {
  const { id } = await call<{ id: string }>(mock, "/v1/videos/generations", {
    ...post({ ...plainBody, ...more }),
    headers: { authorization: "Bearer any-key", "content-type": "application/json", ...headers },
  });
  return id;
}

/** The timeline of a task, its instants in seconds after the submit. */
async function timeline(mock: SocketlessMock, id: string) {
  const task = await call<Schemas["Task"]>(mock, `/_mock/tasks/${id}`);
  const page = await call<Schemas["JournalPage"]>(mock, "/_mock/journal?limit=1000");
  const entries = page.items.filter((entry) => "task" in entry && entry.task === id).reverse();
  const { submitted, spans, last, expires, ...lanes } = timelineOf(task, entries);
  const after = (at: number) => (at - submitted) / 1000;
  const marks = (moments: typeof lanes.calls) =>
    moments.map(({ at, text, kind }) => `${after(at)} ${text === "" ? kind : text}`);
  return {
    spans: spans.map(({ label, from, to }) => `${label} ${after(from)}-${after(to)}`),
    calls: marks(lanes.calls),
    attempts: marks(lanes.attempts),
    credits: marks(lanes.credits),
    titles: [...lanes.attempts, ...lanes.credits].map(({ title }) => title),
    last: after(last),
    expires: expires === undefined ? undefined : after(expires),
  };
}

describe("the timeline of a task", () => {
  it("has its statuses, calls, attempts and credits, each at its instant", async () => {
    const hooks = await startReceiver(status(500));
    open.push(hooks);
    const mock = serve({ forwardTo: hooks.url });
    const id = await submit(mock, CALLBACK);
    await mock.clock.advance("1s");
    await call(mock, `/v1/tasks/${id}`);
    await mock.clock.advance("20s");
    await mock.fetch(`${mock.url}/files/${id}.mp4`);
    const told = await timeline(mock, id);
    expect(told).toMatchObject({
      spans: ["pending 0-0.5", "processing 0.5-3", "completed 3-86403", "link expired 86403-Infinity"],
      calls: ["0 submit", "1 query", "21 download"],
      attempts: ["3 500", "4 500", "6 500", "10 500"],
      credits: ["0 reserve", "3 settle"],
      last: 21,
      expires: 86_403,
    });
    expect(told.titles).toEqual([
      ...[1, 2, 3, 4].map((number) => `Callback 1, attempt ${number} of 4: answered 500`),
      "29.24 credits reserved",
      "29.24 credits charged",
    ]);
  });

  it("shows how long a silent receiver kept an attempt waiting", async () => {
    const hooks = await startReceiver(() => undefined);
    open.push(hooks);
    const mock = serve({ forwardTo: hooks.url, callbackPatience: "5ms" });
    const id = await submit(mock, CALLBACK);
    await mock.clock.advance("3s");
    const task = await call<Schemas["Task"]>(mock, `/_mock/tasks/${id}`);
    const [moment] = timelineOf(task, []).attempts;
    expect(moment).toMatchObject({ until: (moment?.at ?? 0) + 10_000, text: "failed", tone: "bad" });
  });

  it("ends with what is planned while a task lives", async () => {
    const mock = serve();
    expect(await timeline(mock, await submit(mock))).toMatchObject({
      spans: ["pending 0-0.5", "processing 0.5-3"],
      last: 3,
      expires: undefined,
    });
  });

  it("takes from the journal when a task that no plan moves was processed", async () => {
    const mock = serve({ pace: "manual" });
    const id = await submit(mock);
    expect((await timeline(mock, id)).spans).toEqual(["pending 0-Infinity"]);
    await mock.clock.advance("5s");
    await call(mock, `/_mock/tasks/${id}`, { ...post({ progress: 40 }), method: "PATCH" });
    expect((await timeline(mock, id)).spans).toEqual(["pending 0-5", "processing 5-Infinity"]);
    await mock.clock.advance("2s");
    await call(mock, `/_mock/tasks/${id}/cancel`, post({}));
    expect(await timeline(mock, id)).toMatchObject({
      spans: ["pending 0-5", "processing 5-7", "failed 7-Infinity"],
      credits: ["0 reserve", "7 refund"],
    });
  });

  it("has a withheld callback when it was withheld", async () => {
    const mock = serve();
    const id = await submit(mock, CALLBACK);
    await mock.clock.advance("1h");
    expect((await timeline(mock, id)).attempts).toEqual(["3 withheld"]);
  });

  it("lets a link die early where a scenario does", async () => {
    const mock = serve();
    const id = await submit(mock, {}, { "x-wan-mock-scenario": "link-dies-early" });
    await mock.clock.advance("5s");
    expect((await timeline(mock, id)).expires).toBe(63);
  });
});
