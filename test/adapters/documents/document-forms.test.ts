import { afterAll, expect, it } from "vitest";
import { createContract } from "../../../src/compose/create-contract.js";
import { judge } from "../../../src/compose/validate-request.js";
import { documentFolder } from "./mini-document.js";

const folder = documentFolder();
afterAll(() => {
  folder.remove();
});

const MODEL = "wan2.6-a";

/** YAML flow text of a request schema with a prompt of five characters. */
const requestOf = (model: string) =>
  `{ type: object, required: [model, prompt], properties: { model: ${model}, prompt: { type: string, maxLength: 5 } } }`;
const REQUEST = requestOf(`{ type: string, enum: [${MODEL}] }`);

interface Parts {
  readonly version?: string;
  readonly schema?: string;
  readonly media?: string;
  /** What stands before `paths`. */
  readonly top?: string;
  readonly path?: string;
  /** What stands beside `post`. */
  readonly item?: string;
  readonly components?: string;
}

function documentOf({ version, schema, media, top, path, item, components }: Parts): string {
  return `openapi: ${version ?? "3.1.0"}
info: { title: Videos, version: "1" }
${top ?? ""}
paths:
  ${path ?? "/v1/videos/generations"}:
    ${item ?? ""}
    post:
      requestBody:
        content:
          ${media ?? "application/json"}:
            schema: ${schema ?? REQUEST}
      responses: { "200": { description: The task } }
components: ${components ?? "{}"}
`;
}

const server = (text: string) => ({ path: "/videos/generations", top: `servers: [${text}]` });
const component = (name: string, schema: string) => `{ schemas: { ${name}: ${schema} } }`;

/** Documents that describe the submit of `wan2.6-a`, whose prompt has five characters at most. */
const forms: readonly (readonly [form: string, text: string])[] = [
  ["OpenAPI 3.0", documentOf({ version: "3.0.4" })],
  ["OpenAPI 3.1 as a number", documentOf({ version: "3.1" })],
  [
    "OpenAPI 3.2",
    documentOf({
      version: "3.2.0",
      top: "$self: https://api.example.com/openapi\ntags: [{ name: a, kind: nav }]",
    }),
  ],
  ["a model by const", documentOf({ schema: requestOf(`{ const: ${MODEL} }`) })],
  ["a model by default", documentOf({ schema: requestOf(`{ type: string, default: ${MODEL} }`) })],
  ["a model by example", documentOf({ schema: requestOf(`{ type: string, example: ${MODEL} }`) })],
  ["a model by examples", documentOf({ schema: requestOf(`{ type: string, examples: [${MODEL}] }`) })],
  [
    "a model by the example of the body",
    documentOf({ schema: requestOf("{ type: string }") }).replace(
      "            schema:",
      `            example: { model: ${MODEL}, prompt: Rain }\n            schema:`,
    ),
  ],
  [
    "a model by one of its parts",
    documentOf({
      schema: requestOf(`{ allOf: [{ $ref: "#/components/schemas/Id" }], default: ${MODEL} }`),
      components: component("Id", `{ type: string, enum: [${MODEL}] }`),
    }),
  ],
  [
    "a body in parts",
    documentOf({
      schema: `{ allOf: [{ $ref: "#/components/schemas/Common" }, { required: [prompt], properties: { prompt: { maxLength: 5 } } }] }`,
      components: component(
        "Common",
        `{ type: object, required: [model], properties: { model: { enum: [${MODEL}] } } }`,
      ),
    }),
  ],
  [
    "a body by reference",
    documentOf({
      schema: '{ $ref: "#/components/schemas/Request" }',
      components: component("Request", REQUEST),
    }),
  ],
  [
    "everything by reference",
    `openapi: 3.1.0
info: { title: Videos, version: "1" }
paths: { /v1/videos/generations: { $ref: "#/components/pathItems/Submit" } }
components:
  pathItems: { Submit: { post: { requestBody: { $ref: "#/components/requestBodies/Submit" }, responses: { "200": { $ref: "#/components/responses/Task" } } } } }
  requestBodies: { Submit: { content: { application/json: { schema: ${REQUEST} } } } }
  responses: { Task: { description: The task } }
`,
  ],
  ["a media type with a charset", documentOf({ media: '"application/json; charset=utf-8"' })],
  ["a media type in capitals", documentOf({ media: "Application/JSON" })],
  ["a media type of the service's own", documentOf({ media: "application/vnd.example+json" })],
  ["any JSON", documentOf({ media: '"application/*+json"' })],
  ["any media type", documentOf({ media: '"*/*"' })],
  ["a path with a slash at its end", documentOf({ path: "/v1/videos/generations/" })],
  ["the base in the server", documentOf(server("{ url: https://api.example.com/v1 }"))],
  ["the base in the server, with a slash", documentOf(server("{ url: https://api.example.com/v1/ }"))],
  ["the base in the second server", documentOf(server("{ url: http://localhost }, { url: /v1 }"))],
  [
    "the base in a variable of the server",
    documentOf(
      server(
        "{ url: 'https://{host}/{base}', variables: { host: { default: api.example.com }, base: { default: v1 } } }",
      ),
    ),
  ],
  [
    "the base in the server of the path",
    documentOf({ path: "/videos/generations", item: "servers: [{ url: https://api.example.com/v1 }]" }),
  ],
  [
    "merge keys",
    documentOf({ top: `x-request: &request ${REQUEST}`, schema: "{ <<: *request, title: Request }" }),
  ],
  [
    "more anchors than a hundred",
    documentOf({
      top: "x-list: &list [x, y]",
      components: component("Used", `{ anyOf: [${"{ enum: *list }, ".repeat(150)}] }`),
    }),
  ],
  ["a tab for each indent of its JSON", JSON.stringify(jsonOf(), undefined, "\t")],
  [
    "comments in its JSON",
    JSON.stringify(jsonOf(), undefined, 2).replace("{", '{ // "https://example.com"\n /* so */'),
  ],
  [
    "identifiers and anchors",
    documentOf({
      schema: `{ $id: "https://api.example.com/request", type: object, required: [model, prompt], properties: { model: { $ref: "#id" }, prompt: { $ref: prompt } }, $defs: { I: { $anchor: id, const: ${MODEL} }, P: { $id: prompt, maxLength: 5 } } }`,
    }),
  ],
  [
    "references beside other keywords",
    documentOf({
      schema: requestOf(`{ $ref: "#/components/schemas/Text", enum: [${MODEL}] }`),
      components: component("Text", "{ type: string }"),
    }),
  ],
  [
    "a dynamic reference",
    documentOf({
      schema: requestOf('{ $dynamicRef: "#id" }'),
      components: component("Id", `{ $dynamicAnchor: id, const: ${MODEL} }`),
    }),
  ],
  [
    "names that pointers escape",
    documentOf({
      schema: '{ $ref: "#/components/schemas/of~1a%20b~0c" }',
      components: component("'of/a b~c'", REQUEST),
    }),
  ],
  [
    "another operation in the same file",
    documentOf({ top: "" }).replace(
      "paths:",
      "paths:\n  /v1/images/generations: { post: { responses: {} } }",
    ),
  ],
];

