import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, it } from "vitest";
import { parse } from "yaml";
import { loadDocuments } from "../../../src/adapters/documents/load-documents.js";
import { documentIn } from "../../../src/adapters/documents/read-documents.js";
import { composeMock } from "../../../src/compose/compose-mock.js";
import { KitError } from "../../../src/errors/kit-error.js";
import { cpuMilliseconds } from "../../harness/cpu-time.js";
import { documentFolder, miniDocument } from "./mini-document.js";

const folder = documentFolder();
afterAll(() => {
  folder.remove();
});

async function faultOf(file: string): Promise<KitError> {
  const error: unknown = await loadDocuments([file]).then(
    () => undefined,
    (fault: unknown) => fault,
  );
  expect(error).toBeInstanceOf(KitError);
  return error as KitError;
}

const bomb = [
  miniDocument(),
  "x-bomb:",
  "  a0: &a0 [x, x, x, x, x, x, x, x, x, x]",
  ...Array.from(
    { length: 9 },
    (_, level) => `  a${level + 1}: &a${level + 1} [${`*a${level}, `.repeat(10)}]`,
  ),
].join("\n");

const prose = "# An older model\n\nSend a prompt, get a film.\n";

const faults: readonly (readonly [
  what: string,
  name: string,
  text: string,
  code: string,
  message: string,
])[] = [
  [
    "YAML that breaks",
    "broken.yaml",
    "openapi: 3.1.0\ninfo:\n  title: T\n   version: 1\n",
    "INVALID",
    ":3:10: ",
  ],
  [
    "YAML with a key twice",
    "twice.yaml",
    "openapi: 3.1.0\nopenapi: 3.1.0\n",
    "INVALID",
    ":2:1: Map keys must be unique",
  ],
  ["JSON that breaks", "broken.json", '{\n "openapi": "3.1.0",\n "info": {"title" "x"}\n}', "INVALID", ":3:"],
  [
    "YAML that breaks inside a page",
    "page.md",
    `${prose}\n\`\`\`yaml\nopenapi: 3.1.0\ninfo: [\n\`\`\`\n`,
    "INVALID",
    ":7:8: ",
  ],
  ["a page without OpenAPI", "prose.md", prose, "INVALID", ": no fenced block holds an OpenAPI document"],
  [
    "an empty file",
    "empty.yaml",
    "",
    "INVALID",
    ':1: an OpenAPI document is an object with an "openapi" member',
  ],
  ["a list", "list.yaml", "- openapi: 3.1.0\n", "INVALID", ":1: an OpenAPI document is an object"],
  ["a file of bytes", "bytes.yaml", "\u0000\u0001\u0002", "INVALID", ":1"],
  [
    "Swagger 2.0",
    "old.yaml",
    miniDocument({ version: 'swagger: "2.0"' }),
    "INVALID",
    ': "openapi" must name a 3.x version, such as 3.1.0',
  ],
  ["a bomb of aliases", "bomb.yaml", bomb, "INVALID", ":1: Excessive alias count"],
  [
    "a reference that goes in a circle",
    "circle.yaml",
    miniDocument({ prompt: '{ $ref: "#/components/schemas/OlderRequest/properties/prompt" }' }),
    "INVALID",
    ": Circular $ref pointer found at /components/schemas/OlderRequest/properties/prompt",
  ],
  [
    "schemas that demand each other of one value",
    "endless.yaml",
    `${miniDocument({ prompt: '{ $ref: "#/components/schemas/A" }' })}    A: { allOf: [{ $ref: "#/components/schemas/B" }] }
    B: { anyOf: [{ type: string }, { $ref: "#/components/schemas/A" }] }
`,
    "INVALID",
    ": Circular $ref pointer found at /components/schemas/",
  ],
  [
    "references that multiply",
    "multiply.yaml",
    `${miniDocument({ prompt: '{ $ref: "#/components/schemas/P0" }' })}${Array.from(
      { length: 30 },
      (_, level) =>
        `    P${level}: { type: array, prefixItems: [{ $ref: "#/components/schemas/P${level + 1}" }, { $ref: "#/components/schemas/P${level + 1}" }] }\n`,
    ).join("")}    P30: { type: string }\n`,
    "INVALID",
    ": with its references replaced it holds more than 20000 schemas",
  ],
  [
    "schemas without end",
    "deep.json",
    JSON.stringify(parse(miniDocument({ prompt: "DEEP" }))).replace(
      '"DEEP"',
      `${'{"items":'.repeat(3000)}{}${"}".repeat(3000)}`,
    ),
    "INVALID",
    ": schemas are nested more than 200 levels deep",
  ],
  [
    "a reference that leads nowhere",
    "nowhere.yaml",
    miniDocument({ prompt: '{ $ref: "#/components/schemas/Lost" }' }),
    "INVALID",
    ': Missing $ref pointer "#/components/schemas/Lost"',
  ],
  [
    "a reference to a file that is not there",
    "elsewhere.yaml",
    miniDocument({ prompt: '{ $ref: "parts/lost.yaml#/Prompt" }' }),
    "INVALID",
    "parts/lost.yaml",
  ],
  [
    "a schema with a type that is none",
    "type.yaml",
    miniDocument({ prompt: "{ type: strin }" }),
    "INVALID",
    "prompt/type",
  ],
  [
    "a schema that is empty",
    "empty-schema.yaml",
    miniDocument({ prompt: "" }),
    "INVALID",
    ": /components/schemas/OlderRequest/properties/prompt: must be a schema: an object, true or false",
  ],
  [
    "a body without a model",
    "modelless.yaml",
    miniDocument({ modelSchema: "{ type: string }" }),
    "WITHOUT_MODEL",
    ': /components/schemas/OlderRequest/properties/model: name the model as an "enum" or "const" of strings',
  ],
  [
    "other routes only",
    "images.yaml",
    miniDocument({ path: "/v1/images/generations" }),
    "WITHOUT_MODEL",
    ": it describes no POST /v1/videos/generations with a JSON body, so there is no model to serve; it describes POST /v1/images/generations",
  ],
  [
    "the route under another base",
    "base.yaml",
    miniDocument({ path: "/videos/generations" }),
    "WITHOUT_MODEL",
    '; it describes POST /videos/generations: name the server with its base path, such as "servers: [{ url: https://api.evolink.ai/v1 }]"',
  ],
  [
    "a body that is a form",
    "form.yaml",
    miniDocument().replace("application/json", "multipart/form-data"),
    "WITHOUT_MODEL",
    ": it describes no POST /v1/videos/generations with a JSON body",
  ],
  [
    "a page for browsers",
    "page.html",
    "<!doctype html>\n<title>Wan2.6</title>",
    "INVALID",
    ": it is HTML: save the page as Markdown, or save its OpenAPI document",
  ],
  [
    "several documents in one file",
    "several.yaml",
    `---\n${miniDocument()}---\nopenapi: 3.1.0\n`,
    "INVALID",
    ": a second document begins here: keep one in the file",
  ],
];

