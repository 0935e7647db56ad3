import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import {
  type AnyJson,
  type Change,
  compared,
  differencesOf,
  documentOf,
  pageOf,
  requestOf,
  submitOf,
} from "./published-page.js";

const TEXT = "wan2.7-text-to-video";
const IMAGE = "wan2.7-image-to-video";
const REFERENCE = "wan2.7-reference-video";
const EDIT = "wan2.7-video-edit";
const names = [TEXT, IMAGE, REFERENCE, EDIT, "tasks", "account"];

it.each(names)("finds nothing on a page that says what the bundled %s says", async (name) => {
  expect(await differencesOf(pageOf(name))).toEqual([]);
});

it.each(names)("finds nothing in %s as bare YAML or JSON", async (name) => {
  expect(await differencesOf(stringify(documentOf(name)), "page.yaml")).toEqual([]);
  expect(await differencesOf(JSON.stringify(documentOf(name)), "page.json")).toEqual([]);
  expect(await differencesOf(JSON.stringify(documentOf(name)), "page.txt")).toEqual([]);
});

/** Describes a task without cases: members of some states are optional. */
function withoutCases(document: AnyJson): void {
  const { CompletedTask, FailedTask } = schemas(document);
  schemas(document).TaskDetailResponse = {
    type: "object",
    required: FailedTask.required.filter((name: string) => name !== "error"),
    properties: {
      ...FailedTask.properties,
      ...CompletedTask.properties,
      status: { type: "string", enum: ["pending", "processing", "completed", "failed"] },
    },
  };
}

it("finds nothing on a page that describes a task without cases", async () => {
  expect(await differencesOf(pageOf("tasks", withoutCases))).toEqual([]);
});

const properties = (document: AnyJson) => requestOf(document).properties;
const schemas = (document: AnyJson) => document.components.schemas;
const errorOf = (document: AnyJson, status: string) =>
  Object.values<AnyJson>(submitOf(document).responses[status].content["application/json"].examples)[0].value
    .error;

/** What was changed, where, and what has to be found: severity, change, parameter. */
type Seed = readonly [what: string, page: string, change: Change, ...found: string[]];

