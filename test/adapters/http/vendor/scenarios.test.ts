import { afterEach, describe, expect, it } from "vitest";
import { type Mock } from "../../../../src/compose/mock.js";
import { taskFailures } from "../../../../src/contract/task-failures.js";
import type { MockOptions } from "../../../../src/options/mock-options.js";
import type { ScenarioCallText } from "../../../../src/simulation/scenarios/scenario-catalogue.js";
import {
  type Call,
  describeMatrix,
  type ErrorJson,
  type ServedMock,
  START,
  STILL,
  type TaskJson,
} from "../../../harness/describe-matrix.js";
import { assertControlDocumented } from "../../../harness/documented-answers.js";
import { status as answering, type Receiver, startReceiver } from "../../../harness/receiver.js";
import { plainBody } from "../../../harness/sample-bodies.js";
import { startMock } from "../../../harness/start-mock.js";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function serve(options: MockOptions = {}): Promise<Mock> {
  const mock = await startMock({ ...STILL, ...options });
  open.push(mock);
  return mock;
}

async function receiver(): Promise<Receiver> {
  const started = await startReceiver(answering(200));
  open.push(started);
  return started;
}

type Headers = Readonly<Record<string, string>>;

const json = { "content-type": "application/json" };

/** A mock on a socket, or one of the matrix. */
type Reached = Mock | ServedMock;

/** Sends a request, however the mock is reached. */
async function send(mock: Reached, { path, ...call }: Call): Promise<Response> {
  if (!("send" in mock)) return fetch(`${mock.url}${path}`, call);
  const { status, headers, bytes } = await mock.send({ path, ...call });
  return new Response(new Uint8Array(bytes), { status, headers });
}