for (const [what, name, text, code, message] of faults) {
  it(`refuses ${what}, naming the file and the place`, async () => {
    const file = folder.write(name, text);
    const error = await faultOf(file);
    expect(error.code).toBe(`DOCUMENT_${code}`);
    expect(error.message.startsWith(file)).toBe(true);
    expect(error.message.slice(file.length)).toContain(message);
    expect(error.message).not.toContain("\n");
  });
}

it("says of a file that cannot be read why", async () => {
  const missing = await faultOf(folder.path("missing.yaml"));
  expect([missing.code, missing.message]).toEqual([
    "DOCUMENT_UNREADABLE",
    `${folder.path("missing.yaml")}: there is no such file`,
  ]);
  mkdirSync(folder.path("folder.yaml"));
  const directory = await faultOf(folder.path("folder.yaml"));
  expect([directory.code, directory.message]).toEqual([
    "DOCUMENT_UNREADABLE",
    `${folder.path("folder.yaml")}: it is a folder`,
  ]);
});

it("asks no other host for a reference", async () => {
  let asked = 0;
  const host = createServer((_request, response) => {
    asked++;
    response.end("Prompt: { type: string }");
  });
  await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
  const { port } = host.address() as AddressInfo;
  const file = folder.write(
    "remote.yaml",
    miniDocument({ prompt: `{ $ref: "http://127.0.0.1:${port}/p.yaml#/Prompt" }` }),
  );
  const error = await faultOf(file);
  await new Promise((resolve) => host.close(resolve));
  expect(error.code).toBe("DOCUMENT_INVALID");
  expect(error.message).toContain(`http://127.0.0.1:${port}/p.yaml`);
  expect(asked).toBe(0);
});

it("does not even look for a host outside", async () => {
  const url = "https://documents.invalid/parts.yaml";
  const error = await faultOf(
    folder.write("outside.yaml", miniDocument({ prompt: `{ $ref: "${url}#/Prompt" }` })),
  );
  expect(error.message).toMatch(
    /: Unable to resolve \$ref pointer "https:\/\/documents\.invalid\/parts\.yaml"$/,
  );
});

