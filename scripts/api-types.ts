import { readFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";
import { parse } from "yaml";

const folder = new URL("../openapi/", import.meta.url);

/** Type by type: the document that states it, and its name there. */
const sources: Readonly<Record<string, readonly [document: string, schema: string]>> = {
  TextToVideoRequest: ["wan2.7-text-to-video", "Wan27TextToVideoRequest"],
  ImageToVideoRequest: ["wan2.7-image-to-video", "Wan27ImageToVideoRequest"],
  ReferenceVideoRequest: ["wan2.7-reference-video", "Wan27ReferenceVideoRequest"],
  VideoEditRequest: ["wan2.7-video-edit", "Wan27VideoEditRequest"],
  VideoTask: ["tasks", "TaskDetailResponse"],
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
    { defaultNonNullable: false, rootTypes: true, rootTypesNoSchemaPrefix: true },
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

/** A schema with references by type, and without the conditions that no type can state. */
function plain(schema: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(schema)) return schema.map((item) => plain(item, names));
  if (typeof schema !== "object" || schema === null) return schema;
  const entries = Object.entries(schema).filter(([key]) => key !== "allOf" && key !== "examples");
  return Object.fromEntries(
    entries.map(([key, value]) => [
      key,
      key === "$ref" ? referenceTo(String(value), names) : plain(value, names),
    ]),
  );
}

function referenceTo(reference: string, names: ReadonlyMap<string, string>): string {
  const schema = reference.replace("#/components/schemas/", "");
  const name = names.get(schema);
  if (name === undefined) throw new Error(`no type is made for ${reference}`);
  return `#/components/schemas/${name}`;
}
