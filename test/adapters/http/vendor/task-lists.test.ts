import { expect, it } from "vitest";
import {
  describeMatrix,
  type ErrorJson,
  type ServedMock,
  STILL,
  type TaskJson,
} from "../../../harness/describe-matrix.js";
import { bodies, plainBody } from "../../../harness/sample-bodies.js";

const CREATED = 1_788_264_000;

interface ListJson {
  data: { id: string; status: string; has_results?: boolean; credits_used?: number }[];
  total: number;
  page: number;
  page_size: number;
}

const headersOf = (key = "key-a", scenario?: string) => ({
  authorization: `Bearer ${key}`,
  "content-type": "application/json",
  ...(scenario === undefined ? {} : { "x-wan-mock-scenario": scenario }),
});

const list = async (mock: ServedMock, query = "", key?: string) =>
  (await mock.send({ path: `/v1/tasks${query}`, headers: headersOf(key) })).json<ListJson>();

const batch = (mock: ServedMock, ids: unknown, headers = headersOf()) =>
  mock.send({
    method: "POST",
    path: "/v1/tasks/batch",
    headers,
    body: JSON.stringify({ task_ids: ids }),
  });

const submitted = async (mock: ServedMock, body: unknown = plainBody, headers = {}) =>
  (await mock.submit(body, headers)).json().id;

describeMatrix("lists of tasks", (serve) => {
  it("show the tasks of a key, newest first, each without its results", async () => {
    const mock = await serve(STILL);
    const first = await submitted(mock);
    await mock.clock.advance("10s");
    const second = await submitted(mock, bodies.edit);
    await submitted(mock, plainBody, { authorization: "Bearer key-b" });
    const created = (await mock.query(first)).json().created;
    expect(await list(mock)).toEqual({
      object: "list",
      data: [
        {
          ...{ id: second, model: "wan2.7-video-edit", type: "video", status: "pending", progress: 0 },
          created_at: created + 10,
        },
        {
          ...{ id: first, model: plainBody.model, type: "video", status: "completed", progress: 100 },
          ...{ created_at: created, duration: 3, has_results: true, result_count: 1, has_error: false },
          credits_used: 29.24,
        },
      ],
      ...{ total: 2, page: 1, page_size: 20 },
    });
    expect((await list(mock, "", "key-c")).data).toEqual([]);
    expect(created).toBe(CREATED);
  });

  it("take filters and pages, and echo the page", async () => {
    const mock = await serve({ ...STILL, pace: "manual" });
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.push(await submitted(mock));
    const edit = await submitted(mock, bodies.edit);
    const [done, failed, cancelled] = ids;
    await mock.send({ method: "POST", path: `/_mock/tasks/${done}/complete`, body: "{}" });
    await mock.send({
      method: "POST",
      path: `/_mock/tasks/${failed}/fail`,
      body: '{"code":"service_error"}',
    });
    await mock.send({ method: "POST", path: `/_mock/tasks/${cancelled}/cancel`, body: "{}" });
    const shown = async (query: string) => (await list(mock, query)).data.map(({ id }) => id);
    expect(await shown("?status=completed")).toEqual([done]);
    expect(await shown("?status=failed")).toEqual([cancelled, failed]);
    expect(await shown("?status=cancelled")).toEqual([]);
    expect(await shown("?status=processing&model=wan2.7-text-to-video")).toEqual([ids[4], ids[3]]);
    expect(await shown("?model=wan2.7-video-edit&type=video")).toEqual([edit]);
    expect(await shown("?type=image")).toEqual([]);
    const { data, ...page } = await list(mock, "?page=2&page_size=4");
    expect(data.map(({ id }) => id)).toEqual([failed, done]);
    expect(page).toEqual({ object: "list", total: 6, page: 2, page_size: 4 });
    expect((await list(mock, "?page=9")).data).toEqual([]);
  });

  it.each([
    ["status=done", "status", 'status must be one of processing, completed, failed, cancelled, got "done"'],
    ["type=text", "type", 'type must be one of image, video, audio, got "text"'],
    ["page=0", "page", 'page must be a whole number from 1 to 1000000, got "0"'],
    ["page_size=51", "page_size", 'page_size must be a whole number from 1 to 50, got "51"'],
    ["page_size=1.5", "page_size", 'page_size must be a whole number from 1 to 50, got "1.5"'],
  ])("refuse %s", async (query, param, message) => {
    const mock = await serve(STILL);
    const reply = await mock.send({ path: `/v1/tasks?${query}`, headers: headersOf() });
    expect([reply.status, reply.json<ErrorJson>().error]).toEqual([
      400,
      { code: "invalid_request", message, type: "invalid_request_error", param },
    ]);
    expect(reply.headers["x-wan-mock-findings"]).toBe("task-list-parameters");
  });
});

