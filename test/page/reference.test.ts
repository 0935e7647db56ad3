import { describe, expect, it } from "vitest";
import { createMock } from "../../src/index.js";
import { callAddress, callHeaders } from "../../src/page/views/docs/call-address.js";
import { contentsOf } from "../../src/page/views/docs/docs-contents.js";
import { errorRows } from "../../src/page/views/docs/error-rows.js";
import { type OpenApi, Reference } from "../../src/page/views/docs/reference.js";
import { boundTexts, typeText } from "../../src/page/views/docs/schema-text.js";

async function served(): Promise<Reference> {
  const mock = createMock();
  const document = (await (await mock.fetch("/_mock/openapi.json")).json()) as OpenApi;
  await mock.close();
  return new Reference(document);
}

describe("the reference of the served document", () => {
  it("has the models with their parameters and examples", async () => {
    const { models } = await served();
    expect(models.map(({ id }) => id)).toEqual([
      "wan2.7-text-to-video",
      "wan2.7-image-to-video",
      "wan2.7-reference-video",
      "wan2.7-video-edit",
    ]);
    const reference = models[2];
    expect(reference?.parameters.map(({ name }) => name)).toContain("model_params.voice_bindings");
    expect(models.flatMap(({ examples }) => examples)).toHaveLength(18);
  });

  it("has the refusals of each call once", async () => {
    const { operations } = await served();
    const rows = errorRows(operations.filter(({ id }) => id === "createVideoGeneration"));
    expect(rows.filter(({ code }) => code === "model_access_denied")).toMatchObject([
      { status: "403", when: "Model not granted" },
    ]);
    expect(errorRows(operations).some(({ code }) => code === "40001")).toBe(true);
  });

  it("is searched down to parameters and codes", async () => {
    const titles = (search: string, reference: Reference) =>
      contentsOf(reference, [], search).flatMap(({ entries }) => entries.map(({ at }) => at.join("/")));
    const reference = await served();
    expect(titles("", reference)).not.toContain("models/wan2.7-video-edit/duration");
    expect(titles("edit keep_original", reference)).toEqual(["models/wan2.7-video-edit/keep_original_sound"]);
    expect(titles("idempotency_conflict", reference)).toEqual(["errors/idempotency_conflict"]);
  });
});

describe("a document of one's own", () => {
  it("may have schemas in parts, and schemas that hold themselves", () => {
    const { models } = new Reference({
      paths: {
        "/v1/videos/generations": {
          post: {
            requestBody: {
              content: { "application/json": { schema: { $ref: "#/components/schemas/Own" } } },
            },
          },
        },
      },
      components: {
        schemas: {
          Own: {
            allOf: [
              { $ref: "#/components/schemas/Base" },
              { required: ["tree"], properties: { tree: { $ref: "#/components/schemas/Tree" } } },
            ],
          },
          Base: { required: ["model"], properties: { model: { const: "own-1" } } },
          Tree: { type: "object", properties: { next: { $ref: "#/components/schemas/Tree" } } },
        },
      },
    });
    expect(models.map(({ id }) => id)).toEqual(["own-1"]);
    expect(models[0]?.parameters.map(({ name, isRequired }) => [name, isRequired])).toEqual([
      ["model", true],
      ["tree", true],
      ["tree.next", false],
      ["tree.next.next", false],
      ["tree.next.next.next", false],
    ]);
  });
});

describe("what a schema says", () => {
  it.each([
    [
      { type: "array", items: { type: "string", format: "uri" }, minItems: 1, maxItems: 1 },
      "array of strings (uri)",
      ["exactly 1 item"],
    ],
    [{ type: "integer", minimum: 2, maximum: 10 }, "integer", ["2 to 10"]],
    [{ type: "string", maxLength: 5000 }, "string", ["at most 5000 characters"]],
    [{ type: ["string", "null"], minLength: 1 }, "string or null", ["at least 1 character"]],
    [{ type: "object", additionalProperties: { type: "string" } }, "object of strings", []],
    [{}, "any", []],
  ] as const)("%j", (schema, type, bounds) => {
    expect([typeText(schema), boundTexts(schema)]).toEqual([type, bounds]);
  });
});

it("makes the address and headers of a call from its fields", () => {
  const parameters = [
    { name: "id", in: "path" },
    { name: "page", in: "query" },
    { name: "q", in: "query" },
    { name: "X-A", in: "header" },
  ];
  const values = { id: "a/b", page: "2", q: "", "X-A": "1" };
  expect(callAddress("/v1/tasks/{id}", parameters, values)).toBe("/v1/tasks/a%2Fb?page=2");
  expect(callHeaders(parameters, values)).toEqual({ "X-A": "1" });
});
