import SwaggerParser from "@apidevtools/swagger-parser";
import { describe, expect, it } from "vitest";
import {
  at,
  createAjv,
  documentNames,
  modelIds,
  readDocument,
  requestSchema,
  resolvedDocument,
  SUBMIT,
} from "./read-document.js";
import { type Json, type JsonObject, type Violation, violations } from "./violations.js";

const cdn = "https://cdn.example.com";

/** A smallest body of each model. */
const bases: Readonly<Record<string, JsonObject>> = {
  "wan2.7-text-to-video": { model: "wan2.7-text-to-video", prompt: "Rain on slate" },
  "wan2.7-image-to-video": { model: "wan2.7-image-to-video", prompt: "Rain", image_start: `${cdn}/a.png` },
  "wan2.7-reference-video": { model: "wan2.7-reference-video", prompt: "Rain", image_urls: [`${cdn}/a.png`] },
  "wan2.7-video-edit": { model: "wan2.7-video-edit", prompt: "Rain", video_urls: [`${cdn}/a.mp4`] },
};

// The bounds once more, by hand: an accidental edit of a document has to contradict this table.
const text = { type: "string" };
const url = { type: "string", format: "uri" };
const urls = { type: "array", items: url };
const ratios = ["16:9", "9:16", "1:1", "4:3", "3:4"];
const shared = {
  prompt: { ...text, maxLength: 5000 },
  negative_prompt: { ...text, maxLength: 500 },
  quality: { ...text, enum: ["720p", "1080p"], default: "720p" },
  seed: { type: "integer", minimum: 1, maximum: 2147483647 },
  prompt_extend: { type: "boolean", default: false },
  callback_url: url,
};
const parameterTable: Readonly<Record<string, { required: readonly string[]; properties: object }>> = {
  "wan2.7-text-to-video": {
    required: ["model", "prompt"],
    properties: {
      ...shared,
      model: { ...text, enum: ["wan2.7-text-to-video"] },
      audio_urls: { ...urls, minItems: 1, maxItems: 1 },
      aspect_ratio: { ...text, enum: ratios, default: "16:9" },
      duration: { type: "number", minimum: 2, maximum: 15, default: 5 },
    },
  },
  "wan2.7-image-to-video": {
    required: ["model", "prompt"],
    properties: {
      ...shared,
      model: { ...text, enum: ["wan2.7-image-to-video"] },
      generation_mode: { ...text, enum: ["first_frame", "first_last_frame", "video_continuation"] },
      image_start: url,
      image_end: url,
      video_urls: urls,
      audio_urls: { ...urls, minItems: 1, maxItems: 1 },
      duration: { type: "number", minimum: 2, maximum: 15, default: 5 },
    },
  },
  "wan2.7-reference-video": {
    required: ["model", "prompt"],
    properties: {
      ...shared,
      model: { ...text, enum: ["wan2.7-reference-video"] },
      image_start: url,
      image_urls: urls,
      video_urls: urls,
      audio_urls: { ...urls, maxItems: 5 },
      model_params: {
        type: "object",
        properties: { voice_bindings: { type: "object", additionalProperties: url } },
      },
      aspect_ratio: { ...text, enum: ratios, default: "16:9" },
      duration: { type: "number", minimum: 2, maximum: 15, default: 5 },
    },
  },
  "wan2.7-video-edit": {
    required: ["model", "prompt", "video_urls"],
    properties: {
      ...shared,
      model: { ...text, enum: ["wan2.7-video-edit"] },
      video_urls: { ...urls, minItems: 1, maxItems: 1 },
      image_urls: { ...urls, maxItems: 4 },
      keep_original_sound: { type: "boolean", default: false },
      aspect_ratio: { ...text, enum: ratios },
      duration: { type: "number", minimum: 0, maximum: 10, default: 0 },
    },
  },
};