const seeds: readonly Seed[] = [
  ["a higher maximum", TEXT, (d) => (properties(d).duration.maximum = 20), "critical maximum duration"],
  ["a lower maximum", TEXT, (d) => (properties(d).duration.maximum = 12), "critical maximum duration"],
  ["no maximum", TEXT, (d) => delete properties(d).duration.maximum, "critical maximum duration"],
  ["a higher minimum", EDIT, (d) => (properties(d).duration.minimum = 2), "critical minimum duration"],
  [
    "an exclusive minimum",
    TEXT,
    (d) => {
      delete properties(d).duration.minimum;
      properties(d).duration.exclusiveMinimum = 2;
    },
    "critical minimum duration",
  ],
  ["a longer prompt", TEXT, (d) => (properties(d).prompt.maxLength = 8000), "critical maxLength prompt"],
  ["a least length", TEXT, (d) => (properties(d).prompt.minLength = 3), "critical minLength prompt"],
  ["a further quality", TEXT, (d) => properties(d).quality.enum.push("4k"), "critical enum quality"],
  ["a quality gone", TEXT, (d) => properties(d).quality.enum.pop(), "critical enum quality"],
  [
    "a quality in place of another",
    TEXT,
    (d) => (properties(d).quality.enum[1] = "2k"),
    "critical enum quality",
    "critical enum quality",
  ],
  ["an open list", IMAGE, (d) => delete properties(d).generation_mode.enum, "critical enum generation_mode"],
  ["another default", TEXT, (d) => (properties(d).duration.default = 10), "warning default duration"],
  ["a default gone", TEXT, (d) => delete properties(d).aspect_ratio.default, "warning default aspect_ratio"],
  [
    "a default where none was",
    EDIT,
    (d) => (properties(d).aspect_ratio.default = "16:9"),
    "warning default aspect_ratio",
  ],
  ["another type", TEXT, (d) => (properties(d).seed.type = "string"), "critical type seed"],
  [
    "null allowed",
    TEXT,
    (d) => (properties(d).negative_prompt.type = ["string", "null"]),
    "critical type negative_prompt",
  ],
  ["fractions allowed", TEXT, (d) => (properties(d).seed.type = "number"), "critical type seed"],
  [
    "a new parameter",
    TEXT,
    (d) => (properties(d).watermark = { type: "boolean" }),
    "warning parameter-added watermark",
  ],
  [
    "a new required parameter",
    TEXT,
    (d) => {
      properties(d).voice = { type: "string" };
      requestOf(d).required.push("voice");
    },
    "critical required voice",
    "warning parameter-added voice",
  ],
  ["a parameter gone", TEXT, (d) => delete properties(d).seed, "critical parameter-removed seed"],
  [
    "a parameter now required",
    TEXT,
    (d) => requestOf(d).required.push("duration"),
    "critical required duration",
  ],
  [
    "a parameter no longer required",
    TEXT,
    (d) => (requestOf(d).required = ["model"]),
    "critical required prompt",
  ],
  [
    "a deprecated parameter",
    TEXT,
    (d) => (properties(d).negative_prompt.deprecated = true),
    "warning deprecated negative_prompt",
  ],
  ["no URL demanded", TEXT, (d) => delete properties(d).callback_url.format, "critical format callback_url"],
  [
    "a pattern",
    TEXT,
    (d) => (properties(d).callback_url.pattern = "^https:"),
    "critical pattern callback_url",
  ],
  ["more items", REFERENCE, (d) => (properties(d).audio_urls.maxItems = 6), "critical maxItems audio_urls"],
  [
    "a least number of items",
    EDIT,
    (d) => (properties(d).image_urls.minItems = 1),
    "critical minItems image_urls",
  ],
  [
    "items of another type",
    TEXT,
    (d) => (properties(d).audio_urls.items = { type: "object" }),
    "critical type audio_urls[]",
  ],
  ["items left open", TEXT, (d) => delete properties(d).audio_urls.items, "critical items audio_urls"],
  [
    "items that do not repeat",
    REFERENCE,
    (d) => (properties(d).image_urls.uniqueItems = true),
    "critical uniqueItems image_urls",
  ],
  [
    "unknown members refused",
    TEXT,
    (d) => (requestOf(d).additionalProperties = false),
    "critical additionalProperties ",
  ],
  [
    "a nested member gone",
    REFERENCE,
    (d) => delete properties(d).model_params.properties.voice_bindings,
    "critical parameter-removed model_params.voice_bindings",
  ],
  [
    "a nested member new",
    REFERENCE,
    (d) => (properties(d).model_params.properties.mood = { type: "string" }),
    "warning parameter-added model_params.mood",
  ],
  [
    "values of a nested map of another type",
    REFERENCE,
    (d) => (properties(d).model_params.properties.voice_bindings.additionalProperties = { type: "integer" }),
    "critical type model_params.voice_bindings.*",
  ],
  [
    "a choice of schemas",
    TEXT,
    (d) =>
      (properties(d).duration = {
        oneOf: [
          { type: "number", maximum: 5 },
          { type: "number", minimum: 10 },
        ],
        default: 5,
      }),
    "critical type duration",
    "critical minimum duration",
    "critical maximum duration",
    "critical oneOf duration",
  ],
  [
    "a condition",
    TEXT,
    (d) => {
      requestOf(d).if = { required: ["seed"] };
      requestOf(d).then = { required: ["quality"] };
    },
    "critical if ",
    "critical then ",
  ],
  [
    "a new model beside the known one",
    TEXT,
    (d) => properties(d).model.enum.push("wan2.8-text-to-video"),
    "critical model-added model",
  ],
  [
    "another path",
    TEXT,
    (d) => {
      d.paths = { "/v2/videos": d.paths["/v1/videos/generations"] };
    },
    "critical path ",
  ],
  [
    "another operation",
    TEXT,
    (d) => (d.paths["/v1/videos/{id}/cancel"] = { post: { responses: {} } }),
    "warning operation-added ",
  ],
  ["another server", TEXT, (d) => (d.servers = [{ url: "https://api.example.com" }]), "warning server "],
  ["no authentication", TEXT, (d) => (d.security = []), "critical authentication Authorization"],
  [
    "another authentication",
    TEXT,
    (d) => (d.components.securitySchemes.bearerAuth = { type: "apiKey", in: "header", name: "X-Key" }),
    "critical authentication Authorization",
  ],
  [
    "a required header",
    TEXT,
    (d) => (submitOf(d).parameters = [{ in: "header", name: "X-Region", required: true, schema: {} }]),
    "critical parameter-added header.x-region",
  ],
  [
    "a form in place of JSON",
    TEXT,
    (d) => {
      const { content } = submitOf(d).requestBody;
      submitOf(d).requestBody.content = {
        "multipart/form-data": content["application/json"],
        "application/json": content["application/json"],
      };
    },
    "warning body-type-added ",
  ],
  [
    "another error code",
    TEXT,
    (d) => (errorOf(d, "402").code = "payment_required"),
    "critical error-code 402 error.code",
  ],
  [
    "another error type",
    TEXT,
    (d) => (errorOf(d, "429").type = "evo_api_error"),
    "critical error-type 429 error.type",
  ],
  [
    "another error message",
    TEXT,
    (d) => (errorOf(d, "500").message = "Something broke"),
    "warning error-message 500 error.message",
  ],
  [
    "a further status",
    TEXT,
    (d) => (submitOf(d).responses["409"] = submitOf(d).responses["400"]),
    "warning status-added 409",
  ],
  ["a status gone", TEXT, (d) => delete submitOf(d).responses["402"], "warning status-removed 402"],
  [
    "another success",
    TEXT,
    (d) => {
      const { responses } = submitOf(d);
      responses["202"] = responses["200"];
      delete responses["200"];
    },
    "critical status-added 202",
    "critical status-removed 200",
  ],
  [
    "a field of an answer gone",
    TEXT,
    (d) => delete schemas(d).VideoTaskInfo.properties.estimated_time,
    "critical field-removed 200 task_info.estimated_time",
  ],
  [
    "a field of an answer new",
    TEXT,
    (d) => (schemas(d).Usage.properties.discount = { type: "number" }),
    "warning field-added 200 usage.discount",
  ],
  [
    "a field of an answer of another type",
    TEXT,
    (d) => (schemas(d).VideoGenerationResponse.properties.created.type = "string"),
    "critical type 200 created",
  ],
  [
    "a further task status",
    "tasks",
    (d) => schemas(d).FailedTask.properties.status.enum.push("cancelled"),
    "critical enum 200 status",
  ],
  [
    "a task status gone",
    "tasks",
    (d) => schemas(d).TaskDetailResponse.oneOf.shift(),
    "warning enum 200 status",
  ],
  [
    "results as objects",
    "tasks",
    (d) => (schemas(d).CompletedTask.properties.results.items = { type: "object" }),
    "critical type 200 results[]",
  ],
  [
    "a status beside the documented ones, without cases",
    "tasks",
    (d) => {
      withoutCases(d);
      schemas(d).TaskDetailResponse.properties.status.enum.push("cancelled");
    },
    "critical enum 200 status",
  ],
  [
    "a query parameter",
    "tasks",
    (d) => d.paths["/v1/tasks/{task_id}"].get.parameters.push({ in: "query", name: "verbose", schema: {} }),
    "warning parameter-added query.verbose",
  ],
  [
    "an example that is refused here",
    REFERENCE,
    (d) =>
      (submitOf(d).requestBody.content["application/json"].examples.five = {
        value: {
          model: REFERENCE,
          prompt: "Image 1 waves",
          image_urls: Array(6).fill("https://cdn.example.com/a.png"),
        },
      }),
    "critical example-refused ",
  ],
];

