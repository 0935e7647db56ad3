import { readFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import { parse } from "yaml";

const folder = new URL("../openapi/", import.meta.url);

/** Type by type: the document that states it, and its name there. */
const sources: Readonly<Record<string, readonly [document: string, schema: string]>> = {
  TextToVideoRequest: ["wan2.7-text-to-video", "Wan27TextToVideoRequest"],
  ImageToVideoRequest: ["wan2.7-image-to-video", "Wan27ImageToVideoRequest"],
  ReferenceVideoRequest: ["wan2.7-reference-video", "Wan27ReferenceVideoRequest"],
  VideoEditRequest: ["wan2.7-video-edit", "Wan27VideoEditRequest"],
  VideoTask: ["tasks", "TaskDetailResponse"],
  PendingTask: ["tasks", "PendingTask"],
  ProcessingTask: ["tasks", "ProcessingTask"],
  CompletedTask: ["tasks", "CompletedTask"],
  FailedTask: ["tasks", "FailedTask"],
  TaskError: ["tasks", "TaskError"],
  VideoTaskInfo: ["tasks", "VideoTaskInfo"],
  Usage: ["tasks", "Usage"],
  VendorErrorBody: ["tasks", "ErrorResponse"],
};

type Json = Record<string, unknown>;

/** The types of requests, tasks and errors, as the documents state them. */
export async function apiTypesFile(): Promise<string> {
  const schemas: Json = {};
  const names = new Map(Object.entries(sources).map(([name, [, schema]]) => [schema, name]));
  for (const [name, [document, schema]] of Object.entries(sources)) {
    const { components } = parse(readFileSync(new URL(`${document}.yaml`, folder), "utf8")) as {
      components: { schemas: Json };
    };
    schemas[name] = plain(components.schemas[schema], names);
  }
  const ast = await openapiTS(
    {
      openapi: "3.1.0",
      info: { title: "Wan 2.7", version: "1.0.0" },
      paths: {},
      components: { schemas: schemas as never },
    },
    {
      defaultNonNullable: false,
      rootTypes: true,
      rootTypesNoSchemaPrefix: true,
      transform: (schema) =>
        NEVER in schema ? ts.factory.createKeywordTypeNode(ts.SyntaxKind.NeverKeyword) : undefined,
    },
  );
  const text = astToString(ast);
  const start = text.indexOf("export interface components");
  return (
    '// Generated from openapi/ by "npm run generate". Do not edit.\n' +
    text.slice(start, text.indexOf("export type $defs")) +
    "/** A request body of any of the four models. */\n" +
    "export type WanRequest = TextToVideoRequest | ImageToVideoRequest | ReferenceVideoRequest | VideoEditRequest;\n"
  );
}

/** A schema with references by type; members that it rules out can be read, and are undefined. */
function plain(schema: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(schema)) return schema.map((item) => plain(item, names));
  if (typeof schema !== "object" || schema === null) return schema;
  const { not, ...stated } = schema as Json;
  const entries = Object.entries(stated)
    .filter(([key]) => key !== "discriminator" && key !== "examples")
    .map(([key, value]) => [key, key === "$ref" ? referenceTo(String(value), names) : plain(value, names)]);
  const typed = Object.fromEntries(entries) as Json;
  if (not === undefined) return typed;
  const ruledOut = Object.fromEntries(namesIn(not as Ruled).map((name) => [name, { [NEVER]: true }]));
  return { ...typed, properties: { ...(typed["properties"] as Json), ...ruledOut } };
}

/** Marks the schema of a member that is never there. */
const NEVER = "x-never";

/** `not` of a schema: members that must not be there, alone or as one of several such lists. */
interface Ruled {
  readonly required?: readonly string[];
  readonly anyOf?: readonly Ruled[];
}

function namesIn({ required = [], anyOf = [] }: Ruled): string[] {
  return [...required, ...anyOf.flatMap(namesIn)];
}

function referenceTo(reference: string, names: ReadonlyMap<string, string>): string {
  const schema = reference.replace("#/components/schemas/", "");
  const name = names.get(schema);
  if (name === undefined) throw new Error(`no type is made for ${reference}`);
  return `#/components/schemas/${name}`;
}
