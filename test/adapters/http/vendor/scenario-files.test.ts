import { expect, it } from "vitest";
import type { MockOptions } from "../../../../src/options/mock-options.js";
import {
  describeMatrix,
  type ErrorJson,
  type ServedMock,
  STILL,
  type TaskJson,
} from "../../../harness/describe-matrix.js";
import { status as answering, startReceiver } from "../../../harness/receiver.js";
import { plainBody } from "../../../harness/sample-bodies.js";
import { temporaryFolder } from "../../../harness/temporary-folder.js";

const FILE = `
scenarios:
  - name: crowded-monday
    description: Two submits meet a full house
    match: { model: "wan2.7-text-*", prompt: rain }
    times: 2
    use: rate-limited
  - name: after-the-crowd
    match: { prompt: rain, body: { quality: 1080p } }
    answer: { status: 418, code: teapot, message: "Short, stout", type: kettle_error, param: prompt, retry_after: 9 }
  - name: only-for-b
    match: { key: key-b }
    use: [service-error, "query/rate-limited:1", callback-twice, link-slow]
  - name: slow-then-fails
    match: { prompt: slowly }
    timeline:
      - { at: 0s, status: pending }
      - { at: 5s, status: processing }
      - { at: 6s, progress: 10 }
      - { at: 40s, progress: 60 }
      - { at: 1m, fail: { code: generation_timeout, message: Gave up } }
    use: callback-late
  - name: never-ends
    timeline: [{ at: 1s, progress: 42 }]
  - name: ends-well
    timeline: [{ at: 10s, progress: 50 }, { at: 20000, complete: true }]
  - name: broken-links
    use: [download/http-503:1, answer-lost]
`;

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const asked = (name: string) => ({ "x-wan-mock-scenario": name });
const about = (prompt: string, more: object = {}) => ({ ...plainBody, prompt, ...more });