describe("a seeded change", () => {
  it.each(seeds.map(([what, page, change, ...found]) => ({ what, page, change, found })))(
    "shows $what of $page",
    async ({ page, change, found }) => {
      const findings = await differencesOf(pageOf(page, change));
      const told = findings.map(
        ({ severity, change: what, parameter }) => `${severity} ${what} ${parameter}`,
      );
      expect(told.sort()).toEqual([...found].sort());
      const models = new Set(findings.map(({ model }) => model));
      expect(models).toEqual(
        new Set([
          findings[0]?.change === "model-added"
            ? "wan2.8-text-to-video"
            : findings[0]?.change === "operation-added"
              ? "document"
              : page,
        ]),
      );
    },
  );
});

describe("a document that only looks different", () => {
  const rewritten: readonly (readonly [what: string, page: string, change: Change])[] = [
    [
      "sets in another order",
      TEXT,
      (d) => {
        properties(d).quality.enum.reverse();
        requestOf(d).required.reverse();
      },
    ],
    [
      "a schema in place of its reference",
      TEXT,
      (d) => {
        submitOf(d).requestBody.content["application/json"].schema = requestOf(d);
      },
    ],
    [
      "allOf around a schema",
      TEXT,
      (d) => {
        properties(d).duration = {
          allOf: [
            { type: "number", minimum: 1 },
            { minimum: 2, maximum: 15 },
          ],
          default: 5,
        };
      },
    ],
    [
      "const in place of a list of one",
      TEXT,
      (d) => {
        properties(d).model = { const: TEXT };
      },
    ],
    [
      "values as a choice of constants",
      TEXT,
      (d) => {
        properties(d).quality = { oneOf: [{ const: "720p" }, { const: "1080p" }], default: "720p" };
      },
    ],
    [
      "bounds that bind nothing",
      TEXT,
      (d) => {
        Object.assign(properties(d).prompt, { minLength: 0, minimum: 3 });
        requestOf(d).additionalProperties = true;
      },
    ],
    [
      "whole numbers between exclusive bounds",
      TEXT,
      (d) => {
        properties(d).seed = { type: "integer", exclusiveMinimum: 0, exclusiveMaximum: 2147483648 };
      },
    ],
    [
      "another wording",
      TEXT,
      (d) => {
        properties(d).prompt.description = "Say what you want";
        d.info.title = "Films";
      },
    ],
    [
      "a storage format",
      TEXT,
      (d) => {
        properties(d).seed.format = "int32";
      },
    ],
    [
      "answers under a wildcard",
      TEXT,
      (d) => {
        const { responses } = submitOf(d);
        responses["4XX"] = responses["429"];
        delete responses["429"];
        delete responses["401"];
        delete responses["402"];
        delete responses["403"];
        delete responses["400"];
        responses["4XX"].content["application/json"].examples = {};
      },
    ],
  ];
  it.each(rewritten)("shows nothing for %s", async (_what, page, change) => {
    expect(await differencesOf(pageOf(page, change))).toEqual([]);
  });
});

