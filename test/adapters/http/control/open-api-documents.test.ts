import SwaggerParser from "@apidevtools/swagger-parser";
import { Ajv2020 } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";
import { afterAll, describe, expect, it } from "vitest";
import { controlRoutes } from "../../../../src/adapters/http/control/control-routes.js";
import { pageRoutes } from "../../../../src/adapters/http/page/page-routes.js";
import { sampleRoutes } from "../../../../src/adapters/http/vendor/sample-assets.js";
import { composeMock } from "../../../../src/compose/compose-mock.js";
import { readDocument } from "../../../contract/read-document.js";
import { describeMatrix, type ServedMock, STILL } from "../../../harness/describe-matrix.js";
import { control } from "../../../harness/documented-answers.js";
import { bodies } from "../../../harness/sample-bodies.js";
import { temporaryFolder } from "../../../harness/temporary-folder.js";
import { documentFolder, miniDocument } from "../../documents/mini-document.js";

const SUBMIT = "/v1/videos/generations";
const files = documentFolder();
afterAll(() => files.remove());

interface Merged {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { properties?: Record<string, { enum?: string[] }> }> };
}

interface Operation {
  requestBody: { content: Record<string, MediaType> };
  responses: Record<string, { content?: Record<string, MediaType> }>;
}

interface MediaType {
  schema: {
    oneOf: { $ref: string }[];
    anyOf?: unknown[];
    discriminator: { propertyName: string; mapping: Record<string, string> };
  };
  examples: Record<string, { summary: string; value: unknown }>;
}

async function merged(mock: ServedMock): Promise<Merged> {
  const reply = await mock.send({ path: "/_mock/openapi.json" });
  expect(reply.status).toBe(200);
  const document = reply.json<Merged>();
  await expect(SwaggerParser.validate(structuredClone(document) as never)).resolves.toBeDefined();
  return document;
}

const submitBody = (document: Merged) =>
  document.paths[SUBMIT]?.["post"]?.requestBody.content["application/json"] as MediaType;

/** Judges a body as a client generated from the document would. */
async function accepts(document: Merged, body: unknown): Promise<boolean> {
  const whole = (await SwaggerParser.dereference(structuredClone(document) as never)) as unknown as Merged;
  const ajv = new Ajv2020({ strict: false, discriminator: false });
  ajvFormats.default(ajv);
  return ajv.validate(submitBody(whole).schema, body);
}

