import { KitError } from "../../errors/kit-error.js";
import { isJsonObject, type JsonObject } from "../../text/is-json-object.js";
import { member } from "./document-parts.js";
import { type DocumentPlace, LostReference, type ReferenceResolver } from "./reference-resolver.js";
import type { RequestSchema, SchemaReader } from "./schema-reader.js";
import { followed } from "./submit-operations.js";

const DEEPEST = 40;
/** References to parts that refer to parts multiply. */
const MOST_PARTS = 20_000;

/** The request body of a submit operation: where its JSON schema stands, and what is said beside it. */
export interface RequestBody {
  readonly schema: DocumentPlace;
  /** Members of the request body and of its JSON form, without the schema. */
  readonly body: JsonObject;
  readonly media: JsonObject;
}

/**
 * The JSON form of an operation's body, whatever its media type is called.
 *
 * @returns `undefined` where the operation takes no JSON
 * @throws {LostReference}
 */
export function requestBodyOf(
  operation: DocumentPlace,
  resolver: ReferenceResolver,
): RequestBody | undefined {
  const body = followed(resolver.member(operation, "requestBody"), resolver);
  if (!isJsonObject(body.node)) return undefined;
  const content = followed(resolver.member(body, "content"), resolver);
  const type = isJsonObject(content.node) ? jsonTypeOf(Object.keys(content.node)) : undefined;
  if (type === undefined) return undefined;
  const media = followed(resolver.member(content, type), resolver);
  if (!isJsonObject(media.node) || media.node["schema"] === undefined) return undefined;
  const { schema: _schema, ...beside } = media.node;
  const { content: _content, ...bodyMembers } = body.node;
  const parts = { left: MOST_PARTS };
  return {
    schema: resolver.member(media, "schema"),
    body: bodyMembers,
    media: part({ ...media, node: beside }, { resolver, parts, onLost: () => undefined }, 0) as JsonObject,
  };
}

/** `application/json` with or without parameters, else what stands for it among others. */
function jsonTypeOf(types: readonly string[]): string | undefined {
  const wanted = [
    /^application\/json$/,
    /^(?:application|text)\/(?:[\w.-]+\+)?json$/,
    /^application\/(?:\*|\*\+json)$/,
    /^\*\/\*$/,
  ];
  return wanted
    .map((pattern) => types.find((type) => pattern.test(essenceOf(type))))
    .find((found) => found !== undefined);
}

function essenceOf(type: string): string {
  return (type.split(";")[0] ?? "").trim().toLowerCase();
}

/** The readers and limits with which the parts of an operation are read. */
interface Reading {
  readonly resolver: ReferenceResolver;
  /** Reads schemas; without it they are copied as they stand. */
  readonly schemas?: SchemaReader;
  /** How many parts may still be read. */
  readonly parts: { left: number };
  /** Called for parts that cannot be followed; they are left out. */
  readonly onLost: (sentence: string) => void;
}

/**
 * An operation with the references of its responses, parameters and callbacks replaced; the request body is left
 * to `requestBodyOf`. References that lead nowhere are reported and left out, as no verdict depends on them.
 */
export function describedParts(operation: DocumentPlace, from: Omit<Required<Reading>, "parts">): JsonObject {
  const reading: Reading = { ...from, parts: { left: MOST_PARTS } };
  const {
    requestBody: _body,
    security: _security,
    servers: _servers,
    ...described
  } = operation.node as JsonObject;
  const read = part({ ...operation, node: described }, reading, 0) as Record<string, unknown>;
  read["responses"] = Object.fromEntries(
    Object.entries(member(read, "responses")).map(([status, response]) => [status, plainResponse(response)]),
  );
  return read;
}

function plainResponse(response: unknown): JsonObject {
  const { content, description, ...others } = member(response);
  const plain = Object.entries(member(content)).map(([type, media]) => [essenceOf(type), media]);
  return {
    ...others,
    description: typeof description === "string" ? description : "",
    ...(isJsonObject(content) ? { content: Object.fromEntries(plain) as JsonObject } : {}),
  };
}

function part(place: DocumentPlace, reading: Reading, depth: number): unknown {
  if (typeof place.node !== "object" || place.node === null) return place.node;
  const here = found(place, reading);
  if (here === undefined || depth > DEEPEST || reading.parts.left-- <= 0) return {};
  const { node } = here;
  if (typeof node !== "object" || node === null) return node;
  const { resolver } = reading;
  if (Array.isArray(node)) {
    return node.map((_, index) => part(resolver.member(here, index), reading, depth + 1));
  }
  return Object.fromEntries(
    Object.keys(node).map((key) => {
      const inner = resolver.member(here, key);
      if (key === "schema" || key === "itemSchema") return [key, schemaAt(inner, reading)];
      // Data of the service, in which "$ref" would be a name like any other.
      const isData = ["example", "value", "default"].includes(key) || key.startsWith("x-");
      return [key, isData ? inner.node : part(inner, reading, depth + 1)];
    }),
  );
}

function found(place: DocumentPlace, { resolver, onLost }: Reading): DocumentPlace | undefined {
  try {
    return followed(place, resolver);
  } catch (error) {
    if (!(error instanceof LostReference)) throw error;
    onLost(error.message.startsWith(place.at) ? error.message : `${place.at}: ${error.message}`);
    return undefined;
  }
}

function schemaAt(place: DocumentPlace, { schemas, onLost }: Reading): unknown {
  if (schemas === undefined) return place.node;
  try {
    return withoutRecursion(schemas.read(place));
  } catch (error) {
    if (!(error instanceof LostReference) && !(error instanceof KitError)) throw error;
    onLost(error.message);
    return {};
  }
}

/** A copy of a schema that stands for itself: where it would begin anew, anything goes. */
export function withoutRecursion(schema: RequestSchema): unknown {
  return JSON.parse(JSON.stringify(schema), (_key, value: unknown) =>
    isJsonObject(value) && typeof value["$ref"] === "string" && value["$ref"].startsWith("#/$defs/")
      ? {}
      : value,
  );
}
