import { expect, it } from "vitest";
import {
  type Call,
  describeMatrix,
  type ErrorJson,
  type Reply,
  type ServedMock,
  STILL,
} from "../../../harness/describe-matrix.js";
import { bodies, plainBody } from "../../../harness/sample-bodies.js";

const SUBMIT = "/v1/videos/generations";
const WRONG = JSON.stringify({
  model: "wan2.7-text-to-video",
  duration: 99,
  callback_url: "http://localhost/",
});

interface Refused {
  readonly what: string;
  readonly call: Call;
  readonly status: number;
  readonly error: ErrorJson["error"];
}

const authorised = { authorization: "Bearer key-a", "content-type": "application/json" };
const invalid = (message: string, param?: string) => ({
  code: "invalid_request",
  message,
  type: "invalid_request_error",
  ...(param === undefined ? {} : { param }),
});

/** Each call would also fail every later check. */
const inOrder: readonly Refused[] = [
  {
    what: "an unknown route, before anything is read",
    call: { method: "POST", path: "/v1/videos/generation", body: "{".repeat(2000) },
    status: 404,
    error: {
      code: "not_found",
      message: "Invalid URL (POST /v1/videos/generation)",
      type: "invalid_request_error",
    },
  },
  {
    what: "a wrong method, before size and key",
    call: { method: "PUT", path: SUBMIT, body: "x".repeat(2000) },
    status: 404,
    error: {
      code: "not_found",
      message: "Invalid URL (PUT /v1/videos/generations)",
      type: "invalid_request_error",
    },
  },
  {
    what: "a body over the limit, before the key",
    call: { method: "POST", path: SUBMIT, body: "x".repeat(1001) },
    status: 413,
    error: {
      code: "request_too_large",
      message: "Request body is too large: 1001 bytes, at most 1000 are accepted",
      type: "request_too_large_error",
    },
  },
  {
    what: "a missing key, before the body",
    call: { method: "POST", path: SUBMIT, body: "{" },
    status: 401,
    error: { code: "unauthorized", message: "Invalid or expired token", type: "authentication_error" },
  },
  {
    what: "a text that is no JSON",
    call: { method: "POST", path: SUBMIT, headers: authorised, body: '{"model":"nothing",}' },
    status: 400,
    error: invalid('the body is not JSON: line 1, column 20: a comma stands before "}"'),
  },
  {
    what: "a missing model",
    call: { method: "POST", path: SUBMIT, headers: authorised, body: '{"duration":99}' },
    status: 400,
    error: invalid(
      "model is required: one of wan2.7-text-to-video, wan2.7-image-to-video, wan2.7-reference-video, wan2.7-video-edit",
      "model",
    ),
  },
  {
    what: "an unknown model, before its parameters",
    call: { method: "POST", path: SUBMIT, headers: authorised, body: '{"model":"wan2.7","duration":99}' },
    status: 404,
    error: {
      code: "model_not_found",
      message: "Specified model not found",
      type: "not_found_error",
      param: "model",
    },
  },
  {
    what: "the schema, before the rules",
    call: { method: "POST", path: SUBMIT, headers: authorised, body: WRONG },
    status: 400,
    error: invalid("prompt is required", "prompt"),
  },
];

/** The refusal of a route, with the hint beside it, which stands in the journal too. */
async function refusalOf(mock: ServedMock, reply: Reply) {
  const hint = reply.headers["x-wan-mock-hint"];
  const entry = await mock.send({ path: reply.headers["x-wan-mock-journal"] ?? "" });
  expect(entry.json<{ hint?: string }>().hint).toBe(hint);
  return { status: reply.status, message: reply.json<ErrorJson>().error.message, hint };
}

