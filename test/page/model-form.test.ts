import { describe, expect, it } from "vitest";
import { createMock } from "../../src/index.js";
import {
  type FormField,
  fits,
  modelForms,
  numberIn,
  withMember,
} from "../../src/page/views/compose/model-form.js";

async function servedForms() {
  const answer = await createMock({ clock: "frozen" }).fetch("http://wan-mock.test/_mock/openapi.json");
  return modelForms(await answer.json());
}

const named = (fields: readonly FormField[]) =>
  Object.fromEntries(fields.map((field) => [field.name, field]));

describe("the forms of the document that the mock serves", () => {
  it("are one for each model, in order", async () => {
    expect((await servedForms()).map(({ model }) => model)).toEqual([
      "wan2.7-text-to-video",
      "wan2.7-image-to-video",
      "wan2.7-reference-video",
      "wan2.7-video-edit",
    ]);
  });

  it("say how each parameter is given", async () => {
    const [form] = await servedForms();
    const fields = named(form?.fields ?? []);
    expect(Object.entries(fields).map(([name, { kind, bounds }]) => [name, kind, bounds])).toEqual([
      ["prompt", "long-text", "at most 5000 characters"],
      ["negative_prompt", "long-text", "at most 500 characters"],
      ["audio_urls", "urls", "1 item"],
      ["quality", "choice", ""],
      ["aspect_ratio", "choice", ""],
      ["duration", "number", "2 to 15"],
      ["seed", "number", "1 to 2147483647"],
      ["prompt_extend", "yes-no", ""],
      ["callback_url", "url", ""],
    ]);
    expect(fields["prompt"]).toMatchObject({ isRequired: true, byDefault: undefined });
    expect(fields["quality"]).toMatchObject({
      isRequired: false,
      byDefault: '"720p"',
      choices: ["720p", "1080p"],
    });
    expect(fields["aspect_ratio"]?.about).toBe("Shape of the picture.");
    expect(fields["audio_urls"]?.media).toBe("audio");
    expect(fields["callback_url"]?.media).toBeUndefined();
  });

  it("show every documented example by their own inputs", async () => {
    for (const { fields, examples, model } of await servedForms()) {
      expect(examples.length, model).toBeGreaterThan(2);
      for (const { body, name } of examples)
        for (const field of fields.filter(({ kind }) => kind !== "json"))
          expect(fits(field, (body as Record<string, unknown>)[field.name]), `${name} ${field.name}`).toBe(
            true,
          );
    }
  });
});

describe("the form of another document", () => {
  const document = (schema: object) => ({
    paths: {
      "/v1/videos/generations": { post: { requestBody: { content: { "application/json": { schema } } } } },
    },
    components: {
      schemas: {
        Base: { required: ["prompt"], properties: { prompt: { type: "string" } } },
        Size: { type: "string", enum: ["small", 2] },
        Loop: { $ref: "#/components/schemas/Loop" },
      },
    },
  });

  it("follows references, and joins allOf", () => {
    const [form] = modelForms(
      document({
        allOf: [
          { $ref: "#/components/schemas/Base" },
          {
            required: ["size"],
            properties: {
              model: { const: "other" },
              size: { $ref: "#/components/schemas/Size" },
              loop: { $ref: "#/components/schemas/Loop" },
              tags: { type: "array", items: { type: "string" } },
              count: { type: "integer", minimum: 1 },
              name: { type: "string", minLength: 1, maxLength: 20 },
              maybe: { type: ["string", "null"] },
              shots: { type: "array", items: { type: "object" } },
            },
          },
        ],
      }),
    );
    expect(form?.model).toBe("other");
    expect(
      form?.fields.map(({ name, kind, isRequired, bounds }) => [name, kind, isRequired, bounds]),
    ).toEqual([
      ["prompt", "long-text", true, ""],
      ["size", "choice", true, ""],
      ["loop", "json", false, ""],
      ["tags", "texts", false, ""],
      ["count", "number", false, "at least 1"],
      ["name", "text", false, "1 to 20 characters"],
      ["maybe", "json", false, ""],
      ["shots", "json", false, ""],
    ]);
  });

  it.each([undefined, null, 1, {}, document({}), document({ oneOf: [null, 1] })])(
    "is none of %j",
    (value) => {
      expect(modelForms(value)).toEqual([]);
    },
  );
});

it("takes what spells no number as a text, and nothing as absent", () => {
  expect(["5", "-1.5", "1e3", "", "5x", "1.", "0x10"].map(numberIn)).toEqual([
    5,
    -1.5,
    1000,
    undefined,
    "5x",
    "1.",
    "0x10",
  ]);
});

it("shows a number that was sent as a text as JSON", async () => {
  const fields = named((await servedForms())[0]?.fields ?? []);
  const duration = fields["duration"] as FormField;
  expect(["10", 10, "5x", null].map((value) => fits(duration, value))).toEqual([false, true, true, false]);
  expect(["a", "a\nb", 1].map((value) => fits(fields["callback_url"] as FormField, value))).toEqual([
    true,
    false,
    false,
  ]);
});

it("sets a member in its place, and removes one", () => {
  const body = { model: "m", prompt: "x", seed: 1 };
  expect(JSON.stringify(withMember(body, "prompt", "y"))).toBe('{"model":"m","prompt":"y","seed":1}');
  expect(JSON.stringify(withMember(body, "quality", "720p"))).toBe(
    '{"model":"m","prompt":"x","seed":1,"quality":"720p"}',
  );
  expect(JSON.stringify(withMember(body, "model", undefined))).toBe('{"prompt":"x","seed":1}');
});
