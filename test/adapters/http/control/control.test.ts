import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { controlRefusal } from "../../../../src/adapters/http/control/control-guard.js";
import { type Mock } from "../../../../src/compose/mock.js";
import type { MockOptions } from "../../../../src/options/mock-options.js";
import { START, STILL } from "../../../harness/describe-matrix.js";
import { assertDocumented, control } from "../../../harness/documented-answers.js";
import { startReceiver, status } from "../../../harness/receiver.js";
import { bodies, plainBody } from "../../../harness/sample-bodies.js";
import { startMock } from "../../../harness/start-mock.js";

const open: { close(): Promise<void> }[] = [];
const bugs: unknown[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
  expect(bugs.splice(0)).toEqual([]);
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** Answers of many shapes. */
  json: ReturnType<typeof JSON.parse>;
}

interface Served extends Mock {
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  submit(body?: object, key?: string): Promise<Answer>;
  query(id: string): Promise<Answer>;
}

async function serve(options: MockOptions = {}): Promise<Served> {
  const mock = await startMock({ ...STILL, ...options }, { onBug: (error) => bugs.push(error) });
  open.push(mock);
  const call: Served["call"] = async (method, path, body, headers = {}) => {
    const sent = body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body);
    // Node frames the body of a DELETE only when told to.
    const framed =
      sent === undefined ? headers : { "content-length": String(Buffer.byteLength(sent)), ...headers };
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = httpRequest(`${mock.url}${path}`, { method, headers: framed, agent: false }, resolve);
      request.on("error", reject);
      request.end(sent);
    });
    const read = await text(response);
    assertDocumented(
      { method, path, ...(sent === undefined ? {} : { body: sent }) },
      { status: response.statusCode ?? 0, headers: response.headers, text: read },
    );
    const isJson = response.headers["content-type"]?.startsWith("application/json") === true && read !== "";
    return {
      status: response.statusCode ?? 0,
      headers: response.headers,
      text: read,
      json: isJson ? JSON.parse(read) : undefined,
    };
  };
  return {
    ...mock,
    call,
    submit: (body = plainBody, key = "key-a") =>
      call("POST", "/v1/videos/generations", body, {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
      }),
    query: (id) => call("GET", `/v1/tasks/${id}`, undefined, { authorization: "Bearer key-a" }),
  };
}

const refusal = (answer: Answer) => [answer.status, answer.json.error.code];
const at = (ms: number) => new Date(START + ms).toISOString();