function jsonOf(): object {
  const properties = { model: { enum: [MODEL] }, prompt: { maxLength: 5 } };
  const content = { "application/json": { schema: { required: ["model", "prompt"], properties } } };
  const post = { requestBody: { content }, responses: { 200: { description: "The task" } } };
  return {
    openapi: "3.1.0",
    info: { title: "Videos", version: "1" },
    paths: { "/v1/videos/generations": { post } },
  };
}

async function contractOf(text: string, name = "form.yaml") {
  const file = folder.write(text.startsWith("{") ? "form.json" : name, text);
  const warnings: string[] = [];
  const contract = await createContract(
    { spec: [file], onlySpec: true },
    { onWarning: (sentence) => warnings.push(sentence.replace(file, "FILE")) },
  );
  return { contract, warnings };
}

for (const [form, text] of forms) {
  it(`may have ${form}`, async () => {
    const { contract, warnings } = await contractOf(text);
    // A pattern for names of components is all that some of these forms break.
    expect(warnings.filter((warning) => !warning.includes("must match pattern"))).toEqual([]);
    expect(contract.models.map(({ id, required }) => [id, [...required].sort()])).toEqual([
      [MODEL, ["model", "prompt"]],
    ]);
    expect(contract.model(MODEL)?.properties["prompt"]?.maxLength).toBe(5);
    expect(judge(contract, { model: MODEL, prompt: "Rain" }).findings).toEqual([]);
    const { findings } = judge(contract, { model: MODEL, prompt: "Raindrops" });
    expect(findings.map(({ rule, message }) => [rule, message])).toEqual([
      ["schema/maxLength", "prompt must be at most 5 characters long, got 9"],
    ]);
    expect(judge(contract, { model: MODEL }).findings.map(({ message }) => message)).toEqual([
      "prompt is required",
    ]);
  });
}

