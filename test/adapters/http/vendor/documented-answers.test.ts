import { expect, it } from "vitest";
import { describeMatrix, STILL } from "../../../harness/describe-matrix.js";
import { checkedAnswers, misfitsOf } from "../../../harness/documented-answers.js";
import { bodies } from "../../../harness/sample-bodies.js";

const path = "/v1/videos/generations";
const headers = { "content-type": "application/json; charset=utf-8" };
const sent = { method: "POST", path, body: JSON.stringify(bodies.edit) };

it("finds an answer that breaks the schema of its response", () => {
  const body = { created: "now", id: "task-1", model: "m", object: "video", progress: 0, status: "queued" };
  const misfits = misfitsOf(sent, { status: 200, headers, text: JSON.stringify(body) });
  expect(misfits).toEqual(
    expect.arrayContaining([
      expect.stringContaining("/created must be integer") as string,
      expect.stringContaining("/id must match pattern") as string,
      expect.stringContaining("must have required property 'usage'") as string,
    ]),
  );
});

it("finds a query that lists results before the end", () => {
  const task = {
    created: 1,
    id: "task-unified-1-aaaaaaaa",
    model: "m",
    object: "video.generation.task",
    type: "video",
    status: "processing",
    progress: 5,
    results: ["https://cdn.example.com/x.mp4"],
    task_info: { can_cancel: true, estimated_time: 3 },
    usage: { billing_rule: "per_second", credits_reserved: 1, user_group: "default" },
  };
  const query = { path: "/v1/tasks/task-unified-1-aaaaaaaa" };
  expect(misfitsOf(query, { status: 200, headers, text: JSON.stringify(task) })).not.toEqual([]);
  const { results: _results, ...fitting } = task;
  expect(misfitsOf(query, { status: 200, headers, text: JSON.stringify(fitting) })).toEqual([]);
});

it("finds an envelope with more or less than the vendor's", () => {
  const error = { code: "invalid_request", message: "no", type: "invalid_request_error" };
  const misfits = (body: unknown) => misfitsOf(sent, { status: 400, headers, text: JSON.stringify(body) });
  expect(misfits({ error })).toEqual([]);
  expect(misfits({ error: { ...error, hint: "x" } })).toEqual(["hint is surplus"]);
  expect(misfits({ error, request_id: "x" })).toEqual(["request_id is surplus"]);
  expect(misfits({ error: { ...error, code: 400 } })).toEqual(["/error/code must be string"]);
});

describeMatrix("documented answers", (serve) => {
  it("cover acceptance and refusal of every model and of the query", async () => {
    checkedAnswers.clear();
    const mock = await serve({ ...STILL, keys: ["key-a", "key-b"], unknownModel: "403" });
    let id = "";
    for (const body of Object.values(bodies)) {
      id = (await mock.submit(body)).json().id;
      await mock.submit({ ...body, quality: "480p" });
      await mock.submit(body, { authorization: "Bearer stranger" });
    }
    await mock.submit({ ...bodies.text, model: "wan9" });
    await mock.query(id);
    await mock.clock.advance("10s");
    await mock.query(id);
    await mock.query(id, { authorization: "Bearer key-b" });
    await mock.query(id, { authorization: "" });
    await mock.query("7");
    await mock.query("task-unified-7-aaaaaaaa");
    const models = Object.values(bodies).map(({ model }) => model);
    expect([...checkedAnswers].sort()).toEqual(
      [
        ...models.flatMap((model) => [200, 400, 401].map((status) => `${model} ${status}`)),
        "wan2.7-text-to-video 403",
        ...[200, 400, 401, 403, 404].map((status) => `tasks ${status}`),
      ].sort(),
    );
  });
});