describe("the clock", () => {
  it("tells and moves: advance, set, next, freeze, resume", async () => {
    const mock = await serve();
    const still = { mode: "frozen", waiting: 0, next: null };
    expect((await mock.call("GET", "/_mock/clock")).json).toEqual({ now: at(0), ...still });
    expect((await mock.call("POST", "/_mock/clock", { advance: "90s" })).json).toEqual({
      now: at(90_000),
      ...still,
    });
    expect((await mock.call("POST", "/_mock/clock", { advance: 500 })).json.now).toBe(at(90_500));
    expect((await mock.call("POST", "/_mock/clock", { set: at(100_000) })).json.now).toBe(at(100_000));
    await mock.submit();
    expect((await mock.call("GET", "/_mock/clock")).json).toEqual({
      now: at(100_000),
      mode: "frozen",
      waiting: 1,
      next: at(103_000),
    });
    expect((await mock.call("POST", "/_mock/clock", { next: true })).json).toEqual({
      now: at(103_000),
      ...still,
    });
    expect((await mock.call("POST", "/_mock/clock", { resume: true })).json.mode).toBe("running");
    expect((await mock.call("POST", "/_mock/clock", { freeze: true })).json.mode).toBe("frozen");
  });

  it.each([
    [{ advance: "-1s" }, "clock_backwards", /forward/],
    [{ advance: -1 }, "clock_backwards", /forward/],
    [{ set: "2020-01-01T00:00:00Z" }, "clock_backwards", /2020-01-01T00:00:00.000Z is earlier/],
    [{ advance: "soon" }, "invalid_option", /"90s"/],
    [{ advance: 1.5 }, "invalid_option", /1\.5/],
    [{ advance: "1e9d" }, "invalid_option", /1e9d/],
    [{ set: "tomorrow" }, "invalid_request", /takes one of/],
    [{ set: "2031" }, "invalid_request", /takes one of/],
    [{ set: "2031-01-01T00:00:00" }, "invalid_request", /takes one of/],
    [{ set: "2031-02-30" }, "invalid_request", /"}: 2031-02 has 28 days$/],
    [{ set: "2031-13-01" }, "invalid_request", /takes one of/],
    [{ set: 5 }, "invalid_request", /takes one of/],
    [{ freeze: false }, "invalid_request", /takes one of/],
    [{ freeze: true, advance: "1s" }, "invalid_request", /takes one of/],
    [{}, "invalid_request", /takes one of/],
    [{ __proto__: 1, constructor: true }, "invalid_request", /takes one of/],
  ])("refuses %j with a sentence and stays where it is", async (body, code, sentence) => {
    const mock = await serve();
    const answer = await mock.call("POST", "/_mock/clock", body);
    expect(refusal(answer)).toEqual([400, code]);
    expect(answer.json.error.message).toMatch(sentence);
    expect(mock.clock.now()).toBe(START);
  });
});

describe("tasks", () => {
  it("are listed in the order they were made, filtered and by pages", async () => {
    const mock = await serve();
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.push((await mock.submit(plainBody, i === 4 ? "key-b" : "key-a")).json.id);
    await mock.call("POST", `/_mock/tasks/${ids[1] ?? ""}/fail`, { code: "generation_timeout" });
    const listed = async (query: string) => {
      const { json } = await mock.call("GET", `/_mock/tasks${query}`);
      return [
        json.items.map(({ id }: { id: string }) => ids.indexOf(id)),
        json.next === null ? null : ids.indexOf(json.next),
      ];
    };
    expect(await listed("")).toEqual([[0, 1, 2, 3, 4], null]);
    expect(await listed("?key=key-b")).toEqual([[4], null]);
    const label = (await mock.call("GET", "/_mock/accounts/key-b")).json.key as string;
    expect(label).toMatch(/^key_[0-9a-f]{8}$/);
    expect(await listed(`?key=${label}`)).toEqual([[4], null]);
    expect(await listed("?status=failed")).toEqual([[1], null]);
    expect(await listed("?model=wan2.7-video-edit")).toEqual([[], null]);
    expect(await listed("?limit=2")).toEqual([[0, 1], 1]);
    expect(await listed(`?limit=2&after=${ids[1] ?? ""}`)).toEqual([[2, 3], 3]);
    for (const limit of ["0", "1001", "x", "1.5"])
      expect(refusal(await mock.call("GET", `/_mock/tasks?limit=${limit}`))).toEqual([
        400,
        "invalid_request",
      ]);
  });

  it("are listed newest first, filtered and by pages", async () => {
    const mock = await serve();
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.push((await mock.submit(plainBody, i === 4 ? "key-b" : "key-a")).json.id);
    const listed = async (query: string) => {
      const { json } = await mock.call("GET", `/_mock/tasks?order=newest${query}`);
      return [
        json.items.map(({ id }: { id: string }) => ids.indexOf(id)),
        json.next === null ? null : ids.indexOf(json.next),
      ];
    };
    expect(await listed("")).toEqual([[4, 3, 2, 1, 0], null]);
    expect(await listed("&key=key-a&limit=2")).toEqual([[3, 2], 2]);
    expect(await listed(`&key=key-a&limit=2&after=${ids[2] ?? ""}`)).toEqual([[1, 0], null]);
    const first = await mock.call("GET", "/_mock/tasks?order=oldest");
    expect(first.text).toBe((await mock.call("GET", "/_mock/tasks?view=full")).text);
  });

  it("are listed as rows that say what the whole task says", async () => {
    const mock = await serve();
    const { id } = (await mock.submit({ ...plainBody, prompt: "🌊".repeat(201) })).json;
    const forced = (await mock.submit({ ...plainBody, prompt: "[mock:content-policy-violation] fog" })).json;
    await mock.clock.advance("1s");
    const rows = async () => (await mock.call("GET", "/_mock/tasks?view=summary")).json.items;
    const key = (await mock.call("GET", "/_mock/accounts/key-a")).json.key as string;
    const [live] = await rows();
    expect(live).toEqual({
      ...{ id, model: plainBody.model, status: "processing", progress: expect.any(Number) as number, key },
      ...{ created: at(0), ends: at(3000), ended: null, prompt: `${"🌊".repeat(200)}...` },
      ...{ credits_reserved: forced.usage.credits_reserved, charged: null },
    });
    await mock.clock.advance("2s");
    const [done, failed] = await rows();
    expect(done).toMatchObject({ status: "completed", ended: at(3000), charged: live.credits_reserved });
    expect(failed).toMatchObject({
      ...{ status: "failed", code: "content_policy_violation", charged: 0 },
      ...{ prompt: "[mock:content-policy-violation] fog", scenarios: ["content-policy-violation"] },
    });
    expect(Object.keys(done)).not.toContain("code");
    for (const row of [done, failed]) {
      const whole = (await mock.call("GET", `/_mock/tasks/${row.id}`)).json;
      expect([row.status, row.progress, row.key, row.created, row.ends, row.ended, row.charged]).toEqual([
        ...[whole.status, whole.progress, whole.key],
        ...[whole.timeline.created, whole.timeline.ends, whole.timeline.ended, whole.billing.charged],
      ]);
    }
  });

  it("are shown whole", async () => {
    const mock = await serve();
    const { id } = (
      await mock.submit({
        ...plainBody,
        prompt: "x".repeat(5001),
        callback_url: "https://hooks.example.com/x",
      })
    ).json;
    const { json } = await mock.call("GET", `/_mock/tasks/${id}`);
    expect(json).toMatchObject({
      id,
      status: "pending",
      timeline: { created: at(0), processing: at(500), ends: at(3000), ended: null, pace: "timed" },
      billing: { rule: "per_second", charged: null },
      deliveries: [],
    });
    expect(json.request.prompt).toHaveLength(5001);
    expect(JSON.stringify(json.effective)).not.toContain("x".repeat(5001));
  });

  it("are completed, failed and cancelled at once, settled and called back", async () => {
    const hooks = await startReceiver(status(200));
    open.push(hooks);
    const mock = await serve({ pace: "manual", forwardTo: hooks.url });
    const outcomes: unknown[] = [];
    for (const [verb, body] of [
      ["complete", undefined],
      ["fail", { code: "content_policy_violation" }],
      ["fail", { code: "odd", message: "my own", undocumented: true }],
      ["cancel", undefined],
    ] as const) {
      const { id } = (await mock.submit({ ...plainBody, callback_url: "https://hooks.example.com/x" })).json;
      const answer = await mock.call("POST", `/_mock/tasks/${id}/${verb}`, body);
      expect(answer.status).toBe(200);
      outcomes.push([answer.json.status, answer.json.error?.code, answer.json.billing.charged > 0]);
      const queried = await mock.query(id);
      expect(queried.json.status).toBe(answer.json.status);
      for (const again of ["complete", "fail", "cancel"]) {
        const sent = again === "fail" ? { code: "service_error" } : undefined;
        expect(refusal(await mock.call("POST", `/_mock/tasks/${id}/${again}`, sent))).toEqual([
          409,
          "already_ended",
        ]);
      }
      await mock.clock.idle();
      expect((JSON.parse(hooks.received.at(-1)?.body ?? "{}") as { id: string }).id).toBe(id);
    }
    expect(outcomes).toEqual([
      ["completed", undefined, true],
      ["failed", "content_policy_violation", false],
      ["failed", "odd", false],
      ["failed", "request_cancelled", false],
    ]);
    expect(hooks.received).toHaveLength(4);
  });

  it("take a progress that never falls", async () => {
    const mock = await serve({ pace: "manual" });
    const { id } = (await mock.submit()).json;
    expect((await mock.call("PATCH", `/_mock/tasks/${id}`, { progress: 40 })).json).toMatchObject({
      progress: 40,
      status: "processing",
    });
    expect((await mock.query(id)).json.progress).toBe(40);
    expect(refusal(await mock.call("PATCH", `/_mock/tasks/${id}`, { progress: 39 }))).toEqual([
      409,
      "would_fall",
    ]);
    for (const progress of [100, -1, 1.5, "50", null, undefined]) {
      expect(refusal(await mock.call("PATCH", `/_mock/tasks/${id}`, { progress }))).toEqual([
        400,
        "invalid_request",
      ]);
    }
    await mock.call("POST", `/_mock/tasks/${id}/complete`);
    expect(refusal(await mock.call("PATCH", `/_mock/tasks/${id}`, { progress: 50 }))).toEqual([
      409,
      "already_ended",
    ]);
  });

  it("are delivered again on request", async () => {
    const hooks = await startReceiver(status(200));
    open.push(hooks);
    const mock = await serve({ forwardTo: hooks.url });
    const { id } = (await mock.submit({ ...plainBody, callback_url: "https://hooks.example.com/x" })).json;
    expect(refusal(await mock.call("POST", `/_mock/tasks/${id}/redeliver`))).toEqual([409, "not_ended"]);
    await mock.clock.advance("3s");
    expect((await mock.call("POST", `/_mock/tasks/${id}/redeliver`)).json).toMatchObject({
      id: 2,
      task: id,
      target: hooks.url,
    });
    await mock.clock.idle();
    expect(hooks.received.map(({ body }) => body)).toEqual([
      hooks.received[0]?.body,
      hooks.received[0]?.body,
    ]);
    const { id: silent } = (await mock.submit()).json;
    await mock.clock.advance("3s");
    expect(refusal(await mock.call("POST", `/_mock/tasks/${silent}/redeliver`))).toEqual([
      409,
      "no_callback",
    ]);
  });

  it("show their result without counting as a download", async () => {
    const mock = await serve();
    const { id } = (await mock.submit()).json;
    const path = `/_mock/tasks/${id}/result`;
    expect(refusal(await mock.call("GET", path))).toEqual([409, "no_result"]);
    await mock.clock.advance("3s");
    const { results } = (await mock.call("GET", `/_mock/tasks/${id}`)).json;
    const downloaded = await mock.call("GET", new URL(results[0]).pathname);
    const before = (await mock.call("GET", "/_mock/journal?limit=1")).text;
    await mock.clock.advance("25h");
    const shown = await mock.call("GET", path);
    expect([shown.status, shown.headers["content-type"]]).toEqual([200, "video/mp4"]);
    expect(shown.headers["etag"]).toBe(downloaded.headers["etag"]);
    expect((await mock.call("GET", path, undefined, { range: "bytes=0-9" })).status).toBe(206);
    expect((await mock.call("GET", "/_mock/journal?limit=1&kind=request")).text).toBe(before);
    expect((await mock.call("HEAD", path)).status).toBe(200);
  });

  it("fail with each code that the list of failures has", async () => {
    const mock = await serve({ pace: "manual" });
    const { items } = (await mock.call("GET", "/_mock/failures")).json;
    expect(items).toHaveLength(13);
    for (const { code, message } of items) {
      const { id } = (await mock.submit()).json;
      const failed = await mock.call("POST", `/_mock/tasks/${id}/fail`, { code });
      expect(failed.json.error).toEqual({ code, message, type: "task_error" });
    }
  });

  it("are 404 when unknown, and a failure needs a code", async () => {
    const mock = await serve();
    for (const [method, path, body] of [
      ["GET", "", undefined],
      ["PATCH", "", { progress: 5 }],
      ["POST", "/complete", undefined],
      ["POST", "/fail", { code: "service_error" }],
      ["POST", "/cancel", undefined],
      ["POST", "/redeliver", undefined],
    ] as const) {
      expect(refusal(await mock.call(method, `/_mock/tasks/task-unified-1-abcdefgh${path}`, body))).toEqual([
        404,
        "task_not_found",
      ]);
    }
    const { id } = (await mock.submit()).json;
    for (const body of [
      ...[{}, { code: "" }, { code: 5 }, { code: "service_error", message: 5 }],
      ...[{ code: "x" }, { code: "x", undocumented: 1 }, "[]", "{", "null"],
    ]) {
      expect(refusal(await mock.call("POST", `/_mock/tasks/${id}/fail`, body))).toEqual([
        400,
        "invalid_request",
      ]);
    }
    expect((await mock.query(id)).json.status).toBe("pending");
  });
});

describe("the journal", () => {
  it("keeps requests with verdicts, settlements and attempts; filters; shows one", async () => {
    const mock = await serve();
    const { id } = (await mock.submit({ ...plainBody, callback_url: "https://hooks.example.com/x" })).json;
    const refused = await mock.submit({ ...plainBody, duration: 99 }, "key-b");
    const warned = await mock.submit({ ...plainBody, colour: "red" });
    expect(refused.headers["x-wan-mock-journal"]).toBe("/_mock/journal/3");
    expect(warned.headers["x-wan-mock-journal"]).toBe("/_mock/journal/5");
    expect((await mock.query(id)).headers["x-wan-mock-journal"]).toBeUndefined();
    await mock.clock.advance("3s");
    const kinds = async (query: string) =>
      (await mock.call("GET", `/_mock/journal${query}`)).json.items.map(({ kind }: { kind: string }) => kind);
    expect(await kinds(`?task=${id}`)).toEqual(["callback", "settle", "task", "request", "request", "task"]);
    expect(await kinds("?status=400")).toEqual(["request"]);
    expect(await kinds("?status=completed")).toEqual(["settle", "settle", "task", "task"]);
    expect(await kinds(`?kind=task&task=${id}`)).toEqual(["task", "task"]);
    expect(await kinds("?kind=callback")).toEqual(["callback"]);
    expect(await kinds("?rule=no-unknown-parameter")).toEqual(["request"]);
    expect(await kinds("?key=key-b")).toEqual(["request"]);
    expect(await kinds("?model=wan2.7-video-edit")).toEqual([]);
    const page = (await mock.call("GET", "/_mock/journal?limit=2")).json;
    expect(page.items).toHaveLength(2);
    const rest = (await mock.call("GET", `/_mock/journal?before=${page.next}`)).json;
    expect(rest.items[0].sequence).toBe(page.next - 1);
    expect(refusal(await mock.call("GET", "/_mock/journal?before=x"))).toEqual([400, "invalid_request"]);
    const one = await mock.call("GET", refused.headers["x-wan-mock-journal"] as string);
    expect(one.json).toMatchObject({
      sequence: 3,
      status: 400,
      findings: [{ pointer: "/duration", severity: "error" }],
    });
    expect(refusal(await mock.call("GET", "/_mock/journal/999"))).toEqual([404, "not_found"]);
  });

  it("keeps what a refused request was told, and nothing where a request was accepted", async () => {
    const mock = await serve({ maxBody: 10_000 });
    const file = { authorization: "Bearer key-a" };
    const forced = {
      ...{ authorization: "Bearer key-a", "content-type": "application/json" },
      "x-wan-mock-scenario": "http-503",
    };
    const refused = [
      await mock.submit({ ...plainBody, duration: 99 }),
      await mock.call("POST", "/v1/videos/generations", "{", file),
      await mock.submit({ ...plainBody, prompt: "x".repeat(20_000) }),
      await mock.call("POST", "/v1/videos/generations", plainBody),
      await mock.call("POST", "/v1/videos/generations", plainBody, forced),
      await mock.query("task-unified-1-abcdefgh"),
      await mock.call("GET", "/v1/nothing"),
      await mock.call("GET", "/files/none.mp4"),
      await mock.call("DELETE", "/api/v1/files/none", undefined, file),
    ];
    for (const { status: answered, headers, json } of refused) {
      expect(answered).toBeGreaterThanOrEqual(400);
      const entry = (await mock.call("GET", headers["x-wan-mock-journal"] as string)).json;
      expect([entry.status, entry.message]).toEqual([answered, json.error?.message ?? json.msg]);
    }
    const { id } = (await mock.submit()).json;
    await mock.query(id);
    const accepted = mock.journal.entries().filter((one) => one.kind === "request" && one.status === 200);
    expect(accepted).toHaveLength(2);
    for (const entry of accepted) expect(JSON.stringify(entry)).not.toContain('"message"');
  });

  it("tells what is made to happen to a task, each end before its settlement and callback", async () => {
    const hooks = await startReceiver(status(200));
    open.push(hooks);
    const mock = await serve({ pace: "manual", forwardTo: hooks.url });
    const { id } = (await mock.submit({ ...plainBody, callback_url: "https://hooks.example.com/x" })).json;
    await mock.call("PATCH", `/_mock/tasks/${id}`, { progress: 40 });
    await mock.call("PATCH", `/_mock/tasks/${id}`, { progress: 39 });
    await mock.clock.advance("1s");
    await mock.call("POST", `/_mock/tasks/${id}/fail`, { code: "service_error" });
    await mock.clock.idle();
    const { items } = (await mock.call("GET", `/_mock/journal?task=${id}`)).json;
    const told = items
      .reverse()
      .map((entry: Record<string, unknown>) =>
        entry["kind"] === "task"
          ? [entry["step"], entry["status"], entry["progress"], entry["at"]]
          : entry["kind"],
      );
    expect(told).toEqual([
      ["created", "pending", 0, at(0)],
      "request",
      ["changed", "processing", 40, at(0)],
      ["ended", "failed", 0, at(1000)],
      "refund",
      "callback",
    ]);
  });

  it("points at the entry of every refusal, whatever refused", async () => {
    const mock = await serve({ maxBody: 1000 });
    for (const answer of [
      await mock.call("POST", "/v1/videos/generations", plainBody),
      await mock.submit({ ...plainBody, prompt: "x".repeat(2000) }),
      await mock.call("GET", "/v1/nothing"),
      await mock.call("DELETE", "/v1/videos/generations"),
      await mock.call("GET", "/files/none.mp4"),
    ]) {
      const entry = await mock.call("GET", answer.headers["x-wan-mock-journal"] as string);
      expect([entry.json.status, entry.json.requestId]).toEqual([
        answer.status,
        answer.headers["x-request-id"],
      ]);
    }
  });

  it("is bounded by count and age, and says so in health", async () => {
    const mock = await serve({ journalEntries: 3, journalAge: "1h" });
    for (let i = 0; i < 5; i++) await mock.query("task-unified-1-abcdefgh");
    expect((await mock.call("GET", "/_mock/journal")).json.items).toHaveLength(3);
    expect((await mock.call("GET", "/_mock/health")).json.journal).toEqual({
      most: 3,
      most_bytes: 64_000_000,
      age: 3_600_000,
      kept: 3,
      bytes: expect.any(Number) as number,
      recorded: 5,
    });
    await mock.clock.advance("2h");
    expect(
      (await mock.call("GET", "/_mock/journal")).json.items.map(({ kind }: { kind: string }) => kind),
    ).toEqual(["clock"]);
  });
});

describe("events", () => {
  async function listen(mock: Mock, headers: Record<string, string> = {}) {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      httpRequest(`${mock.url}/_mock/events`, { headers, agent: false }, resolve).on("error", reject).end();
    });
    let heard = "";
    let wake: () => void = () => undefined;
    response.setEncoding("utf8").on("data", (part: string) => {
      heard += part;
      wake();
    });
    const until = async (sign: string) => {
      while (!heard.includes(sign)) await new Promise<void>((resolve) => (wake = resolve));
      return heard;
    };
    return { response, until, ended: new Promise((resolve) => response.on("end", () => resolve(heard))) };
  }

  it("come as they happen, resume after the last one seen, and end with the mock", async () => {
    const mock = await serve();
    const live = await listen(mock);
    expect(live.response.headers).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
    });
    await live.until("\n\n");
    await mock.submit();
    await mock.clock.advance("3s");
    const heard = await live.until("event: clock");
    expect(heard.match(/^(?:id|event): .*$/gm)).toEqual([
      "id: 1",
      "event: task",
      "id: 2",
      "event: request",
      "id: 3",
      "event: task",
      "id: 4",
      "event: settle",
      "id: 5",
      "event: clock",
    ]);
    const resumed = await listen(mock, { "last-event-id": "3" });
    expect((await resumed.until("event: clock")).match(/^id: .*$/gm)).toEqual(["id: 4", "id: 5"]);
    await mock.close();
    // A connection that is cut has no end.
    await Promise.all([live.ended, resumed.ended]);
  });
});

