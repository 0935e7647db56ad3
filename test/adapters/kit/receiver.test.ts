import { afterEach, describe, expect, it } from "vitest";
import { createMock, type SocketlessOptions } from "../../../src/compose/create-mock.js";
import { START, STILL, type TaskJson } from "../../harness/describe-matrix.js";
import { startMock } from "../../harness/start-mock.js";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((mock) => mock.close()));
});

function make(options: SocketlessOptions = {}) {
  const mock = createMock({ ...(STILL as SocketlessOptions), ...options });
  open.push(mock);
  return mock;
}

const bodyFor = (callback_url: string) =>
  JSON.stringify({ model: "wan2.7-text-to-video", prompt: "A lighthouse in fog", callback_url });

async function submit(carry: typeof fetch, base: string, callback_url: string): Promise<string> {
  const response = await carry(`${base}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: "Bearer key-a", "content-type": "application/json" },
    body: bodyFor(callback_url),
  });
  expect([response.status, response.headers.get("x-wan-mock-findings")]).toEqual([200, null]);
  return ((await response.json()) as TaskJson).id;
}

/** Virtual seconds after the task's end at which attempts arrived. */
const arrivals = (receiver: { received: readonly { at: number }[] }) =>
  receiver.received.map(({ at }) => (at - START - 3000) / 1000);

describe("a receiver inside the process", () => {
  it("gets the finished task under an address that the rules accept", async () => {
    const mock = make();
    const receiver = await mock.receiver();
    const id = await submit(mock.fetch, mock.url, receiver.url);
    await mock.clock.advance("3s");
    const query = await mock.fetch(`/v1/tasks/${id}`, { headers: { authorization: "Bearer key-a" } });
    expect(receiver.received).toEqual([
      {
        body: await query.json(),
        headers: expect.objectContaining({ "content-type": "application/json", "user-agent": "wan-mock" }),
        attempt: 1,
        at: START + 3000,
        url: receiver.url,
      },
    ]);
    expect(mock.callbacks.deliveries(id)).toMatchObject([
      { state: "delivered", attempts: [{ status: 200 }] },
    ]);
  });

  it("works with a mock on a socket, whatever detours are set", async () => {
    const mock = await startMock({ ...STILL, forwardTo: "http://127.0.0.1:9/" });
    open.push(mock);
    const receiver = await mock.receiver();
    await submit(fetch, mock.url, `${receiver.url}/hooks?order=1`);
    await mock.clock.advance("3s");
    expect(receiver.received.map(({ url }) => url)).toEqual([`${receiver.url}/hooks?order=1`]);
  });

  it("is called again after 1, 2 and 4 s while it answers 500", async () => {
    const mock = make();
    const receiver = await mock.receiver();
    receiver.answer(500);
    const id = await submit(mock.fetch, mock.url, receiver.url);
    await mock.clock.advance("1m");
    expect(arrivals(receiver)).toEqual([0, 1, 3, 7]);
    expect(receiver.received.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4]);
    expect(mock.callbacks.deliveries(id)).toMatchObject([{ state: "given-up" }]);
  });

  it("answers by a function of the callback, later too", async () => {
    const mock = make();
    const receiver = await mock.receiver();
    receiver.answer(async ({ attempt, body }) => {
      await Promise.resolve();
      return attempt < 3 ? { status: 503, body: { of: body.id } } : 204;
    });
    const id = await submit(mock.fetch, mock.url, receiver.url);
    await mock.clock.advance("1m");
    expect(arrivals(receiver)).toEqual([0, 1, 3]);
    expect(mock.callbacks.deliveries(id)).toMatchObject([
      {
        state: "delivered",
        attempts: [{ status: 503, answer: `{"of":"${id}"}` }, { status: 503 }, { status: 204 }],
      },
    ]);
  });

  it("is given up on after ten seconds of virtual time a try when it hangs, and no real ones", {
    timeout: 30_000,
  }, async () => {
    const mock = make();
    const receiver = await mock.receiver();
    receiver.answer("hang");
    await submit(mock.fetch, mock.url, receiver.url);
    // Four tries of ten real seconds would take longer than the test may.
    await mock.clock.advance("2m");
    expect(arrivals(receiver)).toEqual([0, 11, 23, 37]);
  });

  it("fails an attempt when its function throws or answers nonsense", async () => {
    const mock = make();
    const receiver = await mock.receiver();
    receiver.answer(({ attempt }) => {
      if (attempt === 1) throw new Error("no database");
      return attempt === 2 ? 42 : 200;
    });
    const id = await submit(mock.fetch, mock.url, receiver.url);
    await mock.clock.advance("1m");
    expect(mock.callbacks.deliveries(id)[0]?.attempts).toMatchObject([
      { error: "the receiver failed: no database" },
      { error: expect.stringContaining("a status from 200 to 599") },
      { status: 200 },
    ]);
    expect(() => receiver.answer("later" as never)).toThrow("a receiver answers with");
  });

  it("gives callbacks one by one, past and future ones", async () => {
    const mock = make();
    const receiver = await mock.receiver();
    const first = await submit(mock.fetch, mock.url, receiver.url);
    await mock.clock.advance("3s");
    const second = await submit(mock.fetch, mock.url, receiver.url);
    expect((await receiver.next()).body.id).toBe(first);
    const next = receiver.next();
    await mock.clock.advance("3s");
    expect((await next).body.id).toBe(second);
    await expect(receiver.next({ timeout: 10 })).rejects.toMatchObject({
      code: "WAIT_TIMED_OUT",
      message: expect.stringMatching(/2 callbacks arrived before; the clock is frozen .*\(seed 7\)$/),
    });
  });

  it("gets a delivery again when asked to", async () => {
    const mock = make();
    const receiver = await mock.receiver();
    const id = await submit(mock.fetch, mock.url, receiver.url);
    await expect(mock.tasks.redeliver(id)).rejects.toMatchObject({ code: "TASK_STATE" });
    await mock.clock.advance("3s");
    await mock.tasks.redeliver(id);
    await mock.clock.idle();
    expect(receiver.received).toHaveLength(2);
  });

  it("can be closed, and is closed with its mock", async () => {
    const mock = make();
    const [receiver, other] = [await mock.receiver(), await mock.receiver()];
    expect(receiver.url).not.toBe(other.url);
    const id = await submit(mock.fetch, mock.url, receiver.url);
    receiver.close();
    receiver.close();
    await mock.clock.advance("3s");
    expect(receiver.received).toEqual([]);
    expect(mock.callbacks.deliveries(id)[0]?.attempts).toMatchObject([{ error: "the receiver is closed" }]);
    const next = expect(other.next()).rejects.toMatchObject({ code: "MOCK_CLOSED" });
    await mock.close();
    await next;
    await expect(mock.receiver()).rejects.toMatchObject({ code: "MOCK_CLOSED" });
  });

  it("belongs to its mock alone", async () => {
    const [mock, other] = [make(), make()];
    const receiver = await mock.receiver();
    const id = await submit(other.fetch, other.url, receiver.url);
    await other.clock.advance("3s");
    expect(receiver.received).toEqual([]);
    expect(other.callbacks.deliveries(id)[0]?.attempts[0]?.error).toContain("no receiver of that address");
  });
});