describeMatrix("GET /_mock/openapi.json", (serve) => {
  it("describes the vendor side in one valid document, a body schema for each model", async () => {
    const document = await merged(await serve(STILL));
    expect(document.openapi).toBe("3.1.0");
    expect(Object.keys(document.paths)).toEqual([
      SUBMIT,
      "/v1/tasks/{task_id}",
      "/v1/credits",
      "/v1/models",
      "/v1/tasks",
      "/v1/tasks/batch",
      "/files/{name}",
      ...["base64", "url", "stream"].map((way) => `/api/v1/files/upload/${way}`),
      ...["list", "quota", "{file_id}", "download/{file_id}"].map((rest) => `/api/v1/files/${rest}`),
      "/uploads/{file_id}/{name}",
    ]);
    const { schema, examples } = submitBody(document);
    const models = Object.values(bodies).map(({ model }) => model);
    expect(schema.discriminator.propertyName).toBe("model");
    expect(Object.keys(schema.discriminator.mapping).sort()).toEqual([...models].sort());
    for (const [model, reference] of Object.entries(schema.discriminator.mapping)) {
      expect(schema.oneOf).toContainEqual({ $ref: reference });
      const name = reference.replace("#/components/schemas/", "");
      expect(document.components.schemas[name]?.properties?.["model"]?.enum).toEqual([model]);
    }
    expect(Object.keys(examples).length).toBeGreaterThanOrEqual(12);
    for (const body of Object.values(bodies)) {
      expect(await accepts(document, body)).toBe(true);
      expect(await accepts(document, { ...body, quality: "480p" })).toBe(false);
      expect(await accepts(document, { ...body, model: "wan9" })).toBe(false);
    }
  });

  it("states once what the documents state alike", async () => {
    const { components } = await merged(await serve(STILL));
    expect(Object.keys(components.schemas).filter((name) => /-\d+$/.test(name))).toEqual([]);
  });

  it("describes the documents of --spec beside the bundled ones, or alone", async () => {
    const older = files.write("older.yaml", miniDocument());
    const beside = await merged(await serve({ ...STILL, spec: [older] }));
    expect(Object.keys(submitBody(beside).schema.discriminator.mapping)).toHaveLength(5);
    const alone = await merged(await serve({ ...STILL, spec: [older], onlySpec: true }));
    expect(submitBody(alone).schema).toEqual({
      oneOf: [{ $ref: "#/components/schemas/wan2.6-text-to-video" }],
      discriminator: {
        propertyName: "model",
        mapping: { "wan2.6-text-to-video": "#/components/schemas/wan2.6-text-to-video" },
      },
    });
    const body = { model: "wan2.6-text-to-video", prompt: "short" };
    expect(await accepts(alone, body)).toBe(true);
    expect(await accepts(alone, { ...body, duration: 7 })).toBe(false);
    expect(await accepts(beside, bodies.text)).toBe(true);
    expect(await accepts(alone, bodies.text)).toBe(false);
  });

  it("describes a bundled model as the document that replaces it does", async () => {
    const replaced = files.write("replaced.yaml", miniDocument({ model: "wan2.7-video-edit" }));
    const document = await merged(await serve({ ...STILL, spec: [replaced] }));
    expect(Object.keys(submitBody(document).schema.discriminator.mapping)).toHaveLength(4);
    expect(await accepts(document, { model: "wan2.7-video-edit", prompt: "short", duration: 15 })).toBe(true);
  });

  it("names the shared schemas as the documents do, and each model's body after the model", async () => {
    const models = Object.values(bodies).map(({ model }) => model);
    const { components } = await merged(await serve(STILL));
    expect(Object.keys(components.schemas).sort()).toEqual(
      [
        ...[
          "TaskDetailResponse",
          "PendingTask",
          "ProcessingTask",
          "CompletedTask",
          "FailedTask",
          "FinishedTask",
        ],
        ...["TaskError", "VideoTaskInfo", "Usage", "VideoGenerationResponse", "ErrorResponse"],
        ...["CreditsResponse", "ModelsResponse", "TaskListResponse", "TaskBatchResponse", "UploadedFile"],
        ...["Upload", "List", "Quota", "Delete", "Error"].map((what) => `File${what}Response`),
        ...models,
      ].sort(),
    );
  });

  it("describes the answers that a document of --spec leaves open", async () => {
    const older = files.write("sparse.yaml", miniDocument());
    const { paths } = await merged(await serve({ ...STILL, spec: [older], onlySpec: true }));
    const { responses } = paths[SUBMIT]?.["post"] as Operation;
    expect(Object.keys(responses)).toEqual([
      "200",
      "400",
      "401",
      "402",
      "403",
      "404",
      "409",
      "413",
      "429",
      "500",
    ]);
    expect(responses["200"]?.content?.["application/json"]?.schema).toEqual({
      $ref: "#/components/schemas/VideoGenerationResponse",
    });
    const denied = responses["403"]?.content?.["application/json"]?.examples["model_access_denied"]?.value;
    expect(denied).toMatchObject({
      error: { message: "Token does not have access to model: wan2.6-text-to-video" },
    });
  });

  it("shows what all models answer alike once, and the rest under the model's name", async () => {
    const { paths } = await merged(await serve(STILL));
    const { responses } = paths[SUBMIT]?.["post"] as Operation;
    const labels = (status: string) => {
      const { examples } = responses[status]?.content?.["application/json"] as MediaType;
      return Object.entries(examples).map(([name, { summary }]) => `${name} | ${summary}`);
    };
    expect(labels("401")).toEqual(["unauthorized | Key not accepted"]);
    expect(labels("403")).toEqual(
      Object.values(bodies).map(({ model }) => `${model}.model_access_denied | ${model}: Model not granted`),
    );
  });

  it("lets an answer be what any of the documents says", async () => {
    const text = JSON.stringify(readDocument("wan2.7-video-edit")).replaceAll(
      "wan2.7-video-edit",
      "wan3-edit",
    );
    const other = JSON.parse(text) as { components: { schemas: Record<string, { required: string[] }> } };
    other.components.schemas["VideoGenerationResponse"]?.required.pop();
    const file = files.write("other.json", JSON.stringify(other));
    const { paths } = await merged(await serve({ ...STILL, spec: [file] }));
    const { responses } = paths[SUBMIT]?.["post"] as Operation;
    const { schema, examples } = responses["200"]?.content?.["application/json"] as MediaType;
    expect(schema).toEqual({
      anyOf: ["VideoGenerationResponse", "VideoGenerationResponse-2"].map((name) => ({
        $ref: `#/components/schemas/${name}`,
      })),
    });
    expect(Object.keys(examples)).toEqual(
      expect.arrayContaining(["wan2.7-video-edit.style_edit", "wan3-edit.style_edit"]),
    );
    expect(responses["401"]?.content?.["application/json"]?.schema).toEqual({
      $ref: "#/components/schemas/ErrorResponse",
    });
  });

  it("gives each model of a document for several a schema of its own", async () => {
    const several = files.write(
      "several.yaml",
      miniDocument({ modelSchema: "{ type: string, enum: [wan2.6/a, wan2.6-a] }" }),
    );
    const document = await merged(await serve({ ...STILL, spec: [several], onlySpec: true }));
    const { mapping } = submitBody(document).schema.discriminator;
    expect(mapping).toEqual({
      "wan2.6/a": "#/components/schemas/wan2.6-a",
      "wan2.6-a": "#/components/schemas/wan2.6-a-2",
    });
    expect(await accepts(document, { model: "wan2.6/a", prompt: "short" })).toBe(true);
    expect(await accepts(document, { model: "wan2.6-a", prompt: "short" })).toBe(true);
  });
});