it("may name its model in a heading alone", async () => {
  const page = (heading: string) =>
    `# ${heading}\n\n## OpenAPI\n\n\`\`\`yaml\n${documentOf({ schema: requestOf("{ type: string }") })}\`\`\`\n`;
  const { contract, warnings } = await contractOf(page("Wan2.6 Text to Video"), "heading.md");
  expect(contract.models.map(({ id }) => id)).toEqual(["wan2.6-text-to-video"]);
  expect(warnings).toEqual([
    expect.stringMatching(
      / the schema names no model: "wan2\.6-text-to-video" is taken from the title "Wan2\.6 Text to Video"$/,
    ),
  ]);
  const spelt = await contractOf(page("The model `seedance-1.0-lite`"), "spelt.md");
  expect(spelt.contract.models.map(({ id }) => id)).toEqual(["seedance-1.0-lite"]);
  await expect(contractOf(page("Create a video"), "none.md")).rejects.toThrow(/ name the model as an "enum"/);
});

it("gives each of several models the branch that names it", async () => {
  const branch = (most: number, model = "{ type: string }") =>
    `{ type: object, required: [model], properties: { model: ${model}, prompt: { maxLength: ${most} } } }`;
  const { contract } = await contractOf(
    documentOf({
      schema: `{ oneOf: [{ $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/B" }, { $ref: "#/components/schemas/C" }], discriminator: { propertyName: model, mapping: { wan-a: "#/components/schemas/A", wan-b: B } } }`,
      components: `{ schemas: { A: ${branch(3)}, B: ${branch(4)}, C: ${branch(5, "{ enum: [wan-c, wan-d] }")} } }`,
    }),
  );
  expect(contract.models.map(({ id, schemaPointer }) => [id, schemaPointer])).toEqual([
    ["wan-a", "/components/schemas/A"],
    ["wan-b", "/components/schemas/B"],
    ["wan-c", "/components/schemas/C"],
    ["wan-d", "/components/schemas/C"],
  ]);
  for (const [model, most] of Object.entries({ "wan-a": 3, "wan-b": 4, "wan-c": 5, "wan-d": 5 })) {
    const { findings } = judge(contract, { model, prompt: "Raindrops" });
    expect(findings.map(({ message }) => message)).toEqual([
      `prompt must be at most ${most} characters long, got 9`,
    ]);
    expect(findings[0]?.source.at).toMatch(/^\/components\/schemas\/[ABC]\/properties\/prompt$/);
  }
});

it("reads recursion to any depth", async () => {
  const { contract } = await contractOf(
    documentOf({
      schema: '{ $ref: "#/components/schemas/Request" }',
      components: component(
        "Request",
        `{ type: object, required: [model], properties: { model: { enum: [${MODEL}] }, next: { $ref: "#/components/schemas/Request" }, 'a/b': { $ref: "#/components/schemas/Request" } } }`,
      ),
    }),
  );
  const nested = (inner: object) => ({
    model: MODEL,
    next: { model: MODEL, "a/b": { model: MODEL, next: inner } },
  });
  expect(judge(contract, nested({ model: MODEL })).findings).toEqual([]);
  expect(judge(contract, nested({ model: "x" })).findings.map(({ message }) => message)).toEqual([
    `next.a/b.next.model must be one of ${MODEL}, got "x"`,
  ]);
});

it("reads what OpenAPI 3.0 says in its own words", async () => {
  const { contract } = await contractOf(
    documentOf({
      version: "3.0.3",
      schema: `{ type: object, properties: { model: { enum: [${MODEL}] }, seed: { type: integer, minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false }, voice: { type: string, nullable: true }, ratio: { nullable: true, enum: ["1:1"] } } }`,
    }),
  );
  const messages = (body: object) =>
    judge(contract, { model: MODEL, ...body }).findings.map(({ message }) => message);
  expect(messages({ seed: 9, voice: null, ratio: "1:1" })).toEqual([]);
  expect(messages({ seed: 0 })).toEqual(["seed must be more than 0, got 0"]);
  expect(messages({ seed: 10 })).toEqual(["seed must be at most 9, got 10"]);
  expect(messages({ voice: 1 })).toEqual(["voice must be a string or null, got 1"]);
});

