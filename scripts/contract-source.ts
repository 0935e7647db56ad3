import { readdirSync, readFileSync } from "node:fs";
import SwaggerParser from "@apidevtools/swagger-parser";
import { _ } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { parse } from "yaml";
import { formats } from "../src/contract/formats.js";
import { allModels } from "../src/contract/models/model-ids.js";
import { apiTypesFile } from "./api-types.js";

const folder = new URL("../openapi/", import.meta.url);
export const SUBMIT = "/v1/videos/generations";
/** Order in which the models are listed to people: as the guide lists them. */
export const pages: readonly string[] = allModels;

export type Json = Record<string, unknown>;
type Schema = Json & { properties: Record<string, Json>; required?: string[] };

/** The generated files by name: compiled validators, and the constraints as data. */
export async function generateContract(): Promise<Record<string, string>> {
  const strays = readdirSync(folder).filter(
    (name) => name.startsWith("wan") && !pages.includes(name.replace(/\.yaml$/, "")),
  );
  if (strays.length > 0)
    throw new Error(`openapi/ holds documents that are not listed: ${strays.join(", ")}`);
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    formats,
    code: { source: true, esm: true, lines: true, formats: _`{ uri: formats.uri }` },
  });
  const models: Json[] = [];
  const names: Record<string, string> = {};
  for (const page of pages) {
    const reference = submitSchemaReference(readDocument(page));
    const document = (await SwaggerParser.dereference(readDocument(page) as never)) as unknown as Json;
    const operation = at(document, ["paths", SUBMIT, "post"]);
    const schema = at(operation, SUBMIT_SCHEMA) as Schema;
    const [id] = schema.properties["model"]?.["enum"] as string[];
    const name = `validate${models.length}`;
    ajv.addSchema(constraints(schema) as Schema, name);
    names[name] = name;
    models.push({
      id,
      operationId: operation["operationId"],
      page,
      schemaPointer: reference,
      required: schema.required ?? [],
      properties: (constraints(schema) as Schema).properties,
    });
  }
  return {
    "validators.ts": validatorsFile(standaloneCode.default(ajv, names)),
    "models.ts": modelsFile(models),
    "api-types.ts": await apiTypesFile(),
  };
}

/** A document of `openapi/`, parsed afresh. */
export function readDocument(name: string): Json {
  return parse(readFileSync(new URL(`${name}.yaml`, folder), "utf8")) as Json;
}

const SUBMIT_SCHEMA = ["requestBody", "content", "application/json", "schema"];

function submitSchemaReference(document: Json): string {
  const reference = at(document, ["paths", SUBMIT, "post", ...SUBMIT_SCHEMA])["$ref"];
  if (typeof reference !== "string")
    throw new Error("a request schema stands under components and is referred to");
  return reference.replace(/^#/, "");
}

function at(value: Json, path: string[]): Json {
  return path.reduce((inner, key) => inner[key] as Json, value);
}

const prose = new Set(["description", "example", "examples", "title", "externalDocs"]);

/** A schema without its prose. Member names under `properties` are names, not keywords. */
export function constraints(schema: unknown, isMap = false): unknown {
  if (Array.isArray(schema)) return schema.map((item) => constraints(item));
  if (typeof schema !== "object" || schema === null) return schema;
  const kept = Object.entries(schema).filter(([key]) => isMap || !prose.has(key));
  return Object.fromEntries(
    kept.map(([key, value]) => [key, constraints(value, !isMap && key === "properties")]),
  );
}

function validatorsFile(code: string): string {
  const banner = '// @ts-nocheck\n// Generated from openapi/ by "npm run generate". Do not edit.\n';
  const runtime = 'const runtime = { "ajv/dist/runtime/ucs2length": { default: countCodePoints } };\n';
  const imports =
    'import { countCodePoints } from "../../text/code-points.js";\nimport { formats } from "../formats.js";\n' +
    `${runtime}const require = (name) => runtime[name];\n`;
  const used = [...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name);
  const unknown = used.filter((name) => name !== "ajv/dist/runtime/ucs2length");
  if (unknown.length > 0)
    throw new Error(`the compiled validators need further modules: ${unknown.join(", ")}`);
  return `${banner}${imports}${code}\n`;
}

function modelsFile(models: Json[]): string {
  return (
    '// Generated from openapi/ by "npm run generate". Do not edit.\n' +
    'import type { ModelContract } from "../model-contract.js";\n\n' +
    "/** The bundled documents as data, without prose and validators. */\n" +
    `export const bundledModelData: readonly Omit<ModelContract, "validate">[] = ${JSON.stringify(models, null, 2)};\n`
  );
}
