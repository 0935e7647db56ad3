import { expect, it } from "vitest";
import {
  type Call,
  describeMatrix,
  type Reply,
  type ServedMock,
  STILL,
} from "../../../harness/describe-matrix.js";
import { DescribedAnswers } from "../../../harness/described-answers.js";
import { bodies, plainBody } from "../../../harness/sample-bodies.js";

const SUBMIT = "/v1/videos/generations";

/** Headers that HTTP and CORS bring along. */
const COMMON =
  /^(?:content-type|content-length|date|connection|keep-alive|transfer-encoding|access-control-.*)$/;

/** `post /v1/... 200`, and the headers that came with such answers. */
type Seen = Map<string, Set<string>>;

describeMatrix("the default's answers", (serve) => {
  it("are those of /_mock/openapi.json, statuses, bodies and headers, both ways", async () => {
    const mock = await serve({ ...STILL, keys: ["key-a", "key-b", "key-poor", "key-slow"] });
    const document = (await mock.send({ path: "/_mock/openapi.json" })).json<Record<string, unknown>>();
    const described = new DescribedAnswers(document);
    const seen: Seen = new Map();
    const misfits: string[] = [];
    const send = async (call: Call) => {
      const reply = await mock.send(call);
      misfits.push(...(described.misfitsOf(call, reply) ?? [`${call.path} is not described`]));
      const found = described.operationFor(call);
      const key = `${found?.method ?? ""} ${found?.path ?? ""} ${reply.status}`;
      const sent = Object.keys(reply.headers).filter((name) => !COMMON.test(name));
      seen.set(key, new Set([...(seen.get(key) ?? []), ...sent]));
      return reply;
    };
    await everyAnswer(mock, send);

    expect(misfits).toEqual([]);
    const statuses = described.operations.flatMap(({ method, path, responses }) =>
      Object.keys(responses).map((status) => `${method} ${path} ${status}`),
    );
    expect([...seen.keys()].sort()).toEqual(statuses.sort());
    const told = new Set<string>();
    for (const { method, path, responses } of described.operations) {
      for (const [status, { headers = {} }] of Object.entries(responses)) {
        const where = `${method} ${path} ${status}`;
        const names = Object.keys(headers).map((name) => name.toLowerCase());
        const came = seen.get(where) ?? new Set();
        expect(names, where).toEqual(expect.arrayContaining([...came]));
        for (const name of names) if (came.has(name)) told.add(name);
      }
    }
    const documented = described.operations.flatMap(({ responses }) =>
      Object.values(responses).flatMap(({ headers = {} }) => Object.keys(headers)),
    );
    expect([...told].sort()).toEqual([...new Set(documented.map((name) => name.toLowerCase()))].sort());
  });

  it("name the paired example of every request that is shown", async () => {
    const mock = await serve(STILL);
    const { paths } = (await mock.send({ path: "/_mock/openapi.json" })).json<Merged>();
    const { requestBody, responses } = paths[SUBMIT].post;
    const shown = requestBody.content["application/json"].examples;
    const answers = responses["200"].content["application/json"].examples;
    expect(Object.keys(answers)).toEqual(Object.keys(shown));
    for (const [name, { summary, value }] of Object.entries(shown)) {
      const answer = answers[name]?.value;
      const task = (await mock.submit(value)).json();
      expect({ ...task, id: "", created: 0, task_info: {} }, name).toEqual({
        ...answer,
        id: "",
        created: 0,
        task_info: {},
      });
      expect(name.startsWith(`${task.model}.`) && summary.startsWith(`${task.model}: `), name).toBe(true);
    }
    const labels = Object.values({ ...shown, ...answers }).map(({ summary }) => summary);
    expect(new Set(labels).size).toBe(labels.length);
  });
});

interface Merged {
  readonly paths: {
    readonly [SUBMIT]: {
      readonly post: {
        readonly requestBody: Content;
        readonly responses: { readonly "200": Content };
      };
    };
  };
}

interface Content {
  readonly content: {
    readonly "application/json": {
      readonly examples: Readonly<Record<string, { readonly summary: string; readonly value: object }>>;
    };
  };
}