const SUBMIT = "/paths/~1v1~1videos~1generations/post";

/** A document in which another operation, or an answer of the submit, is at fault. */
const elsewhere: readonly (readonly [what: string, text: string, warning: string | undefined])[] = [
  ["a licence without an address", miniDocument({ info: ", license: { name: Home-made }" }), undefined],
  ["recursion", beside("S: { properties: { s: { $ref: '#/components/schemas/S' } } }"), undefined],
  ["a reference to another host", beside("S: { $ref: 'https://documents.invalid/s.yaml#/S' }"), undefined],
  [
    "a reference that leads nowhere",
    beside("S: { $ref: '#/components/schemas/Lost' }"),
    '/components/schemas/S: Missing $ref pointer "#/components/schemas/Lost"',
  ],
  [
    "a misspelt member",
    miniDocument().replace("paths:", "paths:\n  /v1/other: { get: { reponses: {} } }"),
    "/paths/~1v1~1other/get: must NOT have unevaluated properties",
  ],
  [
    "an answer without a description",
    miniDocument().replace("{ description: The task. }", "{}"),
    `${SUBMIT}/responses/200: must have required property 'description'`,
  ],
  [
    "an answer that leads nowhere",
    miniDocument().replace("{ description: The task. }", "{ $ref: '#/components/responses/Lost' }"),
    `${SUBMIT}/responses/200: Missing $ref pointer "#/components/responses/Lost"`,
  ],
  [
    "an expression of another language",
    miniDocument({ prompt: '{ type: string, pattern: "(?i)^a" }' }),
    '/components/schemas/OlderRequest/properties/prompt/pattern: "(?i)^a" is no regular expression of JavaScript, and is not checked',
  ],
  [
    "a format that nobody checks",
    miniDocument({ prompt: "{ type: string, format: haiku }" }),
    '/components/schemas/OlderRequest/properties/prompt/format: the format "haiku" is not checked',
  ],
  [
    "a misspelt keyword",
    miniDocument({ prompt: "{ type: string, maxLenght: 3 }" }),
    '/components/schemas/OlderRequest/properties/prompt/maxLenght: "maxLenght" is no keyword of a schema, and is not checked',
  ],
];

function beside(schema: string): string {
  return `${miniDocument()}    ${schema}\n`;
}

for (const [what, text, warning] of elsewhere) {
  it(`loads a document with ${what}${warning === undefined ? "" : ", with a warning"}`, async () => {
    const file = folder.write("elsewhere.yaml", text);
    const { models, warnings } = await loadDocuments([file]);
    expect(models.map(({ id }) => id)).toEqual(["wan2.6-text-to-video"]);
    expect(warnings).toEqual(warning === undefined ? [] : [`${file}: ${warning}`]);
  });
}

it("tells three faults of a document, and how many more there are", async () => {
  const lost = Array.from(
    { length: 7 },
    (_, number) => `    L${number}: { $ref: "#/components/schemas/Lost" }\n`,
  );
  const { warnings } = await loadDocuments([folder.write("many.yaml", `${miniDocument()}${lost.join("")}`)]);
  expect(warnings).toHaveLength(3);
  expect(warnings[2]).toMatch(/ \(and 4 more of this document\)$/);
});

it("tells the warnings of documents, and models without a price", async () => {
  const file = folder.write("told.yaml", miniDocument({ prompt: "{ type: string, format: haiku }" }));
  const told: string[] = [];
  await composeMock({ spec: [file] }, { onWarning: (sentence) => told.push(sentence) });
  expect(told).toEqual([
    expect.stringContaining('the format "haiku" is not checked'),
    'not on the price list 2026-05: wan2.6-text-to-video; tasks cost 0 credits here unless "prices" of the configuration says what they cost',
  ]);
});

it("reads documents of tens of thousands of keys in time in proportion to them", () => {
  const cpuOf = (count: number) => {
    const text = Array.from({ length: count }, (_, number) => `k${number}: x\n`).join("");
    return cpuMilliseconds(() => documentIn("keys.yaml", text));
  };
  cpuOf(3000);
  // Ten times the keys: ten times the work, where comparing each with all others would be a hundred times.
  expect(cpuOf(30_000) / cpuOf(3000)).toBeLessThan(35);
});

it("starts no mock when one of several documents is at fault", async () => {
  const good = folder.write("good.yaml", miniDocument());
  const bad = folder.write("bad.yaml", "openapi: [");
  for (const spec of [
    [good, bad],
    [bad, good],
  ]) {
    await expect(composeMock({ spec, onlySpec: true })).rejects.toThrow(KitError);
  }
});