const submit = (mock: Reached, body: unknown = plainBody, headers: Headers = {}): Promise<Response> =>
  send(mock, {
    path: "/v1/videos/generations",
    method: "POST",
    headers: { authorization: "Bearer key-a", ...json, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

const query = (mock: Reached, id: string, headers: Headers = {}): Promise<Response> =>
  send(mock, { path: `/v1/tasks/${id}`, headers: { authorization: "Bearer key-a", ...headers } });

async function control(mock: Reached, path: string, method = "GET", body?: unknown): Promise<Response> {
  const response = await send(mock, {
    path: `/_mock/${path}`,
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const { status, headers } = response;
  const received = { status, headers: Object.fromEntries(headers), text: await response.clone().text() };
  assertControlDocumented({ method, path: `/_mock/${path}` }, received);
  return response;
}

async function taskOf(
  reply: Response | Promise<Response>,
): Promise<TaskJson & { error?: ErrorJson["error"] }> {
  const answered = await reply;
  expect(answered.status).toBe(200);
  return (await answered.json()) as TaskJson;
}

const asked = (name: string): Headers => ({ "x-wan-mock-scenario": name });
const errorOf = async (reply: Response) => ((await reply.json()) as ErrorJson).error;
const ledgerOf = async (mock: Reached, key = "key-a") =>
  (await (await control(mock, `accounts/${key}`)).json()) as {
    reserved: number;
    used: number;
    balance: number | null;
  };

/** The ways to have a scenario hit a submit; each answers with the API key that was used. */
const triggers: Readonly<
  Record<string, (mock: Reached, name: string, body?: object) => Promise<{ reply: Response; key: string }>>
> = {
  "the header": async (mock, name, body = plainBody) => ({
    reply: await submit(mock, body, asked(name)),
    key: "key-a",
  }),
  "the prompt": async (mock, name, body = plainBody) => ({
    reply: await submit(mock, { ...body, prompt: `A lighthouse [mock:${name}] in fog` }),
    key: "key-a",
  }),
  "the API key": async (mock, name, body = plainBody) => {
    const key = `sk-mock-${name}`;
    return { reply: await submit(mock, body, { authorization: `Bearer ${key}` }), key };
  },
  "the queue": async (mock, name, body = plainBody) => {
    expect((await control(mock, "scenarios/next", "POST", { name })).status).toBe(200);
    return { reply: await submit(mock, body), key: "key-a" };
  },
  "the library": async (mock, name, body = plainBody) => {
    mock.scenario(name as ScenarioCallText);
    return { reply: await submit(mock, body), key: "key-a" };
  },
};

const bearer = (key: string): Headers => ({ authorization: `Bearer ${key}` });

const httpAnswers = [
  ["invalid-request", 400, "invalid_request", "Invalid request parameters", "invalid_request_error"],
  ["unauthorized", 401, "unauthorized", "Invalid or expired token", "authentication_error"],
  [
    "insufficient-quota",
    402,
    "insufficient_quota",
    "Insufficient quota. Please top up your account.",
    "insufficient_quota",
  ],
  [
    "model-access-denied",
    403,
    "model_access_denied",
    "Token does not have access to model: wan2.7-text-to-video",
    "invalid_request_error",
  ],
  ["model-not-found", 404, "model_not_found", "Specified model not found", "not_found_error"],
  [
    "rate-limited",
    429,
    "rate_limit_exceeded",
    "Too many requests, please try again later",
    "rate_limit_error",
  ],
  ["internal-error", 500, "internal_error", "Internal server error", "api_error"],
  [
    "invalid-content",
    400,
    "invalid_content",
    "Prompt was rejected by the content policy",
    "invalid_request_error",
  ],
  [
    "http-503",
    503,
    "service_unavailable",
    "The service is temporarily unavailable",
    "service_unavailable_error",
  ],
  [
    "http-409-paid-outcome-unknown",
    409,
    "paid_outcome_unknown",
    expect.stringMatching(/idempotency key/) as string,
    "invalid_request_error",
  ],
  [
    "http-402-key-quota-exhausted",
    402,
    "key_quota_exhausted",
    "The quota of this key is used up",
    "insufficient_quota",
  ],
] as const;

describeMatrix("each way to ask", (start) => {
  describe.each(Object.entries(triggers))("scenarios by %s", (_name, trigger) => {
    it.each(httpAnswers)("answer %s with %i %s, and no task", async (name, status, code, message, type) => {
      const mock = await start(STILL);
      const { reply, key } = await trigger(mock, name);
      expect(reply.status).toBe(status);
      expect(await errorOf(reply)).toEqual({
        code,
        message,
        type,
        ...(code === "model_not_found" ? { param: "model" } : {}),
      });
      expect(reply.headers.get("retry-after")).toBe(status === 429 ? "1" : null);
      expect(reply.headers.get("x-wan-mock-scenario")).toBe(name);
      expect(mock.journal.entries().find((entry) => entry.kind === "request")).toMatchObject({
        scenario: name,
        status,
      });
      expect(await ledgerOf(mock, key)).toMatchObject({ reserved: 0, used: 0 });
    });

    it.each(Object.entries(taskFailures))(
      "fail a task with %s and give its credits back",
      async (code, message) => {
        const mock = await start({ ...STILL, balance: 100 });
        const { reply, key } = await trigger(mock, code.replaceAll("_", "-"));
        const task = await taskOf(reply);
        expect([task.status, task.progress]).toEqual(["pending", 0]);
        expect(await ledgerOf(mock, key)).toMatchObject({ reserved: task.usage.credits_reserved });
        await mock.clock.advance("3s");
        const ended = await taskOf(query(mock, task.id, bearer(key)));
        expect(ended).toMatchObject({
          status: "failed",
          progress: 0,
          error: { code, message, type: "task_error" },
        });
        expect(await ledgerOf(mock, key)).toMatchObject({ balance: 100, reserved: 0, used: 0 });
      },
    );

    it("hit the first two calls of NAME:2, and no further one", async () => {
      const mock = await start(STILL);
      const statuses: number[] = [];
      if (trigger === triggers["the queue"] || trigger === triggers["the library"]) {
        statuses.push((await trigger(mock, "rate-limited:2")).reply.status);
        for (let more = 0; more < 2; more++) statuses.push((await submit(mock)).status);
      } else {
        for (let count = 0; count < 3; count++)
          statuses.push((await trigger(mock, "rate-limited:2")).reply.status);
      }
      expect(statuses).toEqual([429, 429, 200]);
    });

    it("are used up by an accepted task, not by a refused submit", async () => {
      const mock = await start(STILL);
      const { reply } = await trigger(mock, "service-error:1", { ...plainBody, duration: 99 });
      expect(reply.status).toBe(400);
      const again =
        trigger === triggers["the queue"] || trigger === triggers["the library"]
          ? await submit(mock)
          : (await trigger(mock, "service-error:1")).reply;
      expect(again.headers.get("x-wan-mock-scenario")).toBe("service-error:1");
      const third =
        trigger === triggers["the queue"] || trigger === triggers["the library"]
          ? await submit(mock)
          : (await trigger(mock, "service-error:1")).reply;
      expect([third.status, third.headers.get("x-wan-mock-scenario")]).toEqual([200, null]);
    });
  });
});

describe("task outcomes", () => {
  const seen = async (mock: Mock, id: string) => {
    const { status, progress } = await taskOf(query(mock, id));
    return `${status} ${progress}`;
  };

  it("stuck-pending stays pending until somebody ends it, its credits held", async () => {
    const mock = await serve({ balance: 100 });
    const { id, usage } = await taskOf(submit(mock, plainBody, asked("stuck-pending")));
    await mock.clock.advance("30d");
    expect(await seen(mock, id)).toBe("pending 0");
    expect((await ledgerOf(mock)).reserved).toBe(usage.credits_reserved);
    await control(mock, `tasks/${id}/fail`, "POST", { code: "generation_timeout" });
    expect(await seen(mock, id)).toBe("failed 0");
    expect(await ledgerOf(mock)).toMatchObject({ balance: 100, reserved: 0 });
  });

  it.each(["quick", "polls:3"] as const)("stuck-at-99 gets to 99 and no further (pace %s)", async (pace) => {
    const mock = await serve({ pace });
    const { id } = await taskOf(submit(mock, plainBody, asked("stuck-at-99")));
    await mock.clock.advance("1750ms");
    expect(await seen(mock, id)).toBe(pace === "quick" ? "processing 50" : "pending 0");
    await mock.clock.advance("1d");
    for (let polls = 0; polls < 5; polls++) await seen(mock, id);
    expect(await seen(mock, id)).toBe("processing 99");
    await control(mock, `tasks/${id}/complete`, "POST");
    expect(await seen(mock, id)).toBe("completed 100");
    expect((await ledgerOf(mock)).used).toBeGreaterThan(0);
  });

  it("slow takes longer than clients wait, then completes", async () => {
    const mock = await serve();
    const { id } = await taskOf(submit(mock, plainBody, asked("slow")));
    await mock.clock.advance("899s");
    expect(await seen(mock, id)).toBe("processing 99");
    await mock.clock.advance("1s");
    expect(await seen(mock, id)).toBe("completed 100");
  });

  it("progress-jumps leaps and falls back, then completes", async () => {
    const mock = await serve({ pace: "60s" });
    const { id } = await taskOf(submit(mock, plainBody, asked("progress-jumps")));
    const line: string[] = [];
    for (let quarter = 0; quarter < 5; quarter++) {
      await mock.clock.advance(quarter === 0 ? "11s" : "12500ms");
      line.push(await seen(mock, id));
    }
    expect(line).toEqual([
      "processing 5",
      "processing 80",
      "processing 30",
      "processing 95",
      "completed 100",
    ]);
  });

  it("completed-without-results is charged and lists nothing", async () => {
    const mock = await serve();
    const { id } = await taskOf(submit(mock, plainBody, asked("completed-without-results")));
    await mock.clock.advance("3s");
    const task = await taskOf(query(mock, id));
    expect([task.status, "results" in task, "error" in task]).toEqual(["completed", false, false]);
    expect((await ledgerOf(mock)).used).toBe(task.usage.credits_reserved);
  });

  it("status-cancelled ends outside the documented set, and gives the credits back", async () => {
    const mock = await serve({ balance: 50 });
    const { id } = await taskOf(submit(mock, plainBody, asked("status-cancelled")));
    await mock.clock.advance("3s");
    expect(await taskOf(query(mock, id))).toMatchObject({
      status: "cancelled",
      error: { code: "request_cancelled" },
    });
    expect(await ledgerOf(mock)).toMatchObject({ balance: 50, used: 0 });
  });

  it("stand in the control side's view of the task", async () => {
    const mock = await serve();
    const { id } = await taskOf(submit(mock, plainBody, asked("slow")));
    expect(await (await control(mock, `tasks/${id}`)).json()).toMatchObject({ scenarios: ["slow"] });
  });
});

describe("transport faults", () => {
  it.each(["header", "key"])("reset cuts the connection before anything is done (%s)", async (trigger) => {
    const mock = await serve();
    await expect(
      submit(mock, plainBody, trigger === "header" ? asked("reset") : bearer("sk-mock-reset")),
    ).rejects.toThrow("fetch failed");
    expect((await (await control(mock, "tasks")).json()) as object).toMatchObject({ items: [] });
    expect(mock.journal.entries()[0]).toMatchObject({ kind: "request", status: 0, scenario: "reset" });
  });

  it("hang gives no answer until the client leaves, and holds up no close", async () => {
    const mock = await serve();
    const arrived = new Promise<void>((resolve) => {
      mock.journal.subscribe(() => resolve());
    });
    const leaving = new AbortController();
    const first = fetch(`${mock.url}/v1/videos/generations`, {
      method: "POST",
      headers: { ...bearer("key-a"), ...asked("hang") },
      body: JSON.stringify(plainBody),
      signal: leaving.signal,
    });
    await arrived;
    await mock.clock.advance("1h");
    leaving.abort();
    await expect(first).rejects.toThrow("aborted");
    const second = submit(mock, { ...plainBody, prompt: "[mock:hang]" });
    const cut = second.then(
      () => "answered",
      () => "cut",
    );
    await new Promise<void>((resolve) => {
      mock.journal.subscribe(() => resolve());
    });
    await mock.close();
    await cut;
    expect(
      mock.journal.entries().filter((entry) => entry.kind === "request" && entry.status === 0),
    ).toHaveLength(2);
  });

  it("slow-body trickles over ten seconds of virtual time; the task is accepted", async () => {
    const mock = await serve();
    const reply = await submit(mock, plainBody, asked("slow-body"));
    const reader = reply.body!.getReader();
    const first = await reader.read();
    const whole = Number(reply.headers.get("content-length"));
    expect(first.value!.length).toBeLessThan(whole / 5);
    await mock.clock.advance("10s");
    const rest: Uint8Array[] = [first.value!];
    for (let next = await reader.read(); !next.done; next = await reader.read()) rest.push(next.value);
    const text = Buffer.concat(rest).toString();
    expect(text).toHaveLength(whole);
    await taskOf(query(mock, (JSON.parse(text) as TaskJson).id));
  });

  it("truncated-body promises more than it sends", async () => {
    const mock = await serve();
    const reply = await submit(mock, plainBody, asked("truncated-body"));
    expect(reply.status).toBe(200);
    await expect(reply.text()).rejects.toThrow("terminated");
    expect(((await (await control(mock, "tasks")).json()) as { items: unknown[] }).items).toHaveLength(1);
  });

  it.each(["truncated-body", "slow-body", "malformed-json"])(
    "%s shows nothing of it to a HEAD, which has no body",
    async (name) => {
      const mock = await serve();
      const { id } = await taskOf(submit(mock));
      const url = `${mock.url}/v1/tasks/${id}`;
      const headers = { authorization: "Bearer key-a" };
      const plain = await fetch(url, { method: "HEAD", headers });
      const spoilt = await fetch(url, { method: "HEAD", headers: { ...headers, ...asked(name) } });
      expect([spoilt.status, spoilt.headers.get("content-length")]).toEqual([
        200,
        plain.headers.get("content-length"),
      ]);
      expect(Number(plain.headers.get("content-length"))).toBeGreaterThan(100);
    },
  );

  it("malformed-json arrives whole and is no JSON", async () => {
    const mock = await serve();
    const reply = await submit(mock, plainBody, asked("malformed-json"));
    const text = await reply.text();
    expect([reply.status, text.length]).toEqual([200, Number(reply.headers.get("content-length"))]);
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    expect(JSON.parse(`${text}}`)).toMatchObject({ status: "pending" });
  });

  it("malformed-json spoils a refusal too", async () => {
    const mock = await serve();
    const reply = await submit(mock, "{", asked("malformed-json:1"));
    expect(reply.status).toBe(400);
    await expect(reply.json()).rejects.toThrow(SyntaxError);
    expect(
      (await submit(mock, "{", asked("malformed-json:1"))).headers.get("x-wan-mock-scenario"),
    ).toBeNull();
  });

  it("answer-lost accepts and bills, then resets", async () => {
    const mock = await serve();
    const refused = await submit(mock, { ...plainBody, duration: 99 }, asked("answer-lost"));
    expect(refused.status).toBe(400);
    await expect(submit(mock, plainBody, asked("answer-lost"))).rejects.toThrow("fetch failed");
    await mock.clock.advance("3s");
    const { items } = (await (await control(mock, "tasks")).json()) as { items: TaskJson[] };
    expect(items.map(({ status }) => status)).toEqual(["completed"]);
    expect((await ledgerOf(mock)).used).toBe(items[0]!.usage.credits_reserved);
  });
});

describe("scenarios and idempotency keys", () => {
  const key = { "idempotency-key": "order-0123456789abcdef" };

  it("replay the lost answer of an accepted task, once billed", async () => {
    const mock = await serve();
    await expect(submit(mock, plainBody, { ...key, ...asked("answer-lost") })).rejects.toThrow(
      "fetch failed",
    );
    const again = await submit(mock, plainBody, { ...key, ...asked("answer-lost") });
    expect([again.headers.get("idempotency-replayed"), again.headers.get("x-wan-mock-scenario")]).toEqual([
      "true",
      null,
    ]);
    const { id, usage } = await taskOf(again);
    expect((await ledgerOf(mock)).reserved).toBe(usage.credits_reserved);
    expect((await query(mock, id)).status).toBe(200);
  });

  it("leave the key free when they refused", async () => {
    const mock = await serve();
    for (const status of [429, 429, 200]) {
      expect((await submit(mock, plainBody, { ...key, ...asked("rate-limited:2") })).status).toBe(status);
    }
  });
});

describe("scenarios of the query", () => {
  const answers = [
    [
      "invalid-task-id",
      400,
      "invalid_task_id",
      "Invalid task ID format, must start with 'task-unified-'",
      "invalid_request_error",
    ],
    ["unauthorized", 401, "unauthorized", "Authentication required", "authentication_error"],
    [
      "quota-exceeded",
      402,
      "quota_exceeded",
      "Insufficient quota. Please top up your account.",
      "insufficient_quota",
    ],
    [
      "permission-denied",
      403,
      "permission_denied",
      "You don't have permission to access this task",
      "invalid_request_error",
    ],
    [
      "task-not-found",
      404,
      "task_not_found",
      "The requested task could not be found",
      "invalid_request_error",
    ],
    ["rate-limited", 429, "rate_limit_exceeded", "Rate limit exceeded", "evo_api_error"],
    ["internal-error", 500, "internal_error", "Failed to retrieve task status", "api_error"],
  ] as const;

  it.each(answers)(
    "answer query/%s with %i %s in the query's own words",
    async (name, status, code, message, type) => {
      const mock = await serve();
      const plain = await taskOf(submit(mock));
      const attached = await taskOf(submit(mock, { ...plainBody, prompt: `x [mock:query/${name}:1]` }));
      mock.scenario(`query/${name}`, { match: { model: "wan2.7-video-edit" } });
      for (const reply of [
        await query(mock, plain.id, asked(name)),
        await query(mock, plain.id, asked(`query/${name}`)),
        await query(mock, attached.id),
        await query(mock, plain.id, bearer(`sk-mock-query/${name}`)),
      ]) {
        expect(reply.status).toBe(status);
        expect(await errorOf(reply)).toMatchObject({ code, message, type });
        expect(reply.headers.get("retry-after")).toBe(status === 429 ? "1" : null);
      }
      expect((await query(mock, attached.id)).status).toBe(200);
      expect((await query(mock, plain.id)).status).toBe(200);
    },
  );

  it("wait in the queue for queries, while submits pass", async () => {
    const mock = await serve();
    mock.scenario("query/internal-error", { times: 2 });
    const { id } = await taskOf(submit(mock));
    const statuses = [];
    for (let count = 0; count < 3; count++) statuses.push((await query(mock, id)).status);
    expect(statuses).toEqual([500, 500, 200]);
  });

  it("hit every query of the task whose submit asked for them in the header", async () => {
    const mock = await serve();
    const { id } = await taskOf(submit(mock, plainBody, asked("query/http-502")));
    const other = await taskOf(submit(mock));
    for (let count = 0; count < 3; count++) expect((await query(mock, id)).status).toBe(502);
    expect((await query(mock, other.id)).status).toBe(200);
  });

  it("do not count as polls that were answered", async () => {
    const mock = await serve({ pace: "polls:1" });
    const { id } = await taskOf(submit(mock, plainBody, asked("query/rate-limited:2")));
    for (const status of [429, 429]) expect((await query(mock, id)).status).toBe(status);
    expect(await taskOf(query(mock, id))).toMatchObject({ status: "completed" });
  });

  it("break the connection, too", async () => {
    const mock = await serve();
    const { id } = await taskOf(submit(mock));
    await expect(query(mock, id, asked("reset"))).rejects.toThrow("fetch failed");
    await expect((await query(mock, id, asked("truncated-body"))).text()).rejects.toThrow("terminated");
    await expect((await query(mock, id, asked("malformed-json"))).json()).rejects.toThrow(SyntaxError);
    const slow = await query(mock, id, asked("slow-body"));
    const text = slow.text();
    await mock.clock.advance("10s");
    expect(JSON.parse(await text)).toMatchObject({ id });
    await expect(
      fetch(`${mock.url}/v1/tasks/${id}`, {
        headers: { ...bearer("key-a"), ...asked("hang") },
        signal: AbortSignal.timeout(30),
      }),
    ).rejects.toThrow("timeout");
  });

  it("refuse a name that belongs to the submit", async () => {
    const mock = await serve();
    const { id } = await taskOf(submit(mock));
    const reply = await query(mock, id, asked("slow"));
    expect([reply.status, (await errorOf(reply)).message]).toEqual([
      400,
      'scenario "slow" does not apply to a query: slow belongs to the submit',
    ]);
  });
});

describe("callback faults", () => {
  async function submitted(mock: Mock, name: string | undefined): Promise<string> {
    const body = { ...plainBody, callback_url: "https://hooks.example.com/done" };
    return (await taskOf(submit(mock, body, name === undefined ? {} : asked(name)))).id;
  }
  const ids = ({ received }: Receiver) => received.map(({ body }) => (JSON.parse(body) as TaskJson).id);
  const dues = (mock: Mock, id: string) =>
    mock.callbacks.deliveries(id).map(({ attempts }) => attempts.map(({ due }) => due - START - 3000));

  it("callback-late comes a minute late", async () => {
    const hooks = await receiver();
    const mock = await serve({ forwardTo: hooks.url });
    const id = await submitted(mock, "callback-late");
    await mock.clock.advance("62s");
    expect(hooks.received).toEqual([]);
    await mock.clock.advance("1s");
    expect(dues(mock, id)).toEqual([[60_000]]);
  });

  it.each(["callback-twice", "[mock:callback-twice]", "queue"])(
    "callback-twice comes twice, by %s",
    async (by) => {
      const hooks = await receiver();
      const mock = await serve({ forwardTo: hooks.url });
      if (by === "queue") mock.scenario("callback-twice");
      const body = { ...plainBody, prompt: by, callback_url: "https://hooks.example.com/done" };
      const { id } = await taskOf(submit(mock, body, by === "callback-twice" ? asked(by) : {}));
      await mock.clock.advance("10m");
      expect(ids(hooks)).toEqual([id, id]);
      expect(hooks.received[0]!.body).toBe(hooks.received[1]!.body);
      expect((await ledgerOf(mock)).used).toBe((await taskOf(query(mock, id))).usage.credits_reserved);
    },
  );

  it("callback-reordered comes after that of a later task, or after a minute", async () => {
    const hooks = await receiver();
    const mock = await serve({ forwardTo: hooks.url });
    const first = await submitted(mock, "callback-reordered");
    await mock.clock.advance("2s");
    const second = await submitted(mock, undefined);
    await mock.clock.advance("1m");
    expect(ids(hooks)).toEqual([second, first]);
    const alone = await submitted(mock, "callback-reordered");
    await mock.clock.advance("62s");
    expect(ids(hooks)).toHaveLength(2);
    await mock.clock.advance("1s");
    expect(ids(hooks)).toEqual([second, first, alone]);
    const pair = [await submitted(mock, "callback-reordered"), await submitted(mock, "callback-reordered")];
    await mock.clock.advance("1h");
    expect(ids(hooks).slice(3)).toEqual(pair.reverse());
  });

  it("callback-reordered is held anew after a reset of the tasks", async () => {
    const hooks = await receiver();
    const mock = await serve({ forwardTo: hooks.url });
    await submitted(mock, "callback-reordered");
    await mock.clock.advance("10s");
    await control(mock, "reset", "POST", { scope: "tasks" });
    const alone = await submitted(mock, "callback-reordered");
    await mock.clock.advance("62s");
    expect(ids(hooks)).toEqual([]);
    await mock.clock.advance("1s");
    expect(ids(hooks)).toEqual([alone]);
  });

  it("callback-dropped never comes, until somebody redelivers it", async () => {
    const hooks = await receiver();
    const mock = await serve({ forwardTo: hooks.url });
    const id = await submitted(mock, "callback-dropped");
    await mock.clock.advance("1d");
    expect(hooks.received).toEqual([]);
    expect(mock.callbacks.deliveries(id)).toMatchObject([
      { state: "withheld", reason: "scenario callback-dropped" },
    ]);
    await control(mock, `tasks/${id}/redeliver`, "POST");
    await mock.clock.advance(0);
    expect(ids(hooks)).toEqual([id]);
  });

  it.each([
    ["callback-before-settle", "settle"],
    ["callback-before-settle [mock:service-error]", "refund"],
  ])("%s comes 5 s before the %s, once", async (text, kind) => {
    const hooks = await receiver();
    const mock = await serve({ forwardTo: hooks.url, balance: 100 });
    const prompt = `[mock:${text.replace(" ", "] ").replace(/\]?$/, "]")}`;
    const { id } = await taskOf(
      submit(mock, { ...plainBody, prompt, callback_url: "https://hooks.example.com/" }),
    );
    await mock.clock.advance("3s");
    expect(ids(hooks)).toEqual([id]);
    expect((await ledgerOf(mock)).reserved).toBeGreaterThan(0);
    await query(mock, id);
    await mock.clock.advance("4999ms");
    expect((await ledgerOf(mock)).reserved).toBeGreaterThan(0);
    await mock.clock.advance("1h");
    expect(await ledgerOf(mock)).toMatchObject({
      reserved: 0,
      ...(kind === "refund" ? { balance: 100 } : {}),
    });
    expect(ids(hooks)).toEqual([id]);
    const told = mock.journal.entries().filter((entry) => ["task", "callback", kind].includes(entry.kind));
    expect(told.map((entry) => [entry.kind, entry.at - START])).toEqual([
      ["task", 0],
      ["task", 3000],
      ["callback", 3000],
      [kind, 8000],
    ]);
  });
});

describe("download faults", () => {
  async function finished(mock: Mock, name?: string): Promise<string> {
    const body = { ...plainBody, duration: 2, aspect_ratio: "1:1" };
    const { id } = await taskOf(submit(mock, body, name === undefined ? {} : asked(name)));
    await mock.clock.advance("3s");
    return `${mock.url}/files/${id}.mp4`;
  }

  it("link-dies-early is dead after a minute, and at once for the request that asks for it", async () => {
    const mock = await serve();
    const link = await finished(mock, "link-dies-early");
    const plain = await finished(mock);
    expect((await fetch(plain, { headers: asked("link-dies-early") })).status).toBe(403);
    expect((await fetch(plain)).status).toBe(200);
    await mock.clock.advance("56999ms");
    expect((await fetch(link)).status).toBe(200);
    await mock.clock.advance("1ms");
    const dead = await fetch(link);
    expect([dead.status, (await errorOf(dead)).code]).toEqual([403, "link_expired"]);
    expect((await fetch(plain)).status).toBe(200);
  });

  it("link-slow trickles the whole file over ten seconds", async () => {
    const mock = await serve();
    const link = await finished(mock, "link-slow");
    const whole = Buffer.from(await (await fetch(await finished(mock))).arrayBuffer());
    const reply = await fetch(link);
    expect(Number(reply.headers.get("content-length"))).toBeGreaterThan(whole.length / 2);
    const bytes = reply.arrayBuffer();
    await mock.clock.advance("10s");
    const slow = Buffer.from(await bytes);
    expect(slow.length).toBe(Number(reply.headers.get("content-length")));
    expect(slow.subarray(4, 8).toString("latin1")).toBe("ftyp");
  });

  it("breaks off, resets and refuses on demand", async () => {
    const mock = await serve();
    const link = await finished(mock);
    const twice = await finished(mock, "download/http-503:2");
    await expect((await fetch(link, { headers: asked("truncated-body") })).arrayBuffer()).rejects.toThrow(
      "terminated",
    );
    await expect(fetch(link, { headers: asked("reset") })).rejects.toThrow("fetch failed");
    await expect(fetch(link, { headers: asked("hang"), signal: AbortSignal.timeout(30) })).rejects.toThrow(
      "timeout",
    );
    const statuses = [];
    for (let count = 0; count < 3; count++) statuses.push((await fetch(twice)).status);
    expect(statuses).toEqual([503, 503, 200]);
  });
});

describe("picking a scenario", () => {
  it("goes by header, prompt, key, queue, in this order", async () => {
    const mock = await serve();
    mock.scenario("http-504");
    const prompt = { ...plainBody, prompt: "[mock:http-502]" };
    const key = bearer("sk-mock-http-503");
    expect((await submit(mock, prompt, { ...key, ...asked("http-501") })).status).toBe(501);
    expect((await submit(mock, prompt, key)).status).toBe(502);
    expect((await submit(mock, plainBody, key)).status).toBe(503);
    expect((await submit(mock)).status).toBe(504);
    expect((await submit(mock)).status).toBe(200);
  });

  it("comes after the key and before the body is judged", async () => {
    const mock = await serve({ keys: ["key-a"], maxBody: 1000 });
    expect((await submit(mock, plainBody, { ...bearer("stranger"), ...asked("http-503") })).status).toBe(401);
    expect((await submit(mock, plainBody, bearer("sk-mock-http-503"))).status).toBe(503);
    expect((await submit(mock, "{", asked("http-503"))).status).toBe(503);
    expect((await submit(mock, `"${"x".repeat(1000)}"`, asked("http-503"))).status).toBe(413);
  });

  it("takes several tokens of one prompt", async () => {
    const hooks = await receiver();
    const mock = await serve({ forwardTo: hooks.url });
    const prompt = "[mock:service-error] [mock:callback-twice] [mock:query/rate-limited:1]";
    const { id } = await taskOf(
      submit(mock, { ...plainBody, prompt, callback_url: "https://hooks.example.com/" }),
    );
    await mock.clock.advance("1m");
    expect((await query(mock, id)).status).toBe(429);
    expect(await taskOf(query(mock, id))).toMatchObject({ error: { code: "service_error" } });
    expect(hooks.received).toHaveLength(2);
  });

  it("refuses an unknown name in the header, with close names", async () => {
    const mock = await serve();
    const reply = await submit(mock, plainBody, asked("rate-limted"));
    expect(reply.status).toBe(400);
    expect(await errorOf(reply)).toEqual({
      code: "invalid_request",
      message: expect.stringContaining(
        'there is no scenario "rate-limted": did you mean rate-limited',
      ) as string,
      type: "invalid_request_error",
    });
    expect(reply.headers.get("x-wan-mock-findings")).toMatch(/^unknown-scenario;near="rate-limited/);
  });

  it("refuses an unknown name in the queue, with close names", async () => {
    const mock = await serve();
    const reply = await control(mock, "scenarios/next", "POST", { name: "callback-twise" });
    expect([reply.status, await errorOf(reply)]).toMatchObject([
      400,
      { code: "unknown_scenario", message: /did you mean callback-twice/ },
    ]);
    expect(() => mock.scenario("hangg" as never)).toThrow('there is no scenario "hangg": did you mean hang');
    expect((await submit(mock)).status).toBe(200);
  });

  it("takes an unknown token or key for ordinary ones, with a warning, also under strict", async () => {
    const mock = await serve({ strict: true });
    for (const reply of [
      await submit(mock, { ...plainBody, prompt: "A [mock:turtle] swims" }),
      await submit(mock, plainBody, bearer("sk-mock-turtle")),
    ]) {
      expect(reply.status).toBe(200);
      expect(reply.headers.get("x-wan-mock-findings")).toMatch(/^unknown-scenario/);
    }
  });

  it("counts NAME:2 per API key", async () => {
    const mock = await serve();
    const statuses = async (key: string) => {
      const line = [];
      for (let count = 0; count < 3; count++)
        line.push((await submit(mock, plainBody, { ...bearer(key), ...asked("http-503:2") })).status);
      return line;
    };
    expect(await statuses("key-a")).toEqual([503, 503, 200]);
    expect(await statuses("key-b")).toEqual([503, 503, 200]);
  });

  it("gives exactly two of ten submits at once to NAME:2 and to two entries of the queue", async () => {
    const mock = await serve();
    const statuses = async (headers: Headers) =>
      (await Promise.all(Array.from({ length: 10 }, () => submit(mock, plainBody, headers))))
        .map(({ status }) => status)
        .filter((status) => status !== 200);
    expect(await statuses(asked("http-503:2"))).toEqual([503, 503]);
    mock.scenario("http-502", { times: 2 });
    expect(await statuses({})).toEqual([502, 502]);
    expect(await statuses(asked("slow:2"))).toEqual([]);
    const { items } = (await (await control(mock, "tasks?limit=100")).json()) as {
      items: { scenarios?: string[] }[];
    };
    expect(items.filter(({ scenarios }) => scenarios?.[0] === "slow:2")).toHaveLength(2);
  });
});

describe("the queue", () => {
  it("waits for the calls that match", async () => {
    const mock = await serve();
    const queued = await control(mock, "scenarios/next", "POST", {
      name: "http-503",
      times: 2,
      match: { key: "key-b", prompt: "owl" },
    });
    const { items } = (await queued.json()) as { items: { match: { key: string } }[] };
    expect(items).toEqual([
      {
        name: "http-503",
        left: 2,
        match: { key: expect.stringMatching(/^key_[0-9a-f]{8}$/) as string, prompt: "owl" },
      },
    ]);
    const owl = { ...plainBody, prompt: "an owl" };
    expect((await submit(mock, owl)).status).toBe(200);
    expect((await submit(mock, plainBody, bearer("key-b"))).status).toBe(200);
    expect((await submit(mock, owl, bearer("key-b"))).status).toBe(503);
    mock.scenario("http-502", { match: { key: items[0]!.match.key, model: "wan2.7-text-to-video" } });
    expect((await submit(mock, plainBody, bearer("key-b"))).status).toBe(502);
    expect((await submit(mock, owl, bearer("key-b"))).status).toBe(503);
    expect((await submit(mock, owl, bearer("key-b"))).status).toBe(200);
  });

  it("is served in order, and dropped by DELETE", async () => {
    const mock = await serve();
    for (const name of ["http-501", "service-error", "http-502"] as const) mock.scenario(name);
    const statuses = [];
    statuses.push((await submit(mock)).status);
    // Refused: the entry for a task keeps its place.
    statuses.push((await submit(mock, {})).status);
    const accepted = await submit(mock);
    statuses.push(accepted.headers.get("x-wan-mock-scenario"), (await submit(mock)).status);
    expect(statuses).toEqual([501, 400, "service-error", 502]);
    mock.scenario("http-503", { times: 5 });
    expect(await (await control(mock, "scenarios/next", "DELETE")).json()).toEqual({ items: [], next: null });
    expect((await submit(mock)).status).toBe(200);
  });

  it.each([
    {},
    { name: 7 },
    { name: "slow", times: 0 },
    { name: "slow", times: "2" },
    { name: "slow", often: 2 },
    { name: "slow", match: { user: "x" } },
    { name: "slow", match: [] },
    { name: "slow", match: { key: 1 } },
  ])("refuses %j", async (body) => {
    const mock = await serve();
    const reply = await control(mock, "scenarios/next", "POST", body);
    expect(reply.status).toBe(400);
  });

  it("belongs to its mock alone", async () => {
    const [one, other] = [await serve(), await serve()];
    one.scenario("http-503", { times: 3 });
    expect((await submit(other)).status).toBe(200);
    expect((await submit(one)).status).toBe(503);
  });
});

describe("GET /_mock/scenarios", () => {
  it("lists every name with kind, operation and a sentence", async () => {
    const mock = await serve();
    const { items, next } = (await (await control(mock, "scenarios")).json()) as {
      items: Record<string, string>[];
      next: null;
    };
    expect(next).toBeNull();
    expect(items.find(({ name }) => name === "query/rate-limited")).toEqual({
      name: "query/rate-limited",
      kind: "http",
      operation: "query",
      summary: "429 rate_limit_exceeded: Rate limit exceeded",
      used: 0,
    });
    expect(items.map(({ name }) => name)).toContain("http-STATUS[-code]");
    for (const item of items)
      expect(Object.keys(item)).toEqual(["name", "kind", "operation", "summary", "used"]);
  });
});