describeMatrix("batches of tasks", (serve) => {
  it("show each task as a query does, and leave out what is unknown, foreign or named twice", async () => {
    const mock = await serve(STILL);
    const own = await submitted(mock);
    const foreign = await submitted(mock, plainBody, { authorization: "Bearer key-b" });
    await mock.clock.advance("3s");
    const reply = await batch(mock, [foreign, own, own, "task-unified-1-aaaaaaaa", "27"]);
    expect(reply.json<unknown>()).toEqual({ code: 200, data: [(await mock.query(own)).json()] });
  });

  it("count as a look at each task", async () => {
    const mock = await serve({ ...STILL, pace: "polls:2" });
    const [a, b] = [await submitted(mock), await submitted(mock)];
    const states = async (ids: unknown) =>
      (await batch(mock, ids)).json<{ data: TaskJson[] }>().data.map(({ status }) => status);
    expect(await states([a, b])).toEqual(["processing", "processing"]);
    expect(await states([a])).toEqual(["completed"]);
    expect((await list(mock)).data.map(({ status }) => status)).toEqual(["processing", "completed"]);
  });

  it.each([
    [undefined, "task_ids must be a list of 1 to 50 task ids, got none"],
    ["task-unified-1-a", 'task_ids must be a list of 1 to 50 task ids, got "task-unified-1-a"'],
    [[], "task_ids must be a list of 1 to 50 task ids, got 0"],
    [Array(51).fill("task-unified-1-a"), "task_ids must be a list of 1 to 50 task ids, got 51"],
    [["task-unified-1-a", 7], "task_ids[1] must be a task id, got 7"],
  ])("refuse %j", async (ids, message) => {
    const mock = await serve(STILL);
    const reply = await batch(mock, ids);
    expect(reply.status).toBe(400);
    expect(reply.json<ErrorJson>().error).toMatchObject({ message, param: "task_ids" });
  });

  it("answer as scenarios of a query say, by header and by key, and keep to its rate", async () => {
    const mock = await serve({ ...STILL, rateLimitQueries: "1/min" });
    const limited = await batch(mock, ["x"], headersOf("key-a", "query/rate-limited"));
    expect([limited.status, limited.headers["retry-after"]]).toEqual([429, "1"]);
    expect((await batch(mock, ["x"], headersOf("sk-mock-unauthorized"))).status).toBe(401);
    expect((await batch(mock, ["x"], headersOf("sk-mock-query/http-503"))).status).toBe(503);
    expect((await mock.send({ path: "/v1/tasks", headers: { authorization: "" } })).status).toBe(401);
    expect((await batch(mock, ["x"])).status).toBe(200);
    expect((await batch(mock, ["x"])).headers["retry-after"]).toBe("60");
    const routes = mock.journal.requests({}).map(({ route, status }) => `${route} ${status}`);
    expect(routes).toEqual(["batch 429", "batch 401", "batch 503", "list 401", "batch 200", "batch 429"]);
  });
});

describeMatrix("what a client knows by a list or a batch", (serve) => {
  const habitsAfter = async (look: (mock: ServedMock, id: string) => Promise<unknown>) => {
    const mock = await serve(STILL);
    const id = await submitted(mock);
    await mock.query(id);
    await mock.query(id);
    await mock.clock.advance("1m");
    await look(mock, id);
    const { items } = (await mock.send({ path: "/_mock/habits" })).json<{ items: { habit: string }[] }>();
    return items.map(({ habit }) => habit);
  };

  it("is told of: it did not stop polling, and has a result to fetch", async () => {
    expect(await habitsAfter(async () => undefined)).toEqual(["stops-polling"]);
    expect(await habitsAfter((mock, id) => batch(mock, [id]))).toEqual(["never-fetches-result"]);
    expect(await habitsAfter((mock) => list(mock))).toEqual(["never-fetches-result"]);
    expect(await habitsAfter((mock) => list(mock, "", "key-b"))).toEqual(["stops-polling"]);
  });
});