describe("what a rule of ours holds already", () => {
  const covered: readonly (readonly [rule: string, page: string, change: Change])[] = [
    ["duration-is-whole-seconds", TEXT, (d) => (properties(d).duration.type = "integer")],
    ["continuation-takes-one-video", IMAGE, (d) => (properties(d).video_urls.maxItems = 1)],
    [
      "at-most-five-voice-bindings",
      REFERENCE,
      (d) => (properties(d).model_params.properties.voice_bindings.maxProperties = 5),
    ],
    ["at-most-five-references", REFERENCE, (d) => (properties(d).image_urls.maxItems = 5)],
  ];
  it.each(covered)("is worth an info: %s", async (rule, page, change) => {
    const findings = await differencesOf(pageOf(page, change));
    expect(findings.map((finding) => [finding.severity, finding.rule])).toEqual([["info", rule]]);
  });
});

it("lists differences that were decided on, and counts them as no drift", async () => {
  const page = pageOf(EDIT, (d) => {
    requestOf(d).required = ["model", "video_urls"];
    delete submitOf(d).responses["404"];
    delete schemas(d).VideoTaskInfo.properties.can_cancel;
  });
  const { findings, known } = await compared(page);
  expect(findings.filter(({ part }) => part !== "prose")).toEqual([]);
  expect(known.map(({ change, parameter }) => `${change} ${parameter}`)).toEqual([
    "required prompt",
    "field-removed 200 task_info.can_cancel",
    "status-removed 404",
  ]);
  expect(known[0]?.because).toContain("--prompt-optional");
});

it("takes each of several models that a document describes apart by its schema", async () => {
  const document = documentOf(TEXT);
  const other = documentOf(IMAGE);
  Object.assign(document.components.schemas, { Wan27ImageToVideoRequest: requestOf(other) });
  requestOf(other).properties.duration.maximum = 30;
  submitOf(document).requestBody.content["application/json"].schema = {
    oneOf: [
      { $ref: "#/components/schemas/Wan27TextToVideoRequest" },
      { $ref: "#/components/schemas/Wan27ImageToVideoRequest" },
    ],
  };
  const { models, findings } = await compared(JSON.stringify(document), "both.json");
  expect(models).toEqual([TEXT, IMAGE]);
  const told = findings.filter(({ part }) => part !== "prose" && part !== "answer");
  expect(told.map(({ model, change, parameter }) => [model, change, parameter])).toEqual([
    [IMAGE, "maximum", "duration"],
  ]);
});

it("compares every document and every operation of a page", async () => {
  const page = `${pageOf(TEXT, (d) => (properties(d).seed.minimum = 0))}\n${pageOf("tasks", (d) => delete d.paths["/v1/tasks/{task_id}"].get.responses["404"])}`;
  const told = await differencesOf(page);
  expect(told.map(({ model, severity, parameter }) => [model, severity, parameter])).toEqual([
    [TEXT, "critical", "seed"],
    ["tasks", "warning", "404"],
  ]);
});

it("tells the line of the page, the place in its document and both values", async () => {
  const page = pageOf(TEXT, (d) => (properties(d).duration.maximum = 20));
  const lines = page.split("\n");
  const [finding] = await differencesOf(page);
  expect(finding).toMatchObject({
    ours: 15,
    published: 20,
    pointer: "/components/schemas/Wan27TextToVideoRequest/properties/duration/maximum",
    meaning: "a request that is valid there is refused here",
  });
  expect(lines[(finding?.line ?? 0) - 1]).toBe("          maximum: 20");
});