const submitErrors = {
  "400": ["invalid_request", "Invalid request parameters", "invalid_request_error", undefined],
  "401": ["unauthorized", "Invalid or expired token", "authentication_error", undefined],
  "402": [
    "insufficient_quota",
    "Insufficient quota. Please top up your account.",
    "insufficient_quota",
    undefined,
  ],
  "403": [
    "model_access_denied",
    "Token does not have access to model: MODEL",
    "invalid_request_error",
    undefined,
  ],
  "404": ["model_not_found", "Specified model not found", "not_found_error", "model"],
  "413": ["request_too_large", "Request body is too large", "request_too_large_error", undefined],
  "429": ["rate_limit_exceeded", "Too many requests, please try again later", "rate_limit_error", undefined],
  "500": ["internal_error", "Internal server error", "api_error", undefined],
};
const queryErrors = {
  "400": [
    "invalid_task_id",
    "Invalid task ID format, must start with 'task-unified-'",
    "invalid_request_error",
    "task_id",
  ],
  "401": ["unauthorized", "Authentication required", "authentication_error", undefined],
  "402": [
    "quota_exceeded",
    "Insufficient quota. Please top up your account.",
    "insufficient_quota",
    undefined,
  ],
  "403": [
    "permission_denied",
    "You don't have permission to access this task",
    "invalid_request_error",
    undefined,
  ],
  "404": ["task_not_found", "The requested task could not be found", "invalid_request_error", undefined],
  "429": ["rate_limit_exceeded", "Rate limit exceeded", "evo_api_error", undefined],
  "500": ["internal_error", "Failed to retrieve task status", "api_error", undefined],
};

const ends = { completed: "CompletedTask", failed: "FailedTask" };

const operationIds: Readonly<Record<string, string>> = {
  "wan2.7-text-to-video": "createWan27TextToVideoGeneration",
  "wan2.7-image-to-video": "createWan27ImageToVideoGeneration",
  "wan2.7-reference-video": "createWan27ReferenceVideoGeneration",
  "wan2.7-video-edit": "createWan27VideoEditGeneration",
  tasks: "getTask",
};

/** Everything that judges a request body; each one has to find every violation. */
const validators: readonly { name: string; errorsOf: (id: string, schema: JsonObject) => ErrorsOf }[] = [
  {
    name: "a fresh compile",
    errorsOf: (_, schema) => {
      const validate = createAjv().compile(schema);
      return (body) => (validate(body) ? [] : (validate.errors ?? []));
    },
  },
];
type ErrorsOf = (body: Json) => readonly {
  keyword: string;
  instancePath: string;
  params: Record<string, unknown>;
}[];

describe("the set of documents", () => {
  it("is one for each model and one for tasks", () => {
    expect(documentNames).toEqual(Object.keys(operationIds).sort());
  });

  it.each([
    "VideoGenerationResponse",
    "CompletedTask",
    "FailedTask",
    "TaskError",
    "ErrorResponse",
    "VideoTaskInfo",
    "Usage",
  ])("states %s alike in all of them", (name) => {
    const stated = documentNames
      .map((document) => at(readDocument(document), "components", "schemas") as Record<string, Json>)
      .filter((schemas) => name in schemas)
      .map((schemas) => bounds(schemas[name] as Json));
    expect(stated.length).toBeGreaterThanOrEqual(4);
    for (const one of stated) expect(one).toEqual(stated[0]);
  });
});

