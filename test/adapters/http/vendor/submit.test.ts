import { expect, it } from "vitest";
import { describeMatrix, type ErrorJson, START, STILL } from "../../../harness/describe-matrix.js";
import { bodies, plainBody } from "../../../harness/sample-bodies.js";

const CREATED = Math.floor(START / 1000);

const reserved = [
  { name: "text", may: 97.92, october: 90.848 },
  { name: "image", may: 46.784, october: 43.52 },
  { name: "reference", may: 64.328, october: 59.84 },
  { name: "edit", may: 52.632, october: 76.16 },
] as const;

describeMatrix("submit", (serve) => {
  for (const { name, may } of reserved) {
    it(`answers an accepted ${bodies[name].model} body with a pending task and nothing else`, async () => {
      const mock = await serve(STILL);
      const reply = await mock.submit(bodies[name]);
      expect(reply.status).toBe(200);
      const task = reply.json();
      expect(task).toStrictEqual({
        created: CREATED,
        id: task.id,
        model: bodies[name].model,
        object: "video.generation.task",
        progress: 0,
        status: "pending",
        task_info: { can_cancel: true, estimated_time: 3 },
        type: "video",
        usage: { billing_rule: "per_second", credits_reserved: may, user_group: "default" },
      });
      expect(task.id).toMatch(new RegExp(`^task-unified-${CREATED}-[a-z0-9]{8}$`));
      expect(reply.headers["content-type"]).toBe("application/json; charset=utf-8");
      expect(reply.headers["content-length"]).toBe(String(reply.bytes.length));
      expect(reply.headers["x-wan-mock-findings"]).toBeUndefined();
    });
  }

  it("gives each submit an id of its own within one second", async () => {
    const mock = await serve(STILL);
    const ids = new Set<string>();
    for (let count = 0; count < 20; count++) ids.add((await mock.submit(plainBody)).json().id);
    expect(ids.size).toBe(20);
  });

  it("takes the bearer scheme in any case and with several spaces", async () => {
    const mock = await serve(STILL);
    const { id } = (await mock.submit(plainBody)).json();
    for (const authorization of ["bearer key-a", "BEARER key-a", "Bearer   key-a"]) {
      expect((await mock.query(id, { authorization })).status, authorization).toBe(200);
    }
  });

  it("reads a body that says application/json with a charset without a warning", async () => {
    const mock = await serve(STILL);
    for (const type of ["application/json; charset=utf-8", "APPLICATION/JSON", "application/vnd.api+json"]) {
      const reply = await mock.submit(plainBody, { "content-type": type });
      expect([reply.status, reply.headers["x-wan-mock-findings"]], type).toEqual([200, undefined]);
    }
  });

  it("reads a JSON body under another content type and warns", async () => {
    const mock = await serve(STILL);
    for (const type of ["application/x-www-form-urlencoded", "text/plain", "application/jsonp"]) {
      const reply = await mock.submit(plainBody, { "content-type": type });
      expect(reply.status, type).toBe(200);
      expect(reply.headers["x-wan-mock-findings"], type).toBe("content-type-is-json");
    }
    const untyped = await mock.send({
      method: "POST",
      path: "/v1/videos/generations",
      headers: { authorization: "Bearer key-a" },
      body: JSON.stringify(plainBody),
    });
    expect([untyped.status, untyped.headers["x-wan-mock-findings"]]).toEqual([200, "content-type-is-json"]);
  });

  it("tells the rules of warnings beside a 200 and those of errors and warnings beside a 400", async () => {
    const mock = await serve(STILL);
    const warned = await mock.submit({ ...plainBody, promptExtend: true, prompt: "雨".repeat(5001) });
    expect(warned.status).toBe(200);
    expect(warned.headers["x-wan-mock-findings"]).toBe(
      'prompt-is-truncated, no-unknown-parameter;near="prompt_extend"',
    );
    const refused = await mock.submit({
      ...plainBody,
      duration: 16,
      callback_url: "http://192.168.0.9/x",
      colour: 1,
    });
    expect(refused.status).toBe(400);
    expect(refused.headers["x-wan-mock-findings"]).toBe(
      "schema/maximum, callback-url-is-https, callback-url-is-public, no-unknown-parameter",
    );
    expect(refused.json<ErrorJson>()).toStrictEqual({
      error: {
        code: "invalid_request",
        message: "duration must be at most 15, got 16",
        type: "invalid_request_error",
        param: "duration",
      },
    });
  });

  it("answers the two published texts about voice bindings word for word", async () => {
    const mock = await serve(STILL);
    for (const [key, message] of [
      ["img1", 'voice_bindings key "img1" invalid'],
      ["image01", 'voice_bindings key "image01" invalid'],
      ["image5", "voice_bindings.image5 out of range"],
    ] as const) {
      const reply = await mock.submit({
        ...bodies.reference,
        model_params: { voice_bindings: { [key]: "https://cdn.example.com/voice.mp3" } },
      });
      expect(reply.status).toBe(400);
      expect(reply.json<ErrorJson>().error.message).toBe(message);
    }
  });

  it("keeps its promises on the October price list", async () => {
    const mock = await serve({ ...STILL, priceList: "2026-10" });
    for (const { name, october } of reserved) {
      expect((await mock.submit(bodies[name])).json().usage.credits_reserved, name).toBe(october);
    }
    const shortest = await mock.submit({ ...plainBody, duration: 2 });
    expect(shortest.json().usage.credits_reserved).toBe(10.88);
  });

  it("gives every answer a request id of its own", async () => {
    const mock = await serve(STILL);
    const replies = [
      await mock.submit(plainBody),
      await mock.submit("{"),
      await mock.query("task-unified-1-aaaaaaaa"),
      await mock.send({ path: "/nowhere" }),
      await mock.send({ method: "PATCH", path: "/v1/videos/generations" }),
    ];
    const ids = replies.map(({ headers }) => headers["x-request-id"]);
    expect(new Set(ids).size).toBe(replies.length);
    for (const id of ids) expect(id).toMatch(/^req_[0-9a-f]{24}$/);
  });
});
