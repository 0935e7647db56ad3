import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import SwaggerParser from "@apidevtools/swagger-parser";
import { Ajv2020 } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";
import { OpenAPIBackend } from "openapi-backend";
import { formats } from "../../contract/formats.js";
import { KitError } from "../../contract/kit-error.js";
import type { ModelContract, ParameterSchema, SchemaError } from "../../contract/model-contract.js";
import { readFile } from "../../files/read-file.js";
import { documentUse, type FoundDocument, readDocuments } from "./read-documents.js";

const SUBMIT = "/v1/videos/generations";

/** Validity of a document in these parts decides what is served; elsewhere a fault is told and lived with. */
const SERVED_PARTS = /^\/(?:paths|components)(?:\/|$)/;

type Json = Readonly<Record<string, unknown>>;

/** A document as swagger-parser takes and gives it. */
type Parsable = Awaited<ReturnType<typeof SwaggerParser.bundle>>;

/** What the files bring, and what is odd about them. */
export interface LoadedDocuments {
  readonly models: readonly ModelContract[];
  readonly warnings: readonly string[];
}

/**
 * Loads contract documents beside the bundled ones. All or nothing: the first fault of any file is thrown.
 * References to other files are followed, to other hosts never.
 *
 * @param files - YAML, JSON, or Markdown pages with OpenAPI in a fenced block
 * @throws {KitError} `DOCUMENT_UNREADABLE`, `DOCUMENT_INVALID` (broken or circular), `DOCUMENT_WITHOUT_MODEL`;
 * the message names the file and the place
 */
export async function loadDocuments(files: readonly string[]): Promise<LoadedDocuments> {
  const models: ModelContract[] = [];
  const warnings: string[] = [];
  for (const file of files) {
    for (const found of readDocuments(file)) {
      requireOpenApi3(found);
      models.push(...(await modelsOf(found)));
      warnings.push(...(await faultsOutsideServedParts(found)));
    }
  }
  return { models, warnings };
}

function requireOpenApi3(found: FoundDocument): void {
  const version = found.document["openapi"];
  if (typeof version === "string" && version.startsWith("3.")) return;
  throw new KitError("DOCUMENT_INVALID", `${found.place}: "openapi" must name a 3.x version, such as 3.1.0`);
}

async function faultsOutsideServedParts(found: FoundDocument): Promise<string[]> {
  try {
    await SwaggerParser.validate(baseOf(found), parsable(found), parserOptions);
    return [];
  } catch (error) {
    const { details } = error as { details?: readonly { instancePath?: string; message?: string }[] };
    if (details === undefined) throw invalid(found, error);
    const faults = details.map(({ instancePath = "", message = "is not valid" }) => ({
      at: instancePath,
      message,
    }));
    const served = faults.find(({ at }) => SERVED_PARTS.test(at));
    if (served !== undefined) {
      throw new KitError("DOCUMENT_INVALID", `${found.place}: ${served.at}: ${served.message}`, {
        cause: error,
      });
    }
    const firstByPlace = new Map<string, string>();
    for (const { at, message } of faults)
      if (at !== "" && !firstByPlace.has(at)) firstByPlace.set(at, message);
    return [...firstByPlace].slice(0, 3).map(([at, message]) => `${found.place}: ${at}: ${message}`);
  }
}

const parserOptions = {
  resolve: {
    http: false,
    file: { read: ({ url }: { url: string }) => readFile(filePathOf(url), documentUse) },
  },
  dereference: { circular: false },
} as const;

/** swagger-parser hands over a `file:` URL or a path with percent escapes. */
function filePathOf(url: string): string {
  return url.startsWith("file:") ? fileURLToPath(url) : decodeURIComponent(url);
}

/** References to other files start from the file that holds them. */
function baseOf(found: FoundDocument): string {
  return resolve(found.file);
}

/** A copy: swagger-parser works in place. */
function parsable(found: FoundDocument): Parsable {
  return structuredClone(found.document) as unknown as Parsable;
}