describeMatrix("GET /_mock/control.openapi.json", (serve) => {
  it("is the document of the control side", async () => {
    const mock = await serve(STILL);
    const reply = await mock.send({ path: "/_mock/control.openapi.json" });
    const servers = [{ url: mock.fallbackUrl, description: "The mock that serves this document" }];
    expect([reply.status, reply.json()]).toEqual([200, { ...readDocument("control"), servers }]);
    await expect(SwaggerParser.validate(reply.json())).resolves.toBeDefined();
  });
});

describeMatrix("the documents of both sides", (serve) => {
  it.each(["/_mock/openapi.json", "/_mock/control.openapi.json"])(
    "%s names the address by which it was asked",
    async (path) => {
      const serverOf = async (mock: ServedMock, headers: Record<string, string> = {}) =>
        (await mock.send({ path, headers }))
          .json<{ servers: { url: string }[] }>()
          .servers.map(({ url }) => url);
      const mock = await serve(STILL);
      expect(await serverOf(mock)).toEqual([mock.fallbackUrl]);
      const port = new URL(mock.fallbackUrl).port;
      if (port !== "")
        expect(await serverOf(mock, { host: `localhost:${port}` })).toEqual([`http://localhost:${port}`]);
      const named = await serve({ ...STILL, publicUrl: "https://mock.example.com" });
      expect(await serverOf(named)).toEqual(["https://mock.example.com"]);
    },
  );
});

