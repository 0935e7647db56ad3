import { readdirSync, readFileSync } from "node:fs";
import SwaggerParser from "@apidevtools/swagger-parser";
import { Ajv2020 } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";
import { parse } from "yaml";
import type { JsonObject } from "./violations.js";

const folder = new URL("../../openapi/", import.meta.url);

export const SUBMIT = "/v1/videos/generations";

/** Documents of routes that no published document describes. */
export const ownNames: readonly string[] = ["account", "control", "files"];

/** Names of the documents under `openapi/` that follow a published one, without extension. */
export const documentNames: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => name.replace(/\.yaml$/, ""))
  .filter((name) => !ownNames.includes(name) && name !== "mock")
  .sort();

/** The documents that describe a model; their name is the model id. */
export const modelIds = documentNames.filter((name) => name !== "tasks");

/** A document as written, references and all. */
export function readDocument(name: string): JsonObject {
  return parse(readFileSync(new URL(`${name}.yaml`, folder), "utf8")) as JsonObject;
}

/** A document with its references replaced by what they refer to. */
export async function resolvedDocument(name: string): Promise<JsonObject> {
  return (await SwaggerParser.dereference(readDocument(name) as never)) as unknown as JsonObject;
}

/** The value at a path of member names. */
export function at(value: unknown, ...path: readonly string[]): JsonObject {
  return path.reduce((inner, key) => {
    const next = (inner as Record<string, unknown>)[key];
    if (next === undefined) throw new Error(`nothing at ${path.join(" > ")} (${key} is missing)`);
    return next;
  }, value) as JsonObject;
}

/** The request schema of a model's resolved document. */
export function requestSchema(document: JsonObject): JsonObject {
  return at(document, "paths", SUBMIT, "post", "requestBody", "content", "application/json", "schema");
}

/** A validator that reports every error and knows the formats; a keyword or format it does not know throws. */
export function createAjv(): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
  ajvFormats.default(ajv);
  ajv.addVocabulary(["discriminator"]);
  return ajv;
}