it("tells a fault of a union as what the branches take together", async () => {
  const { contract } = await contractOf(
    documentOf({
      schema: `
              type: object
              unevaluatedProperties: false
              properties:
                model: { enum: [${MODEL}] }
                quality: { oneOf: [{ enum: [480p, 720p] }, { type: string, enum: [1080p] }, { type: "null" }] }
                duration: { anyOf: [{ type: integer, minimum: 5 }, { const: auto }] }
                image: { anyOf: [{ type: string, format: uri }, { type: array, items: { type: string, format: uri } }] }
                size: { if: { type: string }, then: { pattern: "^[0-9]+x[0-9]+$" }, else: { type: integer } }
                list: { type: array, items: { anyOf: [{ type: integer, minimum: 5 }, { const: auto }] } }
                pair: { prefixItems: [{ type: integer }, { type: integer }], items: false }
                never: false
                both: { oneOf: [{ minimum: 1 }, { maximum: 9 }] }
                loop: {}
                start: {}
                end: {}
              dependentRequired: { end: [start] }
              anyOf: [{ required: [loop] }, { required: [start] }]`,
    }),
  );
  const told = (body: object) =>
    judge(contract, { model: MODEL, loop: 1, ...body }).findings.map(
      ({ rule, message }) => `${rule}: ${message}`,
    );
  expect(told({})).toEqual([]);
  expect(told({ quality: "4k" })).toEqual([
    'schema/enum: quality must be one of 480p, 720p, 1080p or null, got "4k"',
  ]);
  expect(told({ duration: 3 })).toEqual(["schema/minimum: duration must be at least 5, got 3"]);
  expect(told({ duration: "x" })).toEqual([
    'schema/enum: duration must be one of auto or a whole number, got "x"',
  ]);
  expect(told({ image: 7 })).toEqual(["schema/type: image must be a string or an array, got 7"]);
  expect(told({ image: ["a"] })).toEqual([
    'schema/format: image[0] must be an absolute URL, got "a": it starts with no scheme such as https://',
  ]);
  expect(told({ list: [1, "auto", 2, "x", {}] })).toEqual([
    "schema/minimum: list[0] must be at least 5, got 1",
    "schema/minimum: list[2] must be at least 5, got 2",
    'schema/enum: list[3] must be one of auto or a whole number, got "x"',
    "schema/enum: list[4] must be one of auto or a whole number, got an object",
  ]);
  expect(told({ size: "wide" })).toEqual(['schema/pattern: size must match ^[0-9]+x[0-9]+$, got "wide"']);
  expect(told({ pair: [1, 2, 3] })).toEqual(["schema/items: pair must hold at most 2 items, got 3"]);
  expect(told({ never: 1 })).toEqual(["schema/false: never is not accepted here"]);
  expect(told({ both: 5 })).toEqual(["schema/oneOf: both must fit one alternative alone, and fits 2"]);
  expect(told({ start: 1, end: 1, colour: 1 })).toEqual([
    "schema/unevaluatedProperties: colour is not a known member here",
  ]);
  expect(told({ end: 1 })).toEqual(["schema/dependentRequired: start is required beside end"]);
  expect(told({ loop: undefined })).toEqual([
    "schema/anyOf: the body fits no alternative: loop is required; or start is required",
  ]);
});

it("says nothing of surplus parameters where the schema takes or refuses them itself", async () => {
  const rulesOf = async (additional: string) => {
    const schema = `{ type: object, additionalProperties: ${additional}, properties: { model: { enum: [${MODEL}] }, model_params: { type: object } } }`;
    const { contract } = await contractOf(documentOf({ schema }));
    const body = { model: MODEL, colour: "red", model_params: { mood: "dark" } };
    return judge(contract, body).findings.map(({ rule }) => rule);
  };
  expect(await rulesOf("{ type: string }")).toEqual([]);
  expect(await rulesOf("true")).toEqual([]);
  expect(await rulesOf("false")).toEqual(["schema/additionalProperties"]);
});

it("cuts no prompt of a model that is not of Wan 2.7", async () => {
  const schema = `{ type: object, properties: { model: { enum: [${MODEL}] }, prompt: { type: string, maxLength: 6000 } } }`;
  const { contract } = await contractOf(documentOf({ schema }));
  const prompt = "x".repeat(5500);
  const verdict = judge(contract, { model: MODEL, prompt });
  expect([verdict.accepted, verdict.effective?.parameters["prompt"]]).toEqual([true, prompt]);
  expect(
    judge(contract, { model: MODEL, prompt: "x".repeat(6001) }).findings.map(({ rule }) => rule),
  ).toEqual(["schema/maxLength"]);
});