describe("the document of the control side", () => {
  it("has every route that is served, and no other", async () => {
    const { parts, release } = await composeMock(STILL);
    const samples = Object.fromEntries(sampleRoutes.map((path) => [path, { GET: true }]));
    const routes = { ...controlRoutes(parts.control), ...samples, ...pageRoutes };
    const served = Object.entries(routes).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`),
    );
    await release();
    expect(control.operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(served.sort());
  });
});

describeMatrix("the control side", (serve) => {
  it("gives every answer that its document describes", async () => {
    control.checked.clear();
    const mock = await serve({
      ...STILL,
      keys: ["key-a"],
      pace: "manual",
      allowLocalCallbacks: true,
      scenarios: [temporaryFolder().write("own.yaml", "scenarios: [{ name: own, use: slow }]")],
    });
    const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
      mock.send({
        method,
        path: `/_mock/${path}`,
        headers,
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
    const task = async (more: object = {}) =>
      (await mock.submit({ ...bodies.text, callback_url: "http://localhost:9/x", ...more })).json().id;

    for (const { method, path, responses } of control.operations) {
      const target = path.replace("/_mock/", "").replaceAll(/\{\w+\}/g, "x");
      const elsewhere = { host: "elsewhere.example" };
      // Its 403 is about the token alone.
      if ("403" in responses && path !== "/_mock/session")
        expect((await call(method, target, undefined, elsewhere)).status).toBe(403);
      if ("413" in responses) expect((await call(method, target, " ".repeat(10_000_001))).status).toBe(413);
    }
    for (const path of [
      "health",
      "metrics",
      "openapi.json",
      "control.openapi.json",
      "rules",
      "scenarios",
      "clock",
      "assets",
      "assets/image-30x20.png",
      "assets/image-9999x20.png",
      "assets/hero.png",
    ])
      await call("GET", path);
    const etag = (await call("GET", "assets/audio-1s.mp3")).headers["etag"] ?? "";
    for (const headers of [{ range: "bytes=0-9" }, { range: "bytes=9999999-" }, { "if-none-match": etag }])
      await call("GET", "assets/audio-1s.mp3", undefined, headers);
    for (const [verb, body] of [["complete"], ["fail", { code: "service_error" }], ["cancel"]] as const) {
      const id = await task();
      await call("POST", `tasks/${id}/${verb}`, { strange: 1 });
      await call("POST", `tasks/${id}/${verb}`, body);
      await call("POST", `tasks/${id}/${verb}`, body);
      await call("POST", `tasks/none/${verb}`, body);
    }
    const id = await task();
    await call("POST", `tasks/${id}/redeliver`);
    await call("POST", `tasks/${id}/redeliver`, { strange: 1 });
    await call("POST", "tasks/none/redeliver");
    for (const [of, progress] of [
      [id, 5],
      [id, 4],
      [id, 100],
      ["none", 5],
    ] as const)
      await call("PATCH", `tasks/${of}`, { progress });
    await call("POST", `tasks/${id}/complete`);
    await call("POST", `tasks/${id}/redeliver`);
    await call("GET", `tasks/${id}`);
    await call("GET", "tasks/none");
    for (const path of ["failures", "failures?code=x"]) await call("GET", path);
    await call("GET", `tasks/${await task()}/result`);
    for (const path of [`${id}/result`, `${id}/result?size=1`, "none/result", "%zz/result"])
      await call("GET", `tasks/${path}`);
    const tag = (await call("GET", `tasks/${id}/result`)).headers["etag"] ?? "";
    for (const headers of [{ range: "bytes=0-9" }, { range: "bytes=99999999-" }, { "if-none-match": tag }])
      await call("GET", `tasks/${id}/result`, undefined, headers);
    for (const path of ["habits", "habits?rule=x", "habits?habit=x", "habits?key=stranger"])
      await call("GET", path);
    for (const path of ["habits/catalogue", "habits/catalogue?habit=x"]) await call("GET", path);
    for (const path of ["tasks", "journal", "callbacks", "accounts"]) {
      await call("GET", path);
      await call("GET", `${path}?limit=0`);
      await call("GET", `${path}?key=stranger`);
    }
    for (const path of ["tasks", "journal", "accounts", "callbacks"]) await call("GET", `${path}/%zz`);
    for (const path of ["callbacks/1", "callbacks/999"]) await call("GET", path);
    await call("GET", "journal/1");
    for (const path of ["report", "report?limit=5"]) await call("GET", path);
    await call("GET", "coverage");
    await call("GET", "coverage?model=none");
    await call("GET", "journal/999");
    await call("GET", "events?kind=callback");
    for (const path of ["metrics", "openapi.json", "control.openapi.json", "rules", "clock", "scenarios"])
      await call("GET", `${path}?limit=5`);
    await call("GET", "accounts/key-a");
    await call("GET", "accounts/stranger");
    for (const [key, body] of [
      ["key-a", {}],
      ["key-a", { balance: -1 }],
      ["stranger", {}],
    ] as const)
      await call("PUT", `accounts/${key}`, body);
    await call("POST", "clock", { advance: "1s" });
    await call("POST", "clock", {});
    await call("POST", "lint", bodies.text);
    await call("POST", "lint", "{}", { "content-encoding": "gzip" });
    await call("POST", "scenarios/next", { name: "slow" });
    await call("POST", "scenarios/next", {});
    await call("GET", "scenarios/next");
    await call("GET", "scenarios/next?limit=5");
    await call("POST", "scenarios/reload");
    await call("POST", "scenarios/reload", { strange: 1 });
    await call("DELETE", "scenarios/next");
    await call("DELETE", "scenarios/next", { strange: 1 });
    await call("POST", "reset", { scope: "none" });
    await call("POST", "reset");
    await mock.send({ path: "/_mock" });
    await call("GET", "docs");
    await call("POST", "session", { token: "t" });
    const guarded = await serve({ ...STILL, controlToken: "t" });
    for (const token of ["t", "u"])
      await guarded.send({ method: "POST", path: "/_mock/session", body: JSON.stringify({ token }) });

    const described = control.operations.flatMap(({ method, path, responses }) =>
      Object.keys(responses).map((status) => `${method} ${path} ${status}`),
    );
    // A stream has no end to wait for; its own suite reads it.
    control.checked.add("GET /_mock/events 200").add("GET /_mock/events 503");
    expect([...control.checked].sort()).toEqual(described.sort());
    // Twelve bodies of 10 MB.
  }, 60_000);
});
