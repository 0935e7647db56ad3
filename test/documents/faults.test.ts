import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, it } from "vitest";
import { loadDocuments } from "../../src/adapters/documents/load-documents.js";
import { KitError } from "../../src/contract/kit-error.js";
import { composeMock } from "../../src/start-mock.js";
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
    miniDocument({ prompt: '{ $ref: "#/components/schemas/OlderRequest" }' }),
    "INVALID",
    ": Circular $ref pointer found at #/components/schemas/OlderRequest/properties/prompt",
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
    "a pattern that is none",
    "pattern.yaml",
    miniDocument({ prompt: '{ type: string, pattern: "(" }' }),
    "INVALID",
    "regular expression",
  ],
  [
    "a response without a description",
    "response.yaml",
    miniDocument().replace("{ description: The task. }", "{}"),
    "INVALID",
    ": /paths/~1v1~1videos~1generations/post/responses/200: must have required property 'description'",
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
    ": it describes no POST /v1/videos/generations with a JSON body, so there is no model to serve",
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

it("warns of what is odd outside paths and components, and loads", async () => {
  const file = folder.write("licence.yaml", miniDocument({ info: ", license: { name: Home-made }" }));
  const { models, warnings } = await loadDocuments([file]);
  expect(models.map(({ id }) => id)).toEqual(["wan2.6-text-to-video"]);
  expect(warnings).toEqual([
    expect.stringMatching(/licence\.yaml: \/info\/license: must have required property/),
  ]);
  const told: string[] = [];
  await composeMock({ spec: [file] }, { onWarning: (sentence) => told.push(sentence) });
  expect(told).toEqual(warnings);
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