/** Sends a JSON body to the control side. */
const control = (mock: ServedMock, path: string, method = "GET", body?: unknown) =>
  mock.send({
    method,
    path: `/_mock/${path}`,
    headers: { host: "127.0.0.1" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

describeMatrix("scenario files", (serve) => {
  const start = (text = FILE, options: MockOptions = {}) =>
    serve({ ...STILL, scenarios: [temporaryFolder().write("own.yaml", text)], ...options });

  const seen = async (mock: ServedMock, id: string) => {
    const { status, progress, task_info } = (await mock.query(id)).json();
    return [status, progress, task_info.estimated_time, task_info.can_cancel];
  };

  it("hit the first matching submits of each key, then the next that matches, then nobody", async () => {
    const mock = await start();
    const line: unknown[] = [];
    for (const [prompt, quality, key] of [
      ["sun", "720p", "key-a"],
      ["light rain", "720p", "key-a"],
      ["rain", "1080p", "key-a"],
      ["rain", "1080p", "key-a"],
      ["rain", "720p", "key-a"],
      ["rain", "720p", "key-c"],
    ] as const) {
      const { status, headers } = await mock.submit(about(prompt, { quality }), bearer(key));
      line.push([status, headers["x-wan-mock-scenario"], headers["retry-after"]]);
    }
    expect(line).toEqual([
      [200, undefined, undefined],
      [429, "crowded-monday", "1"],
      [429, "crowded-monday", "1"],
      [418, "after-the-crowd", "9"],
      [200, undefined, undefined],
      [429, "crowded-monday", "1"],
    ]);
  });

  it("answer in the vendor's envelope", async () => {
    const mock = await start();
    const reply = await mock.submit(plainBody, asked("after-the-crowd"));
    expect([reply.status, reply.json<ErrorJson>()]).toEqual([
      418,
      { error: { code: "teapot", message: "Short, stout", type: "kettle_error", param: "prompt" } },
    ]);
  });

  it("look at parameters as they were sent, whatever their type", async () => {
    const mock = await start(`
scenarios:
  - { name: own, match: { body: { duration: 5, audio_urls: ["https://a.test/a.wav"] } }, use: http-503 }
  - { name: bad-shape, match: { body: { model: 7 } }, use: http-502 }
`);
    const statusOf = async (body: object) => (await mock.submit({ ...plainBody, ...body })).status;
    expect(await statusOf({ duration: 5, audio_urls: ["https://a.test/a.wav"] })).toBe(503);
    expect(await statusOf({ audio_urls: ["https://a.test/a.wav"] })).toBe(200);
    expect(await statusOf({ duration: 6, audio_urls: ["https://a.test/a.wav"] })).toBe(200);
    expect(await statusOf({ model: 7 })).toBe(502);
    expect((await mock.submit("{")).status).toBe(400);
  });

  it("do not count a submit that is refused for another reason", async () => {
    const mock = await start(
      "scenarios: [{ name: own, match: {}, times: 1, use: service-error }, { name: next, match: {}, use: slow }]",
    );
    const names: unknown[] = [];
    for (const body of [{ ...plainBody, duration: 99 }, plainBody, plainBody]) {
      names.push((await mock.submit(body)).headers["x-wan-mock-scenario"]);
    }
    expect(names).toEqual([undefined, "own", "next"]);
  });

  it("give way to every other trigger", async () => {
    const mock = await start("scenarios: [{ name: own, match: {}, use: http-503 }]");
    await control(mock, "scenarios/next", "POST", { name: "http-502" });
    const statuses: number[] = [];
    for (const [body, headers] of [
      [plainBody, asked("http-501")],
      [about("[mock:http-504]"), {}],
      [about("[mock:slow]"), {}],
      [plainBody, bearer("sk-mock-http-505")],
      [plainBody, {}],
      [plainBody, {}],
    ] as const) {
      statuses.push((await mock.submit(body, headers)).status);
    }
    expect(statuses).toEqual([501, 504, 200, 505, 502, 503]);
  });

  it("are asked for by name in header, prompt, key and queue, with a number too", async () => {
    const mock = await start();
    const named: unknown[] = [];
    const note = ({ status, headers }: { status: number; headers: Readonly<Record<string, string>> }) =>
      named.push([status, headers["x-wan-mock-scenario"]]);
    for (let count = 0; count < 3; count++) note(await mock.submit(plainBody, asked("crowded-monday:2")));
    note(await mock.submit(about("A [mock:after-the-crowd] cup")));
    note(await mock.submit(plainBody, bearer("sk-mock-after-the-crowd")));
    await control(mock, "scenarios/next", "POST", { name: "crowded-monday", times: 1 });
    note(await mock.submit(plainBody));
    note(await mock.submit(plainBody));
    expect(named).toEqual([
      [429, "crowded-monday:2"],
      [429, "crowded-monday:2"],
      [200, undefined],
      [418, "after-the-crowd"],
      [418, "after-the-crowd"],
      [429, "crowded-monday"],
      [200, undefined],
    ]);
    const { items } = (await control(mock, "scenarios")).json<{ items: { name: string; used: number }[] }>();
    const used = items.filter((item) => item.used > 0).map((item) => [item.name, item.used]);
    expect(used).toEqual([
      ["crowded-monday", 3],
      ["after-the-crowd", 2],
    ]);
    const { error } = (await mock.submit(plainBody, asked("crowded-munday"))).json<ErrorJson>();
    expect(error.message).toContain("did you mean crowded-monday?");
  });

  it("do several things to one task", async () => {
    const mock = await start(FILE, { pace: "3s", forwardTo: "http://127.0.0.1:9/" });
    const reply = await mock.submit(
      about("x", { callback_url: "https://hooks.example.com/" }),
      bearer("key-b"),
    );
    expect(reply.headers["x-wan-mock-scenario"]).toBe("only-for-b");
    const { id } = reply.json();
    const first = await mock.query(id, bearer("key-b"));
    expect([first.status, first.headers["x-wan-mock-scenario"]]).toEqual([429, "only-for-b"]);
    await mock.clock.advance("3s");
    const second = await mock.query(id, bearer("key-b"));
    expect([second.status, second.headers["x-wan-mock-scenario"]]).toEqual([200, undefined]);
    expect(second.json<TaskJson & ErrorJson>().error.code).toBe("service_error");
    const record = (await control(mock, `tasks/${id}`)).json<{
      scenarios: string[];
      deliveries: unknown[];
    }>();
    expect([record.scenarios, record.deliveries.length]).toEqual([["only-for-b"], 2]);
  });

  it("move a task along their timeline, whatever the pace, and give its credits back where it fails", async () => {
    const receiver = await startReceiver(answering(200));
    const mock = await start(FILE, { pace: "instant", balance: 100, forwardTo: receiver.url });
    const submitted = await mock.submit(about("slowly", { callback_url: "https://hooks.example.com/" }));
    const { id, task_info, usage } = submitted.json();
    expect([submitted.headers["x-wan-mock-scenario"], task_info.estimated_time]).toEqual([
      "slow-then-fails",
      60,
    ]);
    const line = [await seen(mock, id)];
    for (const step of ["4999ms", "1ms", "1s", "33s", "1s", "19999ms"]) {
      await mock.clock.advance(step);
      line.push(await seen(mock, id));
    }
    expect(line).toEqual([
      ["pending", 0, 60, true],
      ["pending", 0, 56, true],
      ["processing", 0, 55, true],
      ["processing", 10, 54, true],
      ["processing", 10, 21, true],
      ["processing", 60, 20, true],
      ["processing", 60, 1, true],
    ]);
    const credits = async () =>
      (await control(mock, "accounts/key-a")).json<{ balance: number; reserved: number }>();
    expect((await credits()).reserved).toBe(usage.credits_reserved);
    await mock.clock.advance("1ms");
    const failed = (await mock.query(id)).json<TaskJson & ErrorJson>();
    expect([failed.status, failed.progress, failed.task_info.estimated_time]).toEqual(["failed", 0, 0]);
    expect(failed.error).toEqual({ code: "generation_timeout", message: "Gave up", type: "task_error" });
    expect(await credits()).toMatchObject({ balance: 100, reserved: 0 });
    const { timeline } = (await control(mock, `tasks/${id}`)).json<{ timeline: object }>();
    expect(timeline).toMatchObject({
      processing: "2026-09-01T12:00:05.250Z",
      ends: "2026-09-01T12:01:00.250Z",
      pace: "steps",
    });
    await mock.clock.advance("59s");
    expect(receiver.received).toEqual([]);
    await mock.clock.advance("1s");
    expect(receiver.received.map(({ body }) => JSON.parse(body) as TaskJson)).toEqual([failed]);
    await receiver.close();
  });

  it("leave a task without an end alive until the control side ends it", async () => {
    const mock = await start();
    const { id } = (await mock.submit(plainBody, asked("never-ends"))).json();
    await mock.clock.advance("30d");
    expect(await seen(mock, id)).toEqual(["processing", 42, 120, true]);
    expect((await control(mock, `tasks/${id}`, "PATCH", { progress: 41 })).status).toBe(409);
    await control(mock, `tasks/${id}`, "PATCH", { progress: 77 });
    expect(await seen(mock, id)).toEqual(["processing", 77, 120, true]);
    await control(mock, `tasks/${id}/complete`, "POST");
    expect(await seen(mock, id)).toEqual(["completed", 100, 0, false]);
  });

  it("settle at the end of a timeline, and count it among the live tasks until then", async () => {
    const mock = await start(FILE, { concurrency: 1 });
    const { id, usage } = (await mock.submit(plainBody, asked("ends-well"))).json();
    const refused = await mock.submit(plainBody);
    expect([refused.status, refused.headers["retry-after"]]).toEqual([429, "20"]);
    await mock.clock.advance("20s");
    expect((await mock.submit(plainBody)).status).toBe(200);
    const task = (await mock.query(id)).json();
    expect([task.status, task.results?.length]).toEqual(["completed", 1]);
    expect((await control(mock, "accounts/key-a")).json<{ used: number }>().used).toBe(
      usage.credits_reserved,
    );
  });

  it("belong to a submit: a query that asks for one without a query part is told so", async () => {
    const mock = await start();
    const { id } = (await mock.submit(plainBody)).json();
    expect((await mock.query(id, asked("only-for-b"))).status).toBe(429);
    const refused = await mock.query(id, asked("never-ends"));
    expect([refused.status, refused.json<ErrorJson>().error.message]).toEqual([
      400,
      'scenario "never-ends" does nothing to a query: ask for it on a submit',
    ]);
  });

  it("are listed with their place, and never with a key", async () => {
    const mock = await start();
    const { text, ...reply } = await control(mock, "scenarios");
    const { items } = reply.json<{ items: { name: string; source?: string }[] }>();
    expect(items.slice(0, 7).map(({ name }) => name)).toEqual([
      "crowded-monday",
      "after-the-crowd",
      "only-for-b",
      "slow-then-fails",
      "never-ends",
      "ends-well",
      "broken-links",
    ]);
    expect(items[0]).toEqual({
      name: "crowded-monday",
      kind: "file",
      operation: "submit",
      summary: "Two submits meet a full house",
      source: expect.stringMatching(/own\.yaml:3:11$/) as string,
      used: 0,
    });
    expect(items.filter(({ source }) => source !== undefined)).toHaveLength(7);
    expect(text).not.toContain("key-b");
  });

  it("are read again on demand: a broken file changes nothing, a good one everything", async () => {
    const folder = temporaryFolder();
    const file = folder.write("own.yaml", "scenarios: [{ name: old, match: {}, times: 2, use: http-503 }]");
    const mock = await serve({ ...STILL, scenarios: [file] });
    const statusOf = async () => (await mock.submit(plainBody)).status;
    expect(await statusOf()).toBe(503);
    folder.write("own.yaml", "scenarios:\n  - { name: new, match: {}, use: htp-502 }");
    const broken = await control(mock, "scenarios/reload", "POST");
    expect([broken.status, broken.json<ErrorJson>().error]).toEqual([
      400,
      {
        code: "scenarios_invalid",
        message: expect.stringMatching(/own\.yaml:2:34: there is no scenario "htp-502"/) as string,
        type: "control_error",
      },
    ]);
    expect(await statusOf()).toBe(503);
    expect(await statusOf()).toBe(200);
    folder.write("own.yaml", "scenarios: [{ name: new, match: {}, use: http-502 }]");
    const good = await control(mock, "scenarios/reload", "POST");
    expect(good.json<{ items: { name: string }[] }>().items[0]!.name).toBe("new");
    expect(await statusOf()).toBe(502);
    expect((await mock.submit(plainBody, asked("old"))).status).toBe(400);
  });

  it("forget their counts at a reset, and stay", async () => {
    const mock = await start("scenarios: [{ name: own, match: {}, times: 1, use: http-503 }]");
    const statuses: number[] = [];
    for (const scope of ["tasks", "scenarios", undefined]) {
      statuses.push((await mock.submit(plainBody)).status, (await mock.submit(plainBody)).status);
      await control(mock, "reset", "POST", scope === undefined ? {} : { scope });
    }
    statuses.push((await mock.submit(plainBody)).status);
    expect(statuses).toEqual([503, 200, 200, 200, 503, 200, 503]);
  });

  it("hit the first two of ten submits at once", async () => {
    const mock = await start("scenarios: [{ name: own, match: {}, times: 2, use: http-503 }]");
    const replies = await Promise.all(Array.from({ length: 10 }, () => mock.submit(plainBody)));
    expect(replies.filter(({ status }) => status === 503)).toHaveLength(2);
  });

  it("are needed before they can be read again", async () => {
    const mock = await serve(STILL);
    const reply = await control(mock, "scenarios/reload", "POST");
    expect([reply.status, reply.json<ErrorJson>().error.message]).toEqual([
      400,
      "there are no scenario files to read: start with --scenarios FILE",
    ]);
  });
});
