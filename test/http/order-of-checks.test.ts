import { expect, it } from "vitest";
import { type Call, describeMatrix, type ErrorJson, STILL } from "../harness/describe-matrix.js";
import { bodies, plainBody } from "../harness/sample-bodies.js";

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
      message: "There is no route POST /v1/videos/generation: did you mean POST /v1/videos/generations?",
      type: "invalid_request_error",
    },
  },
  {
    what: "a wrong method, before size and key",
    call: { method: "PUT", path: SUBMIT, body: "x".repeat(2000) },
    status: 405,
    error: {
      code: "method_not_allowed",
      message: "PUT is not allowed on this route, use POST",
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

  it("names the methods of a route beside a 405", async () => {
    const mock = await serve(STILL);
    for (const [path, allow] of [
      [SUBMIT, "POST, OPTIONS"],
      ["/v1/tasks/task-unified-1-aaaaaaaa", "GET, HEAD, OPTIONS"],
      ["/files/x.mp4", "GET, HEAD, OPTIONS"],
      ["/_mock/health", "GET, HEAD"],
    ] as const) {
      for (const method of ["DELETE", "PUT", "PATCH"]) {
        const reply = await mock.send({ method, path });
        expect([reply.status, reply.headers["allow"]], `${method} ${path}`).toEqual([405, allow]);
      }
    }
    const got = await mock.send({ path: SUBMIT });
    expect([got.status, got.headers["allow"]]).toEqual([405, "POST, OPTIONS"]);
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

  it("knows its routes by the letter and says which one was meant", async () => {
    const mock = await serve(STILL);
    for (const [method, path, meant] of [
      ["POST", "/v1/videos/generations/", "POST /v1/videos/generations"],
      ["POST", "/V1/videos/generations", "POST /v1/videos/generations"],
      ["POST", "/v1/v1/videos/generations", "POST /v1/videos/generations"],
      ["POST", "/videos/generations", "POST /v1/videos/generations"],
      ["GET", "/v1/videos/generations/task-unified-1-aaaaaaaa", "GET /v1/tasks/{task_id}"],
      ["GET", "/v1/task/task-unified-1-aaaaaaaa", "GET /v1/tasks/{task_id}"],
      ["GET", "/_mock/healht", "GET /_mock/health"],
    ] as const) {
      const reply = await mock.send({ method, path, headers: authorised });
      expect(reply.status, path).toBe(404);
      expect(reply.json<ErrorJson>().error.message, path).toBe(
        `There is no route ${method} ${path}: did you mean ${meant}?`,
      );
    }
    const lost = await mock.send({ path: "/" });
    expect(lost.json<ErrorJson>().error.message).toBe(
      "There is no route GET /: known are POST /v1/videos/generations, GET /v1/tasks/{task_id}",
    );
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
