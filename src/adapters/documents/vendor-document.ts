import SwaggerParser from "@apidevtools/swagger-parser";
import type { ModelContract } from "../../contract/model-contract.js";
import { type Json, ownDocument } from "./own-documents.js";
import { SchemaShelf } from "./schema-shelf.js";

const SUBMIT = "/v1/videos/generations";

/** What one document says of the submit of one model, its references replaced by what they refer to. */
interface ModelSubmit {
  readonly model: ModelContract;
  readonly operation: Json;
}

/**
 * The OpenAPI document of everything that the vendor side serves.
 *
 * The submit's body is one schema for each model, told apart by `model`. Schemas that several documents state
 * alike stand there once.
 *
 * @param models - those that are served
 */
export async function vendorDocument(models: readonly ModelContract[]): Promise<Json> {
  const shelf = new SchemaShelf();
  const submits = await Promise.all(
    models.map(async (model) => ({ model, operation: model.submit ?? (await bundledSubmit(model.page)) })),
  );
  const others = await Promise.all(["tasks", "account"].map(dereferenced));
  const [tasks] = others;
  return {
    openapi: "3.1.0",
    info: {
      title: "wan-mock",
      description: `The side of the mock that stands for the service: ${models.map(({ id }) => id).join(", ")}.`,
      license: { name: "MIT", identifier: "MIT" },
      version: "1.0.0",
    },
    servers: [{ url: "/", description: "The mock that serves this document" }],
    security: [{ bearerAuth: [] }],
    tags: [
      { name: "Video Generation", description: "Submitting video tasks." },
      ...others.flatMap((document) => (document["tags"] ?? []) as Json[]),
    ],
    paths: {
      [SUBMIT]: { post: submitOperation(submits, shelf) },
      ...Object.assign({}, ...others.map((document) => withShelvedAnswers(document, shelf))),
    },
    components: { schemas: shelf.schemas, securitySchemes: member(tasks, "components", "securitySchemes") },
  };
}

/** The submit of all models as one operation. */
function submitOperation(submits: readonly ModelSubmit[], shelf: SchemaShelf): Json {
  const mapping = Object.fromEntries(
    submits.map((submit) => [submit.model.id, requestSchema(submit, shelf)]),
  );
  const statuses = new Set(submits.flatMap(({ operation }) => Object.keys(member(operation, "responses"))));
  const callbacks = submits
    .map(({ operation }) => operation["callbacks"])
    .find((found) => found !== undefined);
  return {
    tags: ["Video Generation"],
    summary: "Submit a task",
    description: "Starts a task and answers at once with its id; `model` picks the parameters.",
    operationId: "createVideoGeneration",
    requestBody: {
      required: true,
      content: {
        "application/json": {
          schema: {
            oneOf: Object.values(mapping).map(($ref) => ({ $ref })),
            discriminator: { propertyName: "model", mapping },
          },
          ...examplesOf(submits, ({ operation }) => member(operation, "requestBody")),
        },
      },
    },
    responses: Object.fromEntries(
      [...statuses].map((status) => [status, submitResponse(status, submits, shelf)]),
    ),
    ...(callbacks === undefined ? {} : { callbacks }),
  };
}

/** The request schema of one model: a document that describes several gives one to each. */
function requestSchema({ model, operation }: ModelSubmit, shelf: SchemaShelf): string {
  const schema = member(operation, "requestBody", "content", "application/json", "schema");
  const { const: _const, ...modelSchema } = member(schema, "properties", "model");
  const description = operation["description"] ?? operation["summary"];
  return shelf.add(model.id, {
    title: model.id,
    ...(description === undefined ? {} : { description }),
    ...schema,
    required: [...new Set(["model", ...((schema["required"] ?? []) as string[])])],
    properties: { ...member(schema, "properties"), model: { ...modelSchema, enum: [model.id] } },
  });
}

/** What the models answer under one status: their schemas, and their examples by model. */
function submitResponse(status: string, submits: readonly ModelSubmit[], shelf: SchemaShelf): Json {
  const answering = submits.filter(({ operation }) => status in member(operation, "responses"));
  const responseOf = ({ operation }: ModelSubmit) => member(operation, "responses", status);
  const schemas = answering.map((submit) => contentOf(responseOf(submit))["schema"] as Json | undefined);
  const references = [
    ...new Set(
      schemas.flatMap((schema) =>
        schema === undefined
          ? []
          : [shelf.add(Number(status) < 400 ? "VideoGenerationResponse" : "ErrorResponse", schema)],
      ),
    ),
  ].map(($ref) => ({ $ref }));
  const [first] = answering;
  const description = first === undefined ? "" : responseOf(first)["description"];
  const [only, ...more] = references;
  if (only === undefined) return { description };
  const schema = more.length === 0 ? only : { anyOf: references };
  return { description, content: { "application/json": { schema, ...examplesOf(answering, responseOf) } } };
}

/** The examples of all models, each under `MODEL.NAME`. */
function examplesOf(submits: readonly ModelSubmit[], holderOf: (submit: ModelSubmit) => Json): object {
  const named = submits.flatMap((submit) =>
    Object.entries(member(contentOf(holderOf(submit)), "examples")).map(([name, example]) => [
      `${submit.model.id}.${name}`,
      example,
    ]),
  );
  return named.length === 0 ? {} : { examples: Object.fromEntries(named) as Json };
}

/** The paths of a document, the schemas of their JSON answers put on the shelf. */
function withShelvedAnswers(document: Json, shelf: SchemaShelf): Json {
  const named = new Map(
    Object.entries(member(document, "components", "schemas")).map(([name, schema]) => [
      JSON.stringify(schema),
      name,
    ]),
  );
  const paths = structuredClone(member(document, "paths")) as Record<string, Record<string, Json>>;
  for (const operation of Object.values(paths).flatMap((path) => Object.values(path))) {
    for (const response of Object.values(member(operation, "responses")) as Json[]) {
      const content = contentOf(response) as Record<string, unknown>;
      const schema = content["schema"] as Json | undefined;
      const name = named.get(JSON.stringify(schema));
      if (schema !== undefined && name !== undefined) content["schema"] = { $ref: shelf.add(name, schema) };
    }
  }
  return paths;
}

function contentOf(holder: Json): Json {
  return member(holder, "content", "application/json");
}

async function bundledSubmit(page: string): Promise<Json> {
  return member(await dereferenced(page), "paths", SUBMIT, "post");
}

async function dereferenced(name: string): Promise<Json> {
  return (await SwaggerParser.dereference((await ownDocument(name)) as never)) as unknown as Json;
}

/** What stands at a path of names; an empty object where nothing does. */
function member(value: Json | undefined, ...path: readonly string[]): Json {
  let inner: unknown = value;
  for (const key of path) {
    if (typeof inner !== "object" || inner === null || !Object.hasOwn(inner, key)) return {};
    inner = (inner as Json)[key];
  }
  return typeof inner === "object" && inner !== null ? (inner as Json) : {};
}