describe.each(documentNames)("%s.yaml", (name) => {
  it("is valid OpenAPI", async () => {
    await expect(SwaggerParser.validate(structuredClone(readDocument(name)) as never)).resolves.toBeDefined();
  });

  it("stands alone, names its licence, servers and security", () => {
    const document = readDocument(name);
    expect(document["openapi"]).toBe("3.1.0");
    expect(at(document, "info", "license")).toEqual({ name: "MIT", identifier: "MIT" });
    expect((document["servers"] as { url: string }[]).map((server) => server.url)).toEqual([
      "https://api.evolink.ai",
      "http://127.0.0.1:2727",
    ]);
    expect(document["security"]).toEqual([{ bearerAuth: [] }]);
    expect(at(document, "components", "securitySchemes", "bearerAuth")).toMatchObject({
      type: "http",
      scheme: "bearer",
    });
    const references = JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g);
    for (const [, target] of references) expect(target).toMatch(/^#\/components\/schemas\//);
  });

  it("answers with the catalogue of errors, word for word", () => {
    const { operation } = operationOf(name);
    expect(operation["operationId"]).toBe(operationIds[name]);
    const catalogue = name === "tasks" ? queryErrors : submitErrors;
    const responses = at(operation, "responses");
    expect(Object.keys(responses).sort()).toEqual(["200", ...Object.keys(catalogue)]);
    for (const [status, [code, message, type, param]] of Object.entries(catalogue)) {
      const examples = at(responses, status, "content", "application/json", "examples");
      const first = Object.values(examples)[0] as JsonObject;
      expect(at(first, "value", "error"), status).toEqual({
        code,
        message: message?.replace("MODEL", name),
        type,
        ...(param === undefined ? {} : { param }),
      });
    }
  });

  it("gives examples and defaults that fit their own schemas", async () => {
    const document = await resolvedDocument(name);
    const ajv = createAjv();
    const found = examplesIn(document, "");
    expect(found.length).toBeGreaterThan(40);
    for (const { schema, value, where } of found) {
      const validate = ajv.compile(schema);
      expect(validate(value) ? [] : validate.errors, where).toEqual([]);
    }
  });

  it("gives every example of a body or an answer a summary", () => {
    const { operation } = operationOf(name);
    const named = [...JSON.stringify(operation).matchAll(/"examples":\{/g)];
    expect(named.length).toBeGreaterThan(8);
    walkObjects(operation, (value) => {
      const { examples } = value;
      if (typeof examples !== "object" || examples === null || Array.isArray(examples)) return;
      for (const example of Object.values(examples as JsonObject)) {
        expect(example).toMatchObject({ summary: expect.stringMatching(/\S{2}/) as string });
      }
    });
  });
});

describe("answers", () => {
  const ajv = createAjv();

  it.each([
    ["VideoGenerationResponse", "wan2.7-text-to-video"],
    ["TaskDetailResponse", "tasks"],
  ])("%s refuses an answer that lacks a member", async (name, page) => {
    const document = await resolvedDocument(page);
    const validate = ajv.compile(at(document, "components", "schemas", name));
    const full = accepted(name === "TaskDetailResponse" ? "processing" : "pending");
    expect(validate(full)).toBe(true);
    for (const member of Object.keys(full)) {
      expect(validate({ ...full, [member]: undefined }), member).toBe(false);
    }
  });

  it.each([
    ["results before completion", { status: "processing", results: [`${cdn}/a.mp4`] }],
    ["completion without results", { status: "completed" }],
    ["failure without a reason", { status: "failed" }],
    [
      "a reason without failure",
      { status: "pending", error: { code: "a", message: "b", type: "task_error" } },
    ],
    ["a status outside the four", { status: "cancelled" }],
    ["an id of another form", { id: "task-unified-1788000000-K3V9X2MA" }],
    ["progress past 100", { progress: 101 }],
    ["progress with a fraction", { progress: 12.5 }],
    ["a reason of another type", { status: "failed", error: { code: "a", message: "b", type: "api_error" } }],
  ])("a task with %s is refused", async (_, change) => {
    const document = await resolvedDocument("tasks");
    const validate = ajv.compile(at(document, "components", "schemas", "TaskDetailResponse"));
    expect(validate({ ...accepted("processing"), ...change })).toBe(false);
  });
});

describe("a task", () => {
  const all = { pending: "PendingTask", processing: "ProcessingTask", ...ends };
  it.each<[page: string, name: string, cases: Readonly<Record<string, string>>]>([
    ["tasks", "TaskDetailResponse", all],
    ...modelIds.map((id): [string, string, typeof ends] => [id, "FinishedTask", ends]),
  ])("of %s is one of several cases, told apart by status", (page, name, cases) => {
    const schemas = at(readDocument(page), "components", "schemas");
    const mapping = Object.fromEntries(
      Object.entries(cases).map(([status, schema]) => [status, `#/components/schemas/${schema}`]),
    );
    expect(schemas[name]).toEqual({
      description: expect.any(String) as string,
      oneOf: Object.values(mapping).map(($ref) => ({ $ref })),
      discriminator: { propertyName: "status", mapping },
    });
    for (const [status, schema] of Object.entries(cases)) {
      expect(at(schemas, schema, "properties", "status", "enum"), schema).toEqual([status]);
      expect(at(schemas, schema, "required"), schema).toContain("status");
    }
  });
});

describe.each(modelIds)("the request of %s", (id) => {
  const base = bases[id] as JsonObject;

  it("has the parameters of the table, with their bounds", async () => {
    const schema = requestSchema(await resolvedDocument(id));
    const { properties, required } = schema as { properties: JsonObject; required: string[] };
    expect({ required, properties: bounds(properties, true) }).toEqual(parameterTable[id]);
    expect(Object.keys(schema).sort()).toEqual(["properties", "required", "type"]);
  });

  it("describes every parameter", async () => {
    const { properties } = requestSchema(await resolvedDocument(id)) as { properties: JsonObject };
    for (const [name, property] of Object.entries(properties)) {
      expect(property, name).toMatchObject({
        description: expect.stringMatching(/\w{2}.*\.$|\|$/s) as string,
      });
    }
  });

  it("comes with three to five examples", () => {
    const { operation } = operationOf(id);
    const examples = at(operation, "requestBody", "content", "application/json", "examples");
    expect(Object.keys(examples).length).toBeGreaterThanOrEqual(3);
    expect(Object.keys(examples).length).toBeLessThanOrEqual(5);
  });

  it("tells of the callback, whose body is a task that has ended", () => {
    const { operation } = operationOf(id);
    const post = at(operation, "callbacks", "taskFinished", "{$request.body#/callback_url}", "post");
    expect(at(post, "requestBody", "content", "application/json", "schema")).toEqual({
      $ref: "#/components/schemas/FinishedTask",
    });
    expect(Object.keys(at(post, "responses"))).toEqual(["2XX"]);
  });

  describe.each(validators)("judged by $name", ({ errorsOf }) => {
    it("accepts the base body, also with surplus members", async () => {
      const errors = errorsOf(id, requestSchema(await resolvedDocument(id)));
      expect(errors(base)).toEqual([]);
      expect(errors({ ...base, surplus: 1 })).toEqual([]);
    });

    it("enforces every keyword at every place", async () => {
      const schema = requestSchema(await resolvedDocument(id));
      const errors = errorsOf(id, schema);
      const broken = violations(schema, base);
      expect(broken.length).toBeGreaterThan(80);
      const missed = broken.filter(
        (violation) => !errors(violation.body).some((error) => tells(error, violation)),
      );
      expect(missed.map(({ pointer, keyword, missing }) => `${pointer} ${keyword} ${missing ?? ""}`)).toEqual(
        [],
      );
    });
  });
});

describe("the walk over keywords", () => {
  it("breaks every bound of the parameter table", async () => {
    for (const id of modelIds) {
      const schema = requestSchema(await resolvedDocument(id));
      const reached = new Set(
        violations(schema, bases[id] as JsonObject).map((one) => `${one.pointer} ${one.keyword}`),
      );
      for (const place of placesWithBounds(schema, "")) expect([...reached], id).toContain(place);
    }
  });

  it.each(["pattern", "oneOf", "$ref", "nullable"])("stops at %s, which it does not know", (keyword) => {
    const schema = { type: "object", properties: { a: { type: "string", [keyword]: "x" } } };
    expect(() => violations(schema, {})).toThrow(`"${keyword}" at /a`);
  });

  it("stops at a format that it does not know", () => {
    const schema = { type: "object", properties: { a: { type: "string", format: "email" } } };
    expect(() => violations(schema, {})).toThrow('"email"');
  });

  it("finds what a validator does not enforce", () => {
    const strict = { type: "object", properties: { a: { type: "number", maximum: 3 } } };
    const lax = createAjv().compile({ type: "object", properties: { a: { type: "number" } } });
    const missed = violations(strict, {}).filter((violation) => lax(violation.body));
    expect(missed.map(({ pointer, keyword }) => ({ pointer, keyword }))).toContainEqual({
      pointer: "/a",
      keyword: "maximum",
    });
  });
});

function tells(error: ReturnType<ErrorsOf>[number], { keyword, pointer, missing }: Violation): boolean {
  return (
    error.keyword === keyword &&
    error.instancePath === pointer &&
    (missing === undefined || error.params["missingProperty"] === missing)
  );
}

function operationOf(name: string): { operation: JsonObject } {
  const document = readDocument(name);
  const path = name === "tasks" ? ["/v1/tasks/{task_id}", "get"] : [SUBMIT, "post"];
  expect(Object.keys(at(document, "paths"))).toEqual([path[0]]);
  return { operation: at(document, "paths", ...path) };
}

/** A task as it is accepted, or under way. */
function accepted(status: string): JsonObject {
  return {
    created: 1788000000,
    id: "task-unified-1788000000-k3v9x2ma",
    model: "wan2.7-text-to-video",
    object: "video.generation.task",
    type: "video",
    status,
    progress: 0,
    task_info: { can_cancel: true, estimated_time: 120 },
    usage: { billing_rule: "per_second", credits_reserved: 29.24, user_group: "default" },
  };
}

/** A schema without prose and examples; under `properties` the members are names, not keywords. */
function bounds(schema: Json, isMap = false): Json {
  if (Array.isArray(schema)) return (schema as readonly Json[]).map((item) => bounds(item));
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema as JsonObject)
      .filter(([key]) => isMap || (key !== "description" && key !== "examples"))
      .map(([key, value]) => [key, bounds(value, !isMap && key === "properties")]),
  );
}

