import { readdirSync, readFileSync } from "node:fs";
import SwaggerParser from "@apidevtools/swagger-parser";
import { _ } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { parse } from "yaml";
import { formats } from "../src/contract/formats.js";
import { constraints, pages } from "./contract-source.js";

const documents = new URL("../openapi/", import.meta.url);
const requests = new URL("../fixtures/requests/", import.meta.url);
const SUBMIT = "/v1/videos/generations";

type Json = Record<string, unknown>;

/** Over-long prompts are among the bounds already, and would make the file three times as long. */
const LONGEST_REQUEST = 4096;

/** Shape by shape: the document that states it, and its name there. */
const shapes: Readonly<Record<string, readonly [document: string, schema: string]>> = {
  submittedTask: ["wan2.7-text-to-video", "VideoGenerationResponse"],
  task: ["tasks", "TaskDetailResponse"],
  error: ["tasks", "ErrorResponse"],
  credits: ["account", "CreditsResponse"],
  models: ["account", "ModelsResponse"],
};

/** The generated files of the conformance suite: shapes of answers, and the requests that documents and fixtures show. */
export async function generateConformance(): Promise<Record<string, string>> {
  return { "answer-shapes.ts": await shapesFile(), "example-requests.ts": examplesFile() };
}

async function shapesFile(): Promise<string> {
  const ajv = new Ajv2020({
    allErrors: true,
    formats,
    code: { source: true, esm: true, lines: true, formats: _`{ uri: formats.uri }` },
  });
  for (const [name, [document, schema]] of Object.entries(shapes)) {
    const text = readFileSync(new URL(`${document}.yaml`, documents), "utf8");
    const { components } = (await SwaggerParser.dereference(parse(text) as never)) as unknown as {
      components: { schemas: Json };
    };
    ajv.addSchema(open(constraints(components.schemas[schema])) as Json, name);
  }
  const names = Object.fromEntries(Object.keys(shapes).map((name) => [name, name]));
  const code = standaloneCode.default(ajv, names);
  if (code.includes("require(")) throw new Error("the compiled shapes need further modules");
  return `// @ts-nocheck\n// Generated from openapi/ by "npm run generate". Do not edit.\nimport { formats } from "../../contract/formats.js";\n${code}\n`;
}

/** A schema that lets members pass which it does not know: services add some, clients live with them. */
function open(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(open);
  if (typeof schema !== "object" || schema === null) return schema;
  const kept = Object.entries(schema).filter(
    ([key, value]) => key !== "additionalProperties" || value !== false,
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, open(value)]));
}

function examplesFile(): string {
  const shown = pages.flatMap((page) => documentExamples(page));
  const posted = pages.flatMap((page) => fixtureRequests(page));
  return (
    '// Generated from openapi/ and fixtures/ by "npm run generate". Do not edit.\n' +
    'import type { ExampleRequest } from "../example-request.js";\n\n' +
    "/** The requests that the documents show. */\n" +
    `export const documentedRequests: readonly ExampleRequest[] = ${JSON.stringify(shown, null, 2)};\n\n` +
    "/** The requests of the fixtures whose outcome does not depend on what their media are. */\n" +
    `export const fixtureRequests: readonly ExampleRequest[] = ${JSON.stringify(posted, null, 2)};\n`
  );
}

function documentExamples(page: string): Json[] {
  const document = parse(readFileSync(new URL(`${page}.yaml`, documents), "utf8")) as {
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