describeMatrix("order of checks", (serve) => {
  for (const { what, call, status, error } of inOrder) {
    it(`refuses ${what}`, async () => {
      const mock = await serve({ ...STILL, maxBody: 1000 });
      const reply = await mock.send(call);
      expect(reply.status).toBe(status);
      expect(reply.json<ErrorJson>()).toStrictEqual({ error });
      expect((await mock.submit(plainBody)).status).toBe(200);
    });
  }

  it("refuses by the rules at last", async () => {
    const mock = await serve(STILL);
    const reply = await mock.submit({ ...plainBody, callback_url: "http://localhost/" });
    expect(reply.status).toBe(400);
    expect(reply.json<ErrorJson>().error.param).toBe("callback_url");
    expect(reply.headers["x-wan-mock-findings"]).toBe("callback-url-is-https, callback-url-is-public");
  });

  it("knows no other method of a route and says beside the answer which one it takes", async () => {
    const mock = await serve(STILL);
    for (const [path, taken] of [
      [SUBMIT, "POST /v1/videos/generations"],
      ["/v1/tasks/task-unified-1-aaaaaaaa", "GET /v1/tasks/{task_id}"],
      ["/v1/credits", "GET /v1/credits"],
      ["/v1/models", "GET /v1/models"],
      ["/files/x.mp4", "GET /files/{task_id}.mp4"],
    ] as const) {
      for (const method of ["PUT", "PATCH"]) {
        const reply = await mock.send({ method, path });
        expect(await refusalOf(mock, reply)).toEqual({
          status: 404,
          message: `Invalid URL (${method} ${path})`,
          hint: `use ${taken}`,
        });
      }
    }
    const got = await mock.send({ path: SUBMIT });
    expect((await refusalOf(mock, got)).message).toBe("Invalid URL (GET /v1/videos/generations)");
    const head = await mock.send({ method: "HEAD", path: SUBMIT });
    expect([head.status, head.bytes.length]).toEqual([404, 0]);
    const control = await mock.send({ method: "PUT", path: "/_mock/health" });
    expect([control.status, control.headers["allow"]]).toEqual([405, "GET, HEAD"]);
  });

  it("answers a HEAD of a task without a body and with the length of the GET", async () => {
    const mock = await serve(STILL);
    const { id } = (await mock.submit(plainBody)).json();
    const got = await mock.query(id);
    const head = await mock.send({
      method: "HEAD",
      path: `/v1/tasks/${id}`,
      headers: { authorization: "Bearer key-a" },
    });
    expect(head.status).toBe(200);
    expect(head.bytes.length).toBe(0);
    expect(head.headers["content-length"]).toBe(got.headers["content-length"]);
  });

  it("answers an unknown route as this family of gateways does, and says beside it which one was meant", async () => {
    const mock = await serve(STILL);
    const submit = "use POST /v1/videos/generations";
    const query = "use GET /v1/tasks/{task_id}";
    for (const [method, path, hint] of [
      ["POST", "/v1/videos/generations/", submit],
      ["POST", "/V1/videos/generations", submit],
      ["POST", "/v1/v1/videos/generations", submit],
      ["POST", "/api/v1/videos/generations", submit],
      ["POST", "/videos/generations", submit],
      ["POST", "/v1/videos", submit],
      ["POST", "/v1/videos/generate", submit],
      ["GET", "/v1/videos/generations/task-unified-1-aaaaaaaa", query],
      ["GET", "/v1/videos/generations/27", query],
      ["GET", "/v1/videos/task-unified-1-aaaaaaaa", query],
      ["GET", "/v1/task/task-unified-1-aaaaaaaa", query],
      ["GET", "/v1/tasks/task-unified-1-aaaaaaaa/", query],
      ["GET", "/v1/tasks/task-unified-1-aaaaaaaa/status", query],
      ["GET", "/v1/credit", "use GET /v1/credits"],
      ["PUT", "/v1/tasks", "use GET /v1/tasks"],
      ["PUT", "/v1/tasks/batch", "use POST /v1/tasks/batch"],
      [
        "POST",
        "/v1/videos/generations/task-unified-1-aaaaaaaa/cancel",
        "use POST /_mock/tasks/{task_id}/cancel: no page documents a way to cancel",
      ],
      [
        "GET",
        "/",
        "use one of POST /v1/videos/generations, GET /v1/tasks/{task_id}, GET /v1/credits, GET /v1/models, GET /files/{task_id}.mp4, GET /v1/tasks, POST /v1/tasks/batch",
      ],
    ] as const) {
      const reply = await mock.send({ method, path, headers: authorised });
      expect(reply.json<ErrorJson>(), path).toStrictEqual({
        error: {
          code: "not_found",
          message: `Invalid URL (${method} ${path})`,
          type: "invalid_request_error",
        },
      });
      expect(await refusalOf(mock, reply), path).toMatchObject({ status: 404, hint });
    }
    const health = await mock.send({ path: "/_mock/healht" });
    expect(health.json<ErrorJson>().error.message).toBe(
      "There is no route GET /_mock/healht: did you mean GET /_mock/health?",
    );
  });

  it("repeats no more of an unknown path than fits a line, and nothing of its query", async () => {
    const mock = await serve(STILL);
    const reply = await mock.send({ path: `/v1/${"x".repeat(500)}?key=sk-live-0123456789` });
    expect((await refusalOf(mock, reply)).message).toBe(`Invalid URL (GET /v1/${"x".repeat(196)})`);
  });

  it("judges an unknown model by what it most resembles", async () => {
    const mock = await serve(STILL);
    for (const [model, header] of [
      ["wan2.7-text-to-vidoe", 'unknown-model;near="wan2.7-text-to-video'],
      ["wan2.6-image-to-video", 'unknown-model;near="wan2.7-image-to-video"'],
      ["veo-3", "unknown-model"],
    ] as const) {
      const reply = await mock.submit({ ...plainBody, model });
      expect(reply.status).toBe(404);
      expect(reply.headers["x-wan-mock-findings"]).toMatch(new RegExp(`^${header}`));
    }
  });

  it("answers an unknown model with the documented 403 when told so", async () => {
    const mock = await serve({ ...STILL, unknownModel: "403" });
    const reply = await mock.submit({ ...bodies.text, model: "wan2.7-text2video" });
    expect(reply.status).toBe(403);
    expect(reply.json<ErrorJson>()).toStrictEqual({
      error: {
        code: "model_access_denied",
        message: "Token does not have access to model: wan2.7-text2video",
        type: "invalid_request_error",
      },
    });
    expect(reply.headers["x-wan-mock-findings"]).toMatch(/^unknown-model;near="wan2\.7-text-to-video/);
  });

  it("refuses a model that is no string", async () => {
    const mock = await serve(STILL);
    for (const [model, shown] of [
      [null, "null"],
      [7, "7"],
      [["wan2.7-text-to-video"], "an array of 1 item"],
    ] as const) {
      const reply = await mock.submit({ ...plainBody, model });
      expect(reply.status).toBe(400);
      expect(reply.json<ErrorJson>().error).toStrictEqual(
        invalid(`model must be a string, got ${shown}`, "model"),
      );
      expect(reply.headers["x-wan-mock-findings"]).toBe("schema/type");
    }
  });
});