/** `POINTER KEYWORD` for each bound, found without the walk under test. */
function placesWithBounds(schema: JsonObject, pointer: string): string[] {
  const known = [
    "type",
    "enum",
    "minimum",
    "maximum",
    "maxLength",
    "minItems",
    "maxItems",
    "format",
    "required",
  ];
  const { properties, items } = schema as { properties?: Record<string, JsonObject>; items?: JsonObject };
  return [
    ...known.filter((keyword) => keyword in schema).map((keyword) => `${pointer} ${keyword}`),
    ...Object.entries(properties ?? {}).flatMap(([name, inner]) =>
      placesWithBounds(inner, `${pointer}/${name}`),
    ),
    ...(items === undefined ? [] : placesWithBounds(items, `${pointer}/0`)),
  ];
}

interface Example {
  readonly schema: JsonObject;
  readonly value: Json;
  readonly where: string;
}

/** Every example in a resolved document with the schema it claims to fit: media types, parameters, schemas. */
function examplesIn(value: unknown, where: string): Example[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => examplesIn(item, `${where}/${index}`));
  if (typeof value !== "object" || value === null) return [];
  const holder = value as JsonObject;
  const { schema, examples } = holder;
  const own: Example[] = [];
  if (typeof schema === "object" && schema !== null && typeof examples === "object" && examples !== null) {
    for (const [name, example] of Object.entries(examples as Record<string, { value: Json }>)) {
      own.push({ schema: schema as JsonObject, value: example.value, where: `${where}/examples/${name}` });
    }
  } else if (typeof holder["type"] === "string" && !("in" in holder)) {
    if (Array.isArray(examples)) {
      (examples as readonly Json[]).forEach((example, index) => {
        own.push({ schema: holder, value: example, where: `${where}/examples/${index}` });
      });
    }
    if (holder["default"] !== undefined) {
      own.push({ schema: holder, value: holder["default"], where: `${where}/default` });
    }
  }
  const inner = Object.entries(holder).filter(([key]) => key !== "examples" && key !== "default");
  return [...own, ...inner.flatMap(([key, child]) => examplesIn(child, `${where}/${key}`))];
}

function walkObjects(value: unknown, visit: (value: JsonObject) => void): void {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) visit(value as JsonObject);
  for (const inner of Object.values(value)) walkObjects(inner, visit);
}
