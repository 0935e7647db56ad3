import { readdirSync, readFileSync } from "node:fs";
import { _ } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { formats } from "../src/contract/formats.js";
import { constraints, type Json, pages, readDocument, SUBMIT } from "./contract-source.js";

const requests = new URL("../fixtures/requests/", import.meta.url);

/** Over-long prompts are among the bounds already, and would make the file three times as long. */
const LONGEST_REQUEST = 4096;

/** Shape by shape: the document that states it, and its name there. */
const shapes: Readonly<Record<string, readonly [document: string, schema: string]>> = {
  submittedTask: ["wan2.7-text-to-video", "VideoGenerationResponse"],
  task: ["tasks", "TaskDetailResponse"],
  error: ["tasks", "ErrorResponse"],
  credits: ["account", "CreditsResponse"],
  models: ["account", "ModelsResponse"],
  taskList: ["account", "TaskListResponse"],
  taskBatch: ["account", "TaskBatchResponse"],
  fileList: ["files", "FileListResponse"],
  fileQuota: ["files", "FileQuotaResponse"],
  fileError: ["files", "FileErrorResponse"],
};

/** The generated files of verify: shapes of answers, and the requests that documents and fixtures show. */
export function generateVerify(): Record<string, string> {
  return { "answer-shapes.ts": shapesFile(), "example-requests.ts": examplesFile() };
}

function shapesFile(): string {
  const ajv = new Ajv2020({
    allErrors: true,
    discriminator: true,
    strictTypes: false,
    inlineRefs: false,
    formats,
    code: { source: true, esm: true, lines: true, formats: _`{ uri: formats.uri }` },
  });
  for (const document of new Set(Object.values(shapes).map(([document]) => document))) {
    const { components } = readDocument(document) as { components: { schemas: Json } };
    for (const [name, schema] of Object.entries(components.schemas))
      ajv.addSchema(open(constraints(schema), document) as Json, keyOf(document, name));
  }
  const names = Object.fromEntries(
    Object.entries(shapes).map(([name, [document, schema]]) => [name, keyOf(document, schema)]),
  );
  const code = standaloneCode.default(ajv, names);
  if (code.includes("require(")) throw new Error("the compiled shapes need further modules");
  return `// @ts-nocheck\n// Generated from openapi/ by "npm run generate". Do not edit.\nimport { formats } from "../../contract/formats.js";\n${code}\n`;
}

/**
 * A schema that lets members pass which it does not know: services add some, clients live with them. Which
 * discriminator picks which schema follows from the schemas themselves; ajv takes no mapping.
 */
function open(schema: unknown, document: string): unknown {
  if (Array.isArray(schema)) return schema.map((item) => open(item, document));
  if (typeof schema !== "object" || schema === null) return schema;
  const kept = Object.entries(schema).filter(
    ([key, value]) => key !== "mapping" && (key !== "additionalProperties" || value !== false),
  );
  return Object.fromEntries(
    kept.map(([key, value]) => [
      key,
      key === "$ref" ? keyOf(document, String(value).split("/").at(-1) ?? "") : open(value, document),
    ]),
  );
}

/** The key of a document's schema, as references to it have it. */
function keyOf(document: string, schema: string): string {
  return `/${document}/${schema}`;
}

function examplesFile(): string {
  const shown = pages.flatMap((page) => documentExamples(page));
  const posted = pages.flatMap((page) => fixtureRequests(page));
  return (
    '// Generated from openapi/ and fixtures/ by "npm run generate". Do not edit.\n' +
    'import type { ExampleRequest } from "../verify-case.js";\n\n' +
    "/** The requests that the documents show. */\n" +
    `export const documentedRequests: readonly ExampleRequest[] = ${JSON.stringify(shown, null, 2)};\n\n` +
    "/** The requests of the fixtures whose outcome does not depend on what their media are. */\n" +
    `export const fixtureRequests: readonly ExampleRequest[] = ${JSON.stringify(posted, null, 2)};\n`
  );
}

function documentExamples(page: string): Json[] {
  const document = readDocument(page) as {
    paths: Record<
      string,
      { post: { requestBody: { content: Record<string, { examples: Record<string, { value: unknown }> }> } } }
    >;
  };
  const content = document.paths[SUBMIT]?.post.requestBody.content["application/json"];
  return Object.entries(content?.examples ?? {}).map(([name, { value }]) => ({
    model: page,
    name,
    text: JSON.stringify(value),
  }));
}

function fixtureRequests(model: string): Json[] {
  const folder = new URL(`${model}/`, requests);
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const fixture = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as {
        body?: unknown;
        text?: string;
        assets?: unknown;
        failures?: unknown;
      };
      if (fixture.assets !== undefined || fixture.failures !== undefined) return [];
      const text = fixture.text ?? JSON.stringify(fixture.body);
      return text.length > LONGEST_REQUEST ? [] : [{ model, name: file.replace(/\.json$/, ""), text }];
    });
}