async function modelsOf(found: FoundDocument): Promise<ModelContract[]> {
  const schemaPointer = pointerToSchema(found);
  const document = await dereferenced(found);
  const operation = member(document, ["paths", SUBMIT, "post"]) ?? {};
  const schema = member(operation, ["requestBody", "content", "application/json", "schema"]) ?? {};
  const properties = (member(schema, ["properties"]) ?? {}) as Readonly<Record<string, ParameterSchema>>;
  const ids = modelIds(properties["model"]);
  if (ids.length === 0) {
    throw new KitError(
      "DOCUMENT_WITHOUT_MODEL",
      `${found.place}: ${schemaPointer}/properties/model: name the model as an "enum" or "const" of strings`,
    );
  }
  const operationId = typeof operation["operationId"] === "string" ? operation["operationId"] : "submit";
  const validate = await bodyValidator(found, document, operationId);
  const required = Array.isArray(schema["required"]) ? (schema["required"] as string[]) : [];
  return ids.map((id) => ({
    id,
    operationId,
    page: found.place,
    schemaPointer,
    required,
    properties,
    submit: operation,
    validate,
  }));
}

/** Where the request schema stands, followed through one reference. */
function pointerToSchema(found: FoundDocument): string {
  const path = ["paths", SUBMIT, "post", "requestBody", "content", "application/json", "schema"];
  const schema = member(found.document, path);
  if (schema === undefined) {
    throw new KitError(
      "DOCUMENT_WITHOUT_MODEL",
      `${found.place}: it describes no POST ${SUBMIT} with a JSON body, so there is no model to serve`,
    );
  }
  const reference = schema["$ref"];
  if (typeof reference === "string" && reference.startsWith("#/")) return reference.slice(1);
  return `/${path.map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`;
}

async function dereferenced(found: FoundDocument): Promise<Json> {
  try {
    const bundled = await SwaggerParser.bundle(baseOf(found), parsable(found), parserOptions);
    return (await SwaggerParser.dereference(baseOf(found), bundled, parserOptions)) as unknown as Json;
  } catch (error) {
    throw invalid(found, error);
  }
}

/** A validator of request bodies, made by openapi-backend with the JSON Schema dialect of OpenAPI 3.1. */
async function bodyValidator(
  found: FoundDocument,
  document: Json,
  operationId: string,
): Promise<ModelContract["validate"]> {
  const definition = structuredClone(document) as Record<string, unknown>;
  const operation = member(definition, ["paths", SUBMIT, "post"]) as Record<string, unknown>;
  operation["operationId"] = operationId;
  try {
    const api = new OpenAPIBackend({
      definition: definition as never,
      quick: true,
      ajvOpts: { allErrors: true, strict: false, validateFormats: true },
      customizeAjv: (_original, options) => {
        const ajv = new Ajv2020(options);
        ajvFormats.default(ajv);
        ajv.addFormat("uri", formats.uri);
        // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- it asks for the draft-07 class; the 2020-12 one has the same methods
        return ajv;
      },
    });
    await api.init();
    const validators = api.validator.getRequestValidatorsForOperation(operationId);
    return (body) => {
      const errors: SchemaError[] = [];
      const request = { path: {}, query: {}, header: {}, cookie: {}, requestBody: body };
      for (const validator of validators) {
        if (validator(request)) continue;
        for (const error of (validator.errors ?? []) as readonly SchemaError[]) {
          if (!error.instancePath.startsWith("/requestBody")) continue;
          errors.push({ ...error, instancePath: error.instancePath.slice("/requestBody".length) });
        }
      }
      return errors;
    };
  } catch (error) {
    throw invalid(found, error);
  }
}

function modelIds(schema: ParameterSchema | undefined): string[] {
  const listed: readonly unknown[] =
    schema?.enum ?? (schema?.["const"] === undefined ? [] : [schema["const"]]);
  return listed.filter((id) => typeof id === "string");
}

function member(value: Json, path: readonly string[]): Json | undefined {
  let inner: unknown = value;
  for (const key of path) {
    if (typeof inner !== "object" || inner === null || !Object.hasOwn(inner, key)) return undefined;
    inner = (inner as Json)[key];
  }
  return typeof inner === "object" && inner !== null ? (inner as Json) : undefined;
}

function invalid(found: FoundDocument, error: unknown): KitError {
  const message = error instanceof Error ? error.message : String(error);
  const here = process.cwd();
  const text = message
    .replaceAll("file://", "")
    .replaceAll(`${baseOf(found)}#`, "#")
    .replaceAll(`${here}/`, "")
    .split("\n")[0];
  return new KitError("DOCUMENT_INVALID", `${found.place}: ${text ?? "it is not valid"}`, { cause: error });
}