describe("health", () => {
  it("tells the real time of the start, which neither the clock nor a reset changes", async () => {
    const before = Date.now();
    const mock = await serve();
    const started = async () => (await mock.call("GET", "/_mock/health")).json.started as string;
    const told = await started();
    expect(told).toBe(new Date(told).toISOString());
    expect(Date.parse(told)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(told)).toBeLessThanOrEqual(Date.now());
    await mock.clock.advance("24h");
    await mock.call("POST", "/_mock/reset", {});
    expect(await started()).toBe(told);
  });
});

describe("what health tells of the control side and of prices", () => {
  it("is whether a token is asked for, and how many credits make a dollar", async () => {
    const health = async (options: MockOptions) =>
      (await (await serve(options)).call("GET", "/_mock/health")).json as unknown;
    expect(await health({})).toMatchObject({ control_token: false, credits_per_usd: 68 });
    expect(await health({ controlToken: "opensesame" })).toMatchObject({ control_token: true });
  });
});

describe("metrics", () => {
  it("count in the Prometheus text format", async () => {
    const mock = await serve();
    await mock.submit({ ...plainBody, callback_url: "https://hooks.example.com/x" });
    await mock.submit({ ...plainBody, colour: "red" });
    await mock.submit({ ...plainBody, duration: 99 });
    await mock.query("task-unified-1-abcdefgh");
    await mock.clock.advance("3s");
    await mock.submit();
    const { text: told, headers } = await mock.call("GET", "/_mock/metrics");
    expect(headers["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
    const lines = told.split("\n");
    for (const line of [
      'wan_mock_requests_total{route="/v1/videos/generations",method="POST",status="200"} 3',
      'wan_mock_requests_total{route="/v1/videos/generations",method="POST",status="400"} 1',
      'wan_mock_requests_total{route="/v1/tasks/{task_id}",method="GET",status="404"} 1',
      'wan_mock_tasks{model="wan2.7-text-to-video",status="live"} 1',
      'wan_mock_tasks{model="wan2.7-text-to-video",status="completed"} 2',
      'wan_mock_callback_attempts_total{outcome="withheld"} 1',
      'wan_mock_findings_total{rule="no-unknown-parameter",severity="warn"} 1',
      "# TYPE wan_mock_credits_total counter",
    ]) {
      expect(lines).toContain(line);
    }
    expect(told.endsWith("\n")).toBe(true);
    for (const line of lines.slice(0, -1))
      expect(line).toMatch(/^(?:# (?:HELP|TYPE) \w+ .+|\w+\{(?:\w+="[^"]*",?)+\} -?\d+(?:\.\d+)?)$/);
  });
});

describe("accounts, rules and lint", () => {
  it("change only what is named", async () => {
    const mock = await serve();
    expect((await mock.call("PUT", "/_mock/accounts/key-a", { balance: 1000 })).json).toMatchObject({
      balance: 1000,
      models: null,
      user_group: "default",
    });
    await mock.call("PUT", "/_mock/accounts/key-a", { models: ["wan2.7-video-edit"], user_group: "vip" });
    expect((await mock.call("GET", "/_mock/accounts/key-a")).json).toMatchObject({
      balance: 1000,
      models: ["wan2.7-video-edit"],
      user_group: "vip",
    });
    expect((await mock.submit()).status).toBe(403);
    await mock.call("PUT", "/_mock/accounts/key-a", { models: null, balance: 0 });
    expect((await mock.submit()).status).toBe(402);
    expect((await mock.call("PUT", "/_mock/accounts/key-a", { balance: null })).json).toMatchObject({
      balance: null,
      user_group: "vip",
    });
    expect((await mock.submit()).status).toBe(200);
    for (const body of [
      { balance: -1 },
      { balance: "5" },
      { models: ["none"] },
      { models: "x" },
      { user_group: "" },
      { ballance: 1 },
      "[]",
    ]) {
      expect(refusal(await mock.call("PUT", "/_mock/accounts/key-a", body)), JSON.stringify(body)).toEqual([
        400,
        "invalid_request",
      ]);
    }
  });

  it("are listed by pages, the first seen first, without their ledgers", async () => {
    const mock = await serve();
    expect((await mock.call("GET", "/_mock/accounts")).json).toEqual({ items: [], next: null });
    for (const key of ["key-c", "key-a", "key-b"]) await mock.submit(plainBody, key);
    await mock.call("PUT", "/_mock/accounts/key-a", { balance: 70, models: ["wan2.7-video-edit"] });
    const whole = async (key: string) => (await mock.call("GET", `/_mock/accounts/${key}`)).json;
    const { items, next } = (await mock.call("GET", "/_mock/accounts")).json;
    expect(next).toBeNull();
    expect(items).toHaveLength(3);
    for (const [place, key] of ["key-c", "key-a", "key-b"].entries()) {
      const { ledger: _, by_model: __, ...row } = await whole(key);
      expect(items[place]).toEqual(row);
    }
    const first = (await mock.call("GET", "/_mock/accounts?limit=2")).json;
    expect([first.items, first.next]).toEqual([items.slice(0, 2), items[1].key]);
    const rest = (await mock.call("GET", `/_mock/accounts?limit=2&after=${first.next}`)).json;
    expect(rest).toEqual({ items: items.slice(2), next: null });
  });

  it("know only accepted keys", async () => {
    const mock = await serve({ keys: ["only-this-key"] });
    expect(refusal(await mock.call("GET", "/_mock/accounts/another"))).toEqual([404, "account_not_found"]);
    expect((await mock.call("GET", "/_mock/accounts/only-this-key")).status).toBe(200);
  });

  it("list the rules, and lint without creating anything", async () => {
    const mock = await serve();
    const { items, next } = (await mock.call("GET", "/_mock/rules")).json;
    expect([items.length > 20, next]).toEqual([true, null]);
    expect((await mock.call("POST", "/_mock/lint", plainBody)).json).toMatchObject({
      accepted: true,
      status: 200,
      findings: [],
    });
    const refused = await mock.call("POST", "/_mock/lint", { ...plainBody, duration: 99 });
    expect([refused.status, refused.json.status, refused.json.findings[0].pointer]).toEqual([
      200,
      400,
      "/duration",
    ]);
    const twice = await mock.call(
      "POST",
      "/_mock/lint",
      '{"model":"wan2.7-text-to-video","prompt":"a","prompt":"b"}',
    );
    expect(twice.json.findings[0].rule).toBe("no-duplicate-json-keys");
    expect((await mock.call("POST", "/_mock/lint", "{")).json.accepted).toBe(false);
    expect((await mock.call("GET", "/_mock/tasks")).json.items).toEqual([]);
    expect(mock.journal.entries()).toEqual([]);
  });

  it.each([
    ["2026-05", { ...bodies.text }],
    ["2026-05", { ...bodies.edit }],
    ["2026-05", { ...bodies.edit, duration: 0, quality: "1080p" }],
    ["2026-05", { ...bodies.reference }],
    ["2026-10", { ...bodies.edit, duration: 0 }],
    ["2026-10", { ...bodies.text, duration: 2, quality: "720p" }],
  ] as const)("estimate under %s what the submit of %j reserves", async (priceList, body) => {
    const mock = await serve({ priceList });
    const { estimate, effective } = (await mock.call("POST", "/_mock/lint", body)).json;
    const { usage } = (await mock.submit(body)).json;
    expect(estimate.credits).toBe(usage.credits_reserved);
    expect(estimate.usd).toBeCloseTo(usage.credits_reserved / 68, 9);
    expect(estimate.seconds).toBeGreaterThanOrEqual(effective.output.seconds);
    const refused = await mock.call("POST", "/_mock/lint", { ...body, duration: 99 });
    expect(refused.json.estimate).toBeUndefined();
  });

  it("estimate the seconds of input clips beside those of the result", async () => {
    const mock = await serve();
    const secondsOf = async (body: object) =>
      (await mock.call("POST", "/_mock/lint", body)).json.estimate.seconds;
    expect(await secondsOf(bodies.text)).toBe(10);
    expect(await secondsOf(bodies.edit)).toBe(4 + 5);
    expect(await secondsOf({ ...bodies.edit, duration: 0 })).toBe(5 + 5);
  });

  it("list callbacks", async () => {
    const mock = await serve();
    const ids: string[] = [];
    for (let i = 0; i < 3; i++)
      ids.push((await mock.submit({ ...plainBody, callback_url: "https://hooks.example.com/x" })).json.id);
    await mock.clock.advance("3s");
    const all = (await mock.call("GET", "/_mock/callbacks?limit=2")).json;
    expect(all.items.map(({ task, state }: { task: string; state: string }) => [task, state])).toEqual([
      [ids[2], "withheld"],
      [ids[1], "withheld"],
    ]);
    expect((await mock.call("GET", `/_mock/callbacks?before=${all.next}`)).json.items).toHaveLength(1);
    expect((await mock.call("GET", `/_mock/callbacks?task=${ids[1] ?? ""}`)).json.items).toHaveLength(1);
  });
});

describe("one callback", () => {
  const CALLBACK = { ...plainBody, callback_url: "https://hooks.example.com/x" };

  it("is told with key, model and the body that is sent, while pending and once delivered", async () => {
    const hooks = await startReceiver((response, count) => {
      response.writeHead(count === 1 ? 500 : 200).end();
    });
    open.push(hooks);
    const mock = await serve({ forwardTo: hooks.url });
    const { id } = (await mock.submit(CALLBACK)).json;
    await mock.clock.advance("3s");
    const one = async () => (await mock.call("GET", "/_mock/callbacks/1")).json;
    const { body: pending, ...delivery } = await one();
    const { key } = (await mock.call("GET", "/_mock/accounts/key-a")).json;
    expect(delivery).toMatchObject({ id: 1, task: id, key, model: plainBody.model, state: "pending" });
    expect((await mock.call("GET", "/_mock/callbacks")).json.items).toEqual([delivery]);
    await mock.clock.advance("1m");
    const delivered = await one();
    expect(delivered).toMatchObject({ state: "delivered", key, model: plainBody.model });
    expect(hooks.received).toHaveLength(2);
    for (const { body } of hooks.received) {
      expect(JSON.parse(body)).toEqual(pending);
      expect(delivered.body).toEqual(pending);
    }
    expect(pending).toEqual((await mock.query(id)).json);
  });

  it("that is withheld has the body that would be sent, and null when its task is gone", async () => {
    const mock = await serve({ tasks: 1 });
    const { id } = (await mock.submit(CALLBACK)).json;
    await mock.clock.advance("3s");
    const { body } = (await mock.call("GET", "/_mock/callbacks/1")).json;
    expect(body).toEqual((await mock.query(id)).json);
    await mock.submit();
    await mock.submit();
    expect((await mock.query(id)).status).toBe(404);
    const gone = (await mock.call("GET", "/_mock/callbacks/1")).json;
    expect(gone).toMatchObject({ id: 1, task: id, state: "withheld", body: null });
  });

  it("is 404 when there is none of that number", async () => {
    const mock = await serve();
    for (const number of ["1", "01", "x", "__proto__", "1e0"]) {
      const answer = await mock.call("GET", `/_mock/callbacks/${number}`);
      expect(refusal(answer)).toEqual([404, "not_found"]);
      expect(answer.json.error.message).toBe(
        `there is no delivery ${number}: GET /_mock/callbacks lists those that are kept`,
      );
    }
  });
});

/** The page, its session and the samples, and health, whose address hosting tools add to. */
const ANSWERED_ELSEWHERE = /^\/_mock(?:\/(?:docs|session|health|assets.*))?$/;

describe("what a route does not know", () => {
  it.each([
    ["tasks?stauts=failed", /^there is no query parameter "stauts" here: did you mean status\?$/],
    ["tasks?before=5", /"before" here: known are key, model, status, order, view, after, limit$/],
    ["tasks?order=oldset", /^order is one of oldest, newest$/],
    ["tasks?view=short", /^view is one of full, summary$/],
    ["tasks?status=done", /^status is one of pending, processing, completed, failed$/],
    ["tasks?after=task-unified-1-abcdefgh", /^after is the id that next told/],
    ["tasks?limit=1e2", /^limit is a whole number from 1 to 1000$/],
    ["tasks?limit=", /^limit is/],
    ["tasks?model=a&model=b", /^model is given twice/],
    ["tasks?constructor=1", /^there is no query parameter "constructor"/],
    [
      "journal?kind=requests",
      /^kind is one of request, task, settle, refund, callback, habit, clock, reset$/,
    ],
    ["journal?status=bad", /^status is an HTTP status, or one of/],
    ["journal?before=", /^before is the number that next told$/],
    ["journal?before=-1", /^before is/],
    ["journal?limit=0x10", /^limit is/],
    ["accounts?after=key-a", /^after is the key that next told, such as key_/],
    ["accounts?after=key_00000000", /^after is the key that next told: there is no such account any more/],
    ["accounts?limit=0", /^limit is a whole number/],
    ["accounts?model=x", /^there is no query parameter "model" here: known are after, limit$/],
    ["callbacks/1?task=x", /^there is no query parameter "task" here: leave it out/],
    ["scenarios/next?limit=5", /^there is no query parameter "limit" here: leave it out/],
    ["callbacks?key=k", /^there is no query parameter "key" here/],
    ["events?kind=callback", /^there is no query parameter "kind" here: leave it out, this path takes none$/],
  ])("%s is refused with a sentence", async (path, sentence) => {
    const mock = await serve();
    const answer = await mock.call("GET", `/_mock/${path}`);
    expect(refusal(answer)).toEqual([400, "invalid_request"]);
    expect(answer.json.error.message).toMatch(sentence);
  });

  it("is refused as a query parameter by every route and method, before anything is done", async () => {
    const mock = await serve({ pace: "manual" });
    const { id } = (await mock.submit()).json;
    const routes = control.operations.filter(({ path }) => !ANSWERED_ELSEWHERE.test(path));
    expect(routes.length).toBeGreaterThan(25);
    for (const { method, path } of routes) {
      const place = path.replace("/tasks/{id}", `/tasks/${id}`).replace(/\{\w+\}/, "1");
      const answer = await mock.call(method, `${place}?wrong=1`, method === "GET" ? undefined : {});
      expect(refusal(answer), `${method} ${path}`).toEqual([400, "invalid_request"]);
      expect(answer.json.error.message).toMatch(/^there is no query parameter "wrong" here: /);
    }
    expect((await mock.query(id)).json).toMatchObject({ status: "pending" });
    expect((await mock.call("GET", "/_mock/health?cache=1")).status).toBe(200);
  });

  it("says so of members of a body, and does nothing", async () => {
    const mock = await serve({ pace: "manual" });
    const { id } = (await mock.submit()).json;
    for (const [method, path, body] of [
      ["PATCH", `/_mock/tasks/${id}`, { progress: 50, status: "completed" }],
      ["POST", `/_mock/tasks/${id}/fail`, { code: "service_error", mesage: "x" }],
      ["POST", `/_mock/tasks/${id}/complete`, { status: "failed" }],
      ["POST", `/_mock/tasks/${id}/cancel`, { code: "x" }],
      ["POST", `/_mock/tasks/${id}/redeliver`, { url: "http://localhost" }],
      ["DELETE", "/_mock/scenarios/next", { name: "slow" }],
    ] as const) {
      const answer = await mock.call(method, path, body);
      expect(refusal(answer), path).toEqual([400, "invalid_request"]);
      expect(answer.json.error.message).toMatch(/says nothing here: /);
    }
    expect((await mock.query(id)).json).toMatchObject({ status: "pending", progress: 0 });
  });

  it.each([
    ["PATCH", "tasks/ID", { progres: 50 }, '"progres" says nothing here: did you mean progress?'],
    ["POST", "tasks/ID/fail", { mesage: "x" }, '"mesage" says nothing here: did you mean message?'],
    ["POST", "tasks/ID/fail", { zzz: 1 }, '"zzz" says nothing here: known are code, message, undocumented'],
    ["POST", "tasks/ID/cancel", { code: "x" }, '"code" says nothing here: the body is empty or {}'],
    ["POST", "scenarios/next", { nmae: "slow" }, '"nmae" says nothing here: did you mean name?'],
    ["POST", "scenarios/next", { name: "slow", time: 2 }, '"time" says nothing here: did you mean times?'],
    [
      "POST",
      "scenarios/next",
      { name: "slow", match: { modle: "m" } },
      '"modle" says nothing in match: did you mean model?',
    ],
    ["POST", "reset", { scpoe: "tasks" }, '"scpoe" says nothing here: did you mean scope?'],
    ["PUT", "accounts/key-a", { balanse: 1 }, "balanse is no setting of an account: did you mean balance?"],
    [
      "PUT",
      "accounts/key-a",
      { limits: { rate_limits: "1/s" } },
      "rate_limits is no limit: did you mean rate_limit?",
    ],
  ])("%s %s with %j is refused: %s", async (method, path, body, sentence) => {
    const mock = await serve({ pace: "manual" });
    const { id } = (await mock.submit()).json;
    const answer = await mock.call(method, `/_mock/${path.replace("ID", id)}`, body);
    expect([answer.status, answer.json.error.message]).toEqual([400, sentence]);
    expect((await mock.query(id)).json).toMatchObject({ status: "pending", progress: 0 });
    expect((await mock.call("GET", "/_mock/accounts/key-a")).json.balance).toBe(null);
  });

  it.each([
    [{ advanse: "1h" }, "advance"],
    [{ freeze: true, sett: "x" }, "set"],
  ])("refuses a clock call of %j with the closest move", async (body, near) => {
    const mock = await serve();
    const { message } = (await mock.call("POST", "/_mock/clock", body)).json.error;
    expect(message).toMatch(/^the clock takes one of {"advance":/);
    expect(message.endsWith(`}: did you mean ${near}?`)).toBe(true);
  });

  it("names the value and the closest scope of a reset that there is none of", async () => {
    const mock = await serve();
    const messageOf = async (scope: unknown) =>
      (await mock.call("POST", "/_mock/reset", { scope })).json.error.message;
    expect(await messageOf("task")).toMatch(/^reset takes .* one of .*, got "task": did you mean tasks\?$/);
    expect(await messageOf(5)).toMatch(/^reset takes .* one of .*, got 5$/);
  });

  it("refuses a label that no key has, in paths, filters and the queue", async () => {
    const mock = await serve();
    for (const path of ["accounts/key_00000000", "tasks?key=key_00000000", "journal?key=key_00000000"]) {
      const answer = await mock.call("GET", `/_mock/${path}`);
      expect(refusal(answer), path).toEqual([404, "account_not_found"]);
      expect(answer.json.error.message).toContain("key_00000000");
    }
    const queued = await mock.call("POST", "/_mock/scenarios/next", {
      name: "slow",
      match: { key: "key_00000000" },
    });
    expect(refusal(queued)).toEqual([400, "invalid_option"]);
    const { key } = (await mock.call("GET", "/_mock/accounts/key-a")).json;
    expect(refusal(await mock.call("GET", `/_mock/accounts/${key}`))).toEqual([404, "account_not_found"]);
    await mock.call("PUT", "/_mock/accounts/key-a", { balance: 5 });
    expect((await mock.call("GET", `/_mock/accounts/${key}`)).json).toMatchObject({ key, balance: 5 });
  });
});

describe("scenarios", () => {
  it("that wait are listed, the next one first, without being used up", async () => {
    const mock = await serve();
    const queue = async () => (await mock.call("GET", "/_mock/scenarios/next")).json;
    expect(await queue()).toEqual({ items: [], next: null });
    await mock.call("POST", "/_mock/scenarios/next", { name: "rate-limited", times: 2 });
    const match = { key: "key-a", prompt: "fog" };
    const queued = await mock.call("POST", "/_mock/scenarios/next", { name: "query/http-503", match });
    expect((await queue()).items).toHaveLength(2);
    expect(await queue()).toEqual(queued.json);
    await mock.submit();
    const { key } = (await mock.call("GET", "/_mock/accounts/key-a")).json;
    expect(await queue()).toEqual({
      items: [
        { name: "rate-limited", left: 1, match: {} },
        { name: "query/http-503", left: 1, match: { key, prompt: "fog" } },
      ],
      next: null,
    });
    await mock.call("DELETE", "/_mock/scenarios/next");
    expect(await queue()).toEqual({ items: [], next: null });
  });

  const LIMITED = { "x-wan-mock-scenario": "rate-limited:3" };

  async function usesOf(mock: Served) {
    const { items } = (await mock.call("GET", "/_mock/scenarios")).json;
    const used = items.filter((item: { used: number }) => item.used > 0);
    return Object.fromEntries(used.map(({ name, used: count }: Record<string, unknown>) => [name, count]));
  }

  it("tell how many answers named them, by the operation of the call", async () => {
    const mock = await serve();
    const call = (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
      mock.call(method, path, body, {
        ...{ authorization: "Bearer key-a", "content-type": "application/json" },
        ...headers,
      });
    expect(await usesOf(mock)).toEqual({});
    await mock.submit();
    expect(await usesOf(mock)).toEqual({});
    for (let i = 0; i < 2; i++) await call("POST", "/v1/videos/generations", LIMITED, plainBody);
    await call("POST", "/v1/videos/generations", { "x-wan-mock-scenario": "http-503-x" }, plainBody);
    await call("GET", "/v1/tasks/none", { "x-wan-mock-scenario": "rate-limited" });
    await call("GET", "/v1/tasks/none", { "x-wan-mock-scenario": "http-502" });
    await call("GET", "/v1/tasks?page=1", { "x-wan-mock-scenario": "hang-up" });
    const prompt = "[mock:callback-twice] [mock:query/slow-body:1] fog";
    await mock.submit({ ...plainBody, prompt });
    await mock.call("GET", "/v1/models", undefined, { authorization: "Bearer sk-mock-unauthorized" });
    const used = {
      ...{ "rate-limited": 2, "query/rate-limited": 1, "http-STATUS[-code]": 2 },
      ...{ "callback-twice": 1, "query/slow-body": 1, unauthorized: 1 },
    };
    expect(await usesOf(mock)).toEqual(used);
    await mock.call("POST", "/_mock/reset", { scope: "journal" });
    expect(await usesOf(mock)).toEqual(used);
  });

  it.each(["all", "scenarios"])("start counting again with a reset of %s", async (scope) => {
    const mock = await serve();
    const limited = () =>
      mock.call("POST", "/v1/videos/generations", plainBody, {
        ...{ authorization: "Bearer key-a", "content-type": "application/json" },
        ...LIMITED,
      });
    await limited();
    expect(await usesOf(mock)).toEqual({ "rate-limited": 1 });
    await mock.call("POST", "/_mock/reset", { scope });
    expect(await usesOf(mock)).toEqual({});
    await limited();
    expect(await usesOf(mock)).toEqual({ "rate-limited": 1 });
  });
});

describe("reset", () => {
  it("drops everything, and the same script gives the same ids again", async () => {
    const mock = await serve({ balance: 10_000 });
    const first = await mock.submit();
    await mock.clock.advance("1s");
    const answer = await mock.call("POST", "/_mock/reset", {});
    expect(answer.json).toEqual({ reset: "all", now: at(0), mode: "frozen", waiting: 0, next: null });
    expect((await mock.query(first.json.id)).status).toBe(404);
    expect((await mock.call("GET", "/_mock/accounts/key-a")).json).toMatchObject({
      balance: 10_000,
      reserved: 0,
      ledger: [],
    });
    expect(mock.journal.entries().map(({ kind }) => kind)).toEqual(["reset", "request"]);
    expect((await mock.submit()).text).toBe(first.text);
  });

  it("of tasks gives their credits back; what waited for them never happens", async () => {
    const hooks = await startReceiver(status(200));
    open.push(hooks);
    const mock = await serve({ balance: 10_000, forwardTo: hooks.url });
    await mock.submit({ ...plainBody, callback_url: "https://hooks.example.com/x" });
    await mock.call("POST", "/_mock/reset", { scope: "tasks" });
    await mock.clock.advance("1h");
    expect(hooks.received).toEqual([]);
    expect(mock.journal.entries().map(({ kind }) => kind)).toEqual(["task", "request", "reset", "clock"]);
    expect((await mock.call("GET", "/_mock/accounts/key-a")).json).toMatchObject({
      balance: 10_000,
      reserved: 0,
      used: 0,
    });
  });

  it("ends retries of a delivery, and a silent receiver's answer is told to nobody", async () => {
    const hooks = await startReceiver((response, count) => {
      if (count === 1) response.writeHead(500).end();
    });
    open.push(hooks);
    const mock = await serve({ forwardTo: hooks.url, callbackPatience: "10s" });
    await mock.submit({ ...plainBody, callback_url: "https://hooks.example.com/x" });
    await mock.clock.advance("3s");
    const moved = mock.clock.advance("1m");
    while (hooks.received.length < 2) await new Promise((resolve) => setImmediate(resolve));
    await mock.call("POST", "/_mock/reset", {});
    await moved;
    await mock.clock.advance("1h");
    expect(hooks.received).toHaveLength(2);
    expect(mock.callbacks.deliveries()).toEqual([]);
  });

  it.each([
    ["journal", { tasks: 1, journal: 1, now: at(1000) }],
    ["accounts", { tasks: 1, journal: 4, now: at(1000) }],
    ["clock", { tasks: 1, journal: 4, now: at(0) }],
    ["scenarios", { tasks: 1, journal: 4, now: at(1000) }],
    ["tasks", { tasks: 0, journal: 4, now: at(1000) }],
  ])("of %s leaves the rest", async (scope, left) => {
    const mock = await serve();
    await mock.submit();
    await mock.clock.advance("1s");
    const { json } = await mock.call("POST", "/_mock/reset", { scope });
    const tasks = (await mock.call("GET", "/_mock/tasks")).json.items.length;
    expect({ tasks, journal: mock.journal.entries().length, now: json.now }).toEqual(left);
  });

  it("of accounts leaves held what live tasks hold, and the sums add up when they end", async () => {
    const mock = await serve({ balance: 1000, pace: "manual" });
    const { id, usage } = (await mock.submit()).json;
    await mock.call("POST", `/_mock/tasks/${(await mock.submit()).json.id}/complete`);
    const cost = usage.credits_reserved;
    await mock.call("POST", "/_mock/reset", { scope: "accounts" });
    const account = async () => (await mock.call("GET", "/_mock/accounts/key-a")).json;
    expect(await account()).toMatchObject({ balance: 1000 - cost, reserved: cost, used: 0 });
    await mock.call("POST", `/_mock/tasks/${id}/complete`);
    expect(await account()).toMatchObject({
      balance: 1000 - cost,
      reserved: 0,
      used: cost,
      by_model: { [plainBody.model]: cost },
    });
  });

  it("of the clock leaves what has ended ended", async () => {
    const mock = await serve();
    const { id } = (await mock.submit()).json;
    await mock.clock.advance("1m");
    const before = await mock.query(id);
    await mock.call("POST", "/_mock/reset", { scope: "clock" });
    expect((await mock.query(id)).text).toBe(before.text);
    expect((await mock.call("POST", `/_mock/tasks/${id}/cancel`)).status).toBe(409);
  });

  it("of accounts draws no id of an older task, and its place and credits are left alone", async () => {
    const mock = await serve({ balance: 100, concurrency: 1, pace: "manual" });
    const first = (await mock.submit()).json.id;
    await mock.call("POST", `/_mock/tasks/${first}/cancel`);
    await mock.call("POST", "/_mock/reset", { scope: "accounts" });
    const second = await mock.submit();
    expect(second.status).toBe(200);
    expect(second.json.id).not.toBe(first);
    const { ledger } = (await mock.call("GET", "/_mock/accounts/key-a")).json;
    expect(ledger).toMatchObject([{ kind: "reserve", task: second.json.id }]);
  });

  it("refuses what it does not know", async () => {
    const mock = await serve();
    for (const body of [{ scope: "everything" }, { scope: 5 }, { scopes: "tasks" }, "[]"]) {
      expect(refusal(await mock.call("POST", "/_mock/reset", body))).toEqual([400, "invalid_request"]);
    }
  });
});

describe("routes", () => {
  it("answer wrong methods and unknown ones in JSON, without CORS", async () => {
    const mock = await serve();
    const { headers, ...wrong } = await mock.call("DELETE", "/_mock/clock");
    expect([refusal({ headers, ...wrong }), headers.allow]).toEqual([
      [405, "method_not_allowed"],
      "GET, HEAD, POST",
    ]);
    expect(refusal(await mock.call("POST", "/_mock/health"))).toEqual([405, "method_not_allowed"]);
    expect(refusal(await mock.call("POST", "/_mock/events"))).toEqual([405, "method_not_allowed"]);
    expect(refusal(await mock.call("GET", "/_mock/nothing/here"))).toEqual([404, "not_found"]);
    expect(refusal(await mock.call("GET", "/_mock/tasks/%zz"))).toEqual([400, "invalid_request"]);
    for (const path of ["clock", "metrics", "events"]) {
      const head = await mock.call("HEAD", `/_mock/${path}`);
      expect([head.status, head.text]).toEqual([200, ""]);
    }
    for (const [method, path] of [
      ["OPTIONS", "/_mock/clock"],
      ["GET", "/_mock/clock"],
      ["GET", "/_mock/none"],
      ["GET", "/_mock/health"],
    ] as const) {
      const answer = await mock.call(method, path, undefined, {
        origin: "http://localhost:5173",
        "access-control-request-method": "POST",
      });
      expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
    }
  });

  it("refuse bodies that are too large or no JSON object", async () => {
    const mock = await serve();
    expect(refusal(await mock.call("POST", "/_mock/clock", " ".repeat(10_000_001)))).toEqual([
      413,
      "request_too_large",
    ]);
    for (const body of ["{", "[]", "5", '"x"', "null"])
      expect(refusal(await mock.call("POST", "/_mock/clock", body))).toEqual([400, "invalid_request"]);
    expect(refusal(await mock.call("POST", "/_mock/clock", "{}", { "content-encoding": "gzip" }))).toEqual([
      400,
      "invalid_request",
    ]);
  });
});

describe("security", () => {
  const everyRoute = [
    "/_mock/clock",
    "/_mock/tasks",
    "/_mock/journal",
    "/_mock/callbacks",
    "/_mock/callbacks/1",
    "/_mock/accounts",
    "/_mock/accounts/k",
    "/_mock/rules",
    "/_mock/metrics",
    "/_mock/events",
    "/_mock/none",
  ];

  it("turns away foreign hosts and origins on every route", async () => {
    const mock = await serve();
    for (const path of everyRoute) {
      for (const headers of [
        { host: "evil.example" },
        { host: "localhost.evil.example:2727" },
        { origin: "https://evil.example" },
        { origin: "null" },
      ]) {
        expect(refusal(await mock.call("GET", path, undefined, headers))).toEqual([403, "control_refused"]);
      }
    }
    expect(
      refusal(await mock.call("POST", "/_mock/reset", "{}", { origin: "https://evil.example" })),
    ).toEqual([403, "control_refused"]);
    for (const headers of [
      { host: "localhost:2727" },
      { host: "[::1]:2727" },
      { origin: "http://127.0.0.1:2727" },
    ]) {
      expect((await mock.call("GET", "/_mock/clock", undefined, headers)).status).toBe(200);
    }
    const named = await serve({ allowHosts: ["mock.test"] });
    expect((await named.call("GET", "/_mock/clock", undefined, { host: "MOCK.test:2727" })).status).toBe(200);
  });

  it("wants the token when one is set", async () => {
    const mock = await serve({ controlToken: "opensesame" });
    for (const token of [undefined, "", "opensesam", "opensesame2", "Opensesame"]) {
      const answer = await mock.call(
        "GET",
        "/_mock/clock",
        undefined,
        token === undefined ? {} : { "x-wan-mock-token": token },
      );
      expect(refusal(answer)).toEqual([403, "control_refused"]);
      expect(answer.text).not.toContain("opensesame");
    }
    expect(
      (await mock.call("GET", "/_mock/clock", undefined, { "x-wan-mock-token": "opensesame" })).status,
    ).toBe(200);
    expect((await mock.call("GET", "/_mock/health")).status).toBe(200);
    expect((await mock.submit()).status).toBe(200);
  });

  it("leaves the vendor side and health to everybody", async () => {
    const mock = await serve();
    const headers = { host: "evil.example", origin: "https://evil.example" };
    expect((await mock.call("GET", "/_mock/health", undefined, headers)).status).toBe(200);
    expect(
      (await mock.call("GET", "/v1/models", undefined, { ...headers, authorization: "Bearer k" })).status,
    ).toBe(200);
  });

  it.each([
    ["127.0.0.1", true],
    ["127.8.9.1", true],
    ["::1", true],
    ["::ffff:127.0.0.1", true],
    ["192.168.1.7", false],
    ["::ffff:10.0.0.1", false],
    ["::ffff:8.8.8.8", false],
    ["fe80::1", false],
    ["127.evil", false],
    [undefined, false],
  ])("takes a peer at %s for this machine: %s", (remoteAddress, isIn) => {
    const request = {
      socket: { remoteAddress },
      headers: { host: "localhost:2727" },
    } as unknown as IncomingMessage;
    expect(controlRefusal(request, { allowHosts: [] }) === undefined).toBe(isIn);
    expect(controlRefusal(request, { allowHosts: [], token: "t" })).toContain("X-Wan-Mock-Token");
    const headers = { host: "elsewhere.example", "x-wan-mock-token": "t" };
    const withToken = { socket: { remoteAddress }, headers } as unknown as IncomingMessage;
    expect(controlRefusal(withToken, { allowHosts: [], token: "t" })).toBeUndefined();
  });

  it("shows a key nowhere", async () => {
    const key = "sk-live-5up3rSecret0123456789";
    const hooks = await startReceiver(status(500));
    open.push(hooks);
    const mock = await serve({ keys: [key], controlToken: "token-of-mine", forwardTo: hooks.url });
    const outputs: string[] = [];
    const authorization = `Bearer ${key}`;
    const control = { "x-wan-mock-token": "token-of-mine" };
    const heard: string[] = [];
    mock.journal.subscribe((entry) => heard.push(JSON.stringify(entry)));
    const note = (answer: Answer) => outputs.push(answer.text, JSON.stringify(answer.headers));
    const { json } = await mock.submit({ ...plainBody, callback_url: "https://hooks.example.com/x" }, key);
    note(await mock.submit({ ...plainBody, duration: 99 }, key));
    note(await mock.submit(plainBody, `${key}x`));
    // The client is told what it sent; what others read of it is not.
    await mock.submit({ ...plainBody, quality: key }, key);
    await mock.submit({ ...plainBody, model: key }, key);
    note(await mock.call("GET", `/v1/tasks/${json.id}`, undefined, { authorization }));
    note(await mock.call("GET", `/v1/tasks/x?key=${key}`, undefined, { authorization }));
    note(await mock.call("GET", "/v1/credits", undefined, { authorization }));
    await mock.call("GET", `/v1/tasks/${key}`, undefined, { authorization });
    await mock.clock.advance("1m");
    note(await mock.call("PUT", `/_mock/accounts/${key}`, { balance: 5 }, control));
    note(await mock.call("GET", `/_mock/accounts/${key}x`, undefined, control));
    for (const path of [
      "health",
      "tasks",
      `tasks/${json.id}`,
      "journal",
      `journal?key=${key}`,
      "callbacks",
      "callbacks/1",
      "accounts",
      "tasks?view=summary&order=newest",
      `accounts/${key}`,
      "metrics",
      "rules",
      "clock",
    ]) {
      note(await mock.call("GET", `/_mock/${path}`, undefined, control));
    }
    const all = [...outputs, ...heard, ...hooks.received.map((one) => JSON.stringify(one))];
    expect(all.length).toBeGreaterThan(30);
    for (const output of all) {
      expect(output).not.toContain(key);
      expect(output).not.toContain("token-of-mine");
    }
  });
});