/** Asks for every status of every operation. */
async function everyAnswer(mock: ServedMock, send: (call: Call) => Promise<Reply>): Promise<void> {
  const account = (key: string, change: object) =>
    mock.send({ method: "PUT", path: `/_mock/accounts/${key}`, body: JSON.stringify(change) });
  const submit = (body: unknown, headers: Record<string, string> = {}, key = "key-a") =>
    send({
      method: "POST",
      path: SUBMIT,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  const query = (path: string, headers: Record<string, string> = {}, key = "key-a") =>
    send({ path: `/v1/tasks/${path}`, headers: { authorization: `Bearer ${key}`, ...headers } });
  const keyed = { "idempotency-key": "one-lighthouse-01" };
  const forced = (scenario: string) => ({ "x-wan-mock-scenario": scenario });

  await submit(plainBody, keyed);
  await submit(plainBody, keyed);
  await submit({ ...plainBody, seed: 5 }, keyed);
  await submit({ ...plainBody, colour: "red" });
  await submit(plainBody, forced("slow"));
  await submit("{");
  await submit(plainBody, {}, "stranger");
  await submit({ ...plainBody, model: "wan9" });
  await submit(" ".repeat(10_000_001));
  await submit(plainBody, forced("internal-error"));
  await account("key-poor", { balance: 0, limits: { rate_limit_queries: "1/min" } });
  await submit(plainBody, {}, "key-poor");
  await account("key-b", { models: [bodies.edit.model] });
  await submit(plainBody, {}, "key-b");
  await account("key-slow", { limits: { rate_limit: "1/min" } });
  await submit(plainBody, {}, "key-slow");
  await submit(plainBody, {}, "key-slow");

  const { id } = (await submit(plainBody)).json<{ id: string }>();
  await query(id);
  await query("7");
  await query(id, { authorization: "" });
  await query(id, forced("quota-exceeded"));
  await query(id, {}, "key-b");
  await query("task-unified-7-aaaaaaaa");
  await query(id, {}, "key-poor");
  await query(id, {}, "key-poor");
  await query(id, forced("internal-error"));
  const file = (path: string, headers: Record<string, string> = {}) =>
    send({ path: `/files/${path}`, headers });
  await file(`${id}.mp4`);
  await mock.clock.advance("5s");
  const { headers } = await file(`${id}.mp4`);
  await file(`${id}.mp4`, { range: "bytes=0-9" });
  await file(`${id}.mp4`, { range: "bytes=999999999-" });
  await file(`${id}.mp4`, { "if-none-match": headers["etag"] ?? "" });
  await file("%zz");
  await mock.clock.advance("24h");
  await file(`${id}.mp4`);
  for (const path of ["/v1/credits", "/v1/models"]) {
    await send({ path, headers: { authorization: "Bearer key-a" } });
    await send({ path });
  }
  await everyAnswerAboutTasks(id, send);
  await everyAnswerAboutFiles(mock, send);
}

const json = { authorization: "Bearer key-a", "content-type": "application/json" };

/** The questions about several tasks. */
async function everyAnswerAboutTasks(id: string, send: (call: Call) => Promise<Reply>): Promise<void> {
  const list = (query: string, authorization = "Bearer key-a") =>
    send({ path: `/v1/tasks${query}`, headers: { authorization } });
  const batch = (body: string, headers: Record<string, string> = {}) =>
    send({ method: "POST", path: "/v1/tasks/batch", headers: { ...json, ...headers }, body });
  const ids = JSON.stringify({ task_ids: [id] });
  const slow = { "x-wan-mock-scenario": "query/rate-limited" };
  await list("");
  await list("?status=done");
  await list("", "");
  await send({ path: "/v1/tasks", headers: { ...json, ...slow } });
  await batch(ids);
  await batch("{}");
  await batch(ids, { authorization: "" });
  await batch(" ".repeat(10_000_001));
  await batch(ids, slow);
}

/** The file service. */
async function everyAnswerAboutFiles(mock: ServedMock, send: (call: Call) => Promise<Reply>): Promise<void> {
  const FILES = "/api/v1/files";
  const upload = (way: string, body: string, headers: Record<string, string> = {}) =>
    send({ method: "POST", path: `${FILES}/upload/${way}`, headers: { ...json, ...headers }, body });
  const full = { "x-wan-mock-scenario": "upload/storage-error" };
  const form = { "content-type": "multipart/form-data; boundary=b" };
  const gif = "GIF89a" + "\0".repeat(20);
  const part = `--b\r\ncontent-disposition: form-data; name="file"; filename="a.gif"\r\n\r\n${gif}\r\n--b--\r\n`;
  for (const [way, body, headers] of [
    ["base64", JSON.stringify({ base64_data: Buffer.from(gif).toString("base64") }), {}],
    ["url", '{"file_url":"https://cdn.example.com/image-64x64.png"}', {}],
    ["stream", part, form],
  ] as const) {
    await upload(way, "{", headers);
    await upload(way, body, { ...headers, authorization: "" });
    await upload(way, body, { ...headers, ...full });
    await upload(way, body, headers);
  }
  await send({ path: `${FILES}/list?page=0`, headers: json });
  await send({ path: `${FILES}/list` });
  const { data } = (await send({ path: `${FILES}/list`, headers: json })).json<{
    data: { files: { file_id: string; file_name: string }[] };
  }>();
  await send({ path: `${FILES}/quota` });
  await send({ path: `${FILES}/quota`, headers: json });
  const { file_id: id = "", file_name: name = "" } = data.files[0] ?? {};
  for (const [path, bad] of [
    [`/uploads/${id}/${name}`, `/uploads/${id}/%zz`],
    [`${FILES}/download/${id}`, `${FILES}/download/%zz`],
  ] as const) {
    const { headers } = await send({
      path,
      headers: { "x-wan-mock-scenario": "upload/slow-body:1", range: "bytes=0-0" },
    });
    await send({ path });
    await send({ path, headers: { range: "bytes=999999999-" } });
    await send({ path, headers: { "if-none-match": headers["etag"] ?? "" } });
    await send({ path: bad });
  }
  const remove = (rest: string, key: string) =>
    send({ method: "DELETE", path: `${FILES}/${rest}`, headers: { authorization: key } });
  await remove(id, "");
  await remove("%zz", "Bearer key-a");
  await remove(id, "Bearer key-b");
  await remove(id, "Bearer key-a");
  await remove(id, "Bearer key-a");
  await mock.clock.advance("72h");
  for (const path of [`/uploads/${id}/${name}`, `${FILES}/download/${id}`]) await send({ path });
}
