import { afterEach, describe, expect, it } from "vitest";
import { type Mock } from "../../../../src/compose/mock.js";
import type { MockOptions } from "../../../../src/options/mock-options.js";
import { START, STILL } from "../../../harness/describe-matrix.js";
import { type Receiver, startReceiver, status } from "../../../harness/receiver.js";
import { startMock } from "../../../harness/start-mock.js";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function receiver(answer: Parameters<typeof startReceiver>[0]): Promise<Receiver> {
  const started = await startReceiver(answer);
  open.push(started);
  return started;
}

async function mockWith(options: MockOptions): Promise<Mock> {
  const mock = await startMock({ ...STILL, ...options });
  open.push(mock);
  return mock;
}

async function submit(mock: Mock, callback_url = "https://hooks.example.com/done?x=1"): Promise<string> {
  const reply = await fetch(`${mock.url}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: "Bearer key-a", "content-type": "application/json" },
    body: JSON.stringify({ model: "wan2.7-text-to-video", prompt: "x", callback_url }),
  });
  const task = (await reply.json()) as { id: string };
  expect(reply.status).toBe(200);
  return task.id;
}

/** Virtual seconds after the task's end at which attempts were due. */
const dues = (mock: Mock, id: string) =>
  mock.callbacks.deliveries(id).map(({ attempts }) => attempts.map(({ due }) => (due - START - 3000) / 1000));

describe("callbacks", () => {
  it("carry the query's body once the task has ended", async () => {
    const hooks = await receiver(status(204));
    const mock = await mockWith({ forwardTo: `${hooks.url}/in` });
    const id = await submit(mock);
    await mock.clock.advance("2s");
    expect(hooks.received).toEqual([]);
    await mock.clock.advance("1s");
    const query = await fetch(`${mock.url}/v1/tasks/${id}`, { headers: { authorization: "Bearer key-a" } });
    expect(hooks.received.map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
      ["/in", await query.json()],
    ]);
    expect(hooks.received[0]?.headers["content-type"]).toBe("application/json");
    expect(mock.callbacks.deliveries(id)[0]).toMatchObject({
      state: "delivered",
      attempts: [{ status: 204, answer: "" }],
    });
  });

  it("are tried at +0, +1, +3 and +7 s when the receiver answers 500, and never again", async () => {
    const hooks = await receiver(status(500));
    const mock = await mockWith({ forwardTo: hooks.url });
    const id = await submit(mock);
    await mock.clock.advance("1d");
    expect(dues(mock, id)).toEqual([[0, 1, 3, 7]]);
    expect(hooks.received).toHaveLength(4);
    expect(mock.callbacks.deliveries(id)[0]?.state).toBe("given-up");
  });

  it("are cut after 10 s each when the receiver hangs: +0, +11, +23, +37 s", async () => {
    const hooks = await receiver(() => undefined);
    const mock = await mockWith({ forwardTo: hooks.url, callbackPatience: "30ms" });
    const id = await submit(mock);
    await mock.clock.advance("5m");
    expect(dues(mock, id)).toEqual([[0, 11, 23, 37]]);
    expect(mock.callbacks.deliveries(id)[0]?.attempts.map(({ error, seconds }) => [error, seconds])).toEqual(
      Array.from({ length: 4 }, () => ["no answer within 10 s", 10]),
    );
  });

  it("are delivered with the status line of a 2xx, and the record says that its body did not end", async () => {
    const hooks = await receiver((response) => {
      response.writeHead(200).write("x".repeat(70_000));
    });
    const mock = await mockWith({ forwardTo: hooks.url });
    const id = await submit(mock);
    await mock.clock.advance("1m");
    expect(dues(mock, id)).toEqual([[0]]);
    const told = await fetch(`${mock.url}/_mock/callbacks`);
    expect(await told.json()).toMatchObject({
      items: [
        {
          state: "delivered",
          attempts: [{ status: 200, seconds: 0, incomplete: "the body was longer than 64 KiB" }],
        },
      ],
    });
  });

  it("follow no redirect", async () => {
    const elsewhere = await receiver(status(200));
    const hooks = await receiver(status(302, { location: elsewhere.url }));
    const mock = await mockWith({ forwardTo: hooks.url });
    const id = await submit(mock);
    await mock.clock.advance("1m");
    expect(elsewhere.received).toEqual([]);
    expect(mock.callbacks.deliveries(id)[0]?.attempts.map((attempt) => attempt.status)).toEqual([
      302, 302, 302, 302,
    ]);
  });

  it("stop at the first 2xx", async () => {
    const hooks = await receiver((response, count) => {
      status(count < 3 ? 503 : 200)(response);
    });
    const mock = await mockWith({ forwardTo: hooks.url });
    const id = await submit(mock);
    await mock.clock.advance("1m");
    expect(dues(mock, id)).toEqual([[0, 1, 3]]);
    expect(mock.callbacks.deliveries(id)[0]?.state).toBe("delivered");
  });

  it("are tried again when nothing listens", async () => {
    const gone = await receiver(status(200));
    const { url } = gone;
    await gone.close();
    open.splice(open.indexOf(gone), 1);
    const mock = await mockWith({ forwardTo: url });
    const id = await submit(mock);
    await mock.clock.advance("1m");
    expect(mock.callbacks.deliveries(id)[0]?.attempts.map(({ error }) => error)).toEqual(
      Array.from({ length: 4 }, () => "connection refused: nothing listens there"),
    );
  });

  it("come after the settle", async () => {
    const hooks = await receiver(status(200));
    const mock = await mockWith({ forwardTo: hooks.url });
    const id = await submit(mock);
    await mock.clock.advance("3s");
    const kinds = mock.journal
      .entries()
      .filter(({ task }) => task === id)
      .map((entry) => (entry.kind === "task" ? entry.step : entry.kind));
    expect(kinds).toEqual(["created", "request", "ended", "settle", "callback"]);
  });

  it("take the detour of the callback map, path and query kept", async () => {
    const hooks = await receiver(status(200));
    const mock = await mockWith({ callbackMap: { "https://hooks.example.com": hooks.url } });
    await submit(mock);
    await submit(mock, "https://hooks.example.com.evil.example/x");
    await mock.clock.advance("3s");
    expect(hooks.received.map(({ path }) => path)).toEqual(["/done?x=1"]);
    expect(mock.callbacks.deliveries().map(({ state }) => state)).toEqual(["delivered", "withheld"]);
  });

  it("take the detour however the URL is spelt, and no other one", async () => {
    const hooks = await receiver(status(200));
    const mock = await mockWith({
      callbackMap: {
        "https://APP.example.com:443/in/": `${hooks.url}/a?by=map`,
        "https://bücher.example": `${hooks.url}/b/`,
      },
    });
    for (const taken of [
      "https://app.example.com/in?x=1",
      "https://App.Example.com:443/in/deep/?x=1",
      "https://app.example.com./out/../in/dots",
      "https://xn--bcher-kva.example/",
    ])
      await submit(mock, taken);
    for (const other of [
      "https://app.example.com/inner",
      "https://app.example.com/IN",
      "https://app.example.com:8443/in",
      "https://app.example.com.evil.example/in",
      "https://app.example.com@evil.example/in",
    ])
      await submit(mock, other);
    await mock.clock.advance("3s");
    expect(hooks.received.map(({ path }) => path).sort()).toEqual([
      "/a/deep/?by=map&x=1",
      "/a/dots?by=map",
      "/a?by=map&x=1",
      "/b/",
    ]);
  });

  it("go to this machine when that is allowed", async () => {
    const hooks = await receiver(status(200));
    const mock = await mockWith({ allowLocalCallbacks: true });
    await submit(mock, `${hooks.url}/local`);
    await mock.clock.advance("3s");
    expect(hooks.received.map(({ path }) => path)).toEqual(["/local"]);
  });

  it("are withheld without being told where to go, and say so", async () => {
    const mock = await mockWith({});
    const id = await submit(mock);
    await mock.clock.advance("1h");
    expect(mock.callbacks.deliveries(id)).toMatchObject([{ state: "withheld", attempts: [] }]);
    expect(mock.callbacks.deliveries(id)[0]?.reason).toMatch(
      /^callbacks stay on this machine: start with --forward-to URL to send them all to your receiver, /,
    );
  });

  it("hold up nobody else while the clock runs", async () => {
    const hanging = await receiver(() => undefined);
    const hooks = await receiver(status(200));
    const mock = await startMock({
      pace: "instant",
      callbackMap: { "https://slow.example.com": hanging.url, "https://hooks.example.com": hooks.url },
    });
    open.push(mock);
    for (let i = 0; i < 100; i++) await submit(mock, "https://slow.example.com/x");
    const id = await submit(mock);
    while (mock.callbacks.deliveries(id)[0]?.state !== "delivered")
      await new Promise((resolve) => setImmediate(resolve));
    expect(hooks.received).toHaveLength(1);
  });

  it("are each delivered exactly once for many tasks under one advance", async () => {
    const seen = new Map<string, number>();
    const hooks = await receiver(status(200));
    const mock = await mockWith({ forwardTo: hooks.url });
    const ids = await Promise.all(Array.from({ length: 300 }, async () => submit(mock)));
    await mock.clock.advance("10m");
    for (const { body } of hooks.received) {
      const { id } = JSON.parse(body) as { id: string };
      seen.set(id, (seen.get(id) ?? 0) + 1);
    }
    expect([...seen.keys()].sort()).toEqual(ids.sort());
    expect(new Set(seen.values())).toEqual(new Set([1]));
  });
});
