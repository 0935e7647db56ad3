import { vendorOperations } from "../../contract/vendor-operations.js";
import { KitError } from "../../errors/kit-error.js";
import { isJsonObject, type JsonObject } from "../../text/is-json-object.js";
import { parseUrl } from "../../text/parse-url.js";
import { member } from "./document-parts.js";
import type { FoundDocument } from "./read-documents.js";
import { type DocumentPlace, LostReference, type ReferenceResolver } from "./reference-resolver.js";
import type { RequestSchema, SchemaReader } from "./schema-reader.js";

const SUBMIT = vendorOperations.submit.path;

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"] as const;

/**
 * The operations of a document that answer `POST /v1/videos/generations`, by path or by server and path.
 *
 * @returns none where the document describes other operations
 */
export function submitOperations(resolver: ReferenceResolver): DocumentPlace[] {
  const { root } = resolver;
  const paths = resolver.member(root, "paths");
  if (!isJsonObject(paths.node)) return [];
  const operations: DocumentPlace[] = [];
  for (const path of Object.keys(paths.node)) {
    // The end of a path rules most of them out, without a look at their items.
    if (!/\/videos\/generations\/*(?:[?#].*)?$/i.test(path)) continue;
    const item = followed(resolver.member(paths, path), resolver);
    if (!isJsonObject(item.node)) continue;
    const operation = followed(resolver.member(item, "post"), resolver);
    if (!isJsonObject(operation.node)) continue;
    const servers = [operation, item, root]
      .map(({ node }) => member(node)["servers"])
      .find((one) => Array.isArray(one) && one.length > 0);
    if (isSubmit(path, servers)) operations.push(operation);
  }
  return operations;
}

/** A place, or where its `$ref` leads to; what stands beside the `$ref` wins. */
function followed(place: DocumentPlace, resolver: ReferenceResolver): DocumentPlace {
  const passed = new Set<unknown>();
  let here = place;
  for (;;) {
    const { node } = here;
    if (!isJsonObject(node) || typeof node["$ref"] !== "string") return here;
    if (passed.has(node) || passed.size > 50)
      throw new LostReference(`${place.at}: Circular $ref pointer found at ${here.at}`);
    passed.add(node);
    const { $ref: reference, ...beside } = node;
    const target = resolver.resolve(reference, here);
    here =
      Object.keys(beside).length === 0 || !isJsonObject(target.node)
        ? target
        : { ...target, node: { ...target.node, ...beside } };
  }
}

function isSubmit(path: string, servers: unknown): boolean {
  const plain = trimmed(path.replace(/[?#].*$/, ""));
  if (plain === SUBMIT) return true;
  return (Array.isArray(servers) ? servers : [])
    .flatMap(basesOf)
    .some((base) => `${base}${plain}` === SUBMIT);
}

/** The paths that the url of a server may have, its variables filled in. */
function basesOf(server: unknown): string[] {
  const { url, variables } = member(server);
  if (typeof url !== "string") return [];
  let urls = [url];
  for (const [name, variable] of Object.entries(member(variables))) {
    if (!isJsonObject(variable)) continue;
    const listed = Array.isArray(variable["enum"]) ? variable["enum"] : [];
    const values = [...new Set([variable["default"], ...(listed as unknown[])].map(String))].slice(0, 10);
    urls = urls.flatMap((one) => values.map((value) => one.replaceAll(`{${name}}`, value))).slice(0, 100);
  }
  // A variable without a value may stand for a host; the path is what counts.
  return urls.flatMap((one) => {
    const whole = one.replaceAll(/\{[^{}/]*\}/g, "x");
    const url = parseUrl(whole, "http://server");
    return url === undefined ? [] : [trimmed(url.pathname)];
  });
}

function trimmed(path: string): string {
  return path.replaceAll(/\/{2,}/g, "/").replace(/\/$/, "");
}

/** The error for documents none of which describes the submit. */
export function withoutSubmit({ place, document }: FoundDocument): KitError {
  const described = Object.entries(member(document, "paths")).flatMap(([path, item]) =>
    METHODS.filter((method) => isJsonObject(item) && item[method] !== undefined).map(
      (method) => `${method.toUpperCase()} ${path}`,
    ),
  );
  const listed = described.slice(0, 3).join(", ");
  const more = described.length > 3 ? ` and ${described.length - 3} more` : "";
  const instead = listed === "" ? "" : `; it describes ${listed}${more}`;
  const server = described.some((one) => /^POST(?! \/v1\/videos) .*\/videos\/generations\/?$/.test(one))
    ? ': name the server with its base path, such as "servers: [{ url: https://api.evolink.ai/v1 }]"'
    : "";
  return new KitError(
    "DOCUMENT_WITHOUT_MODEL",
    `${place}: it describes no POST ${SUBMIT} with a JSON body, so there is no model to serve${instead}${server}`,
  );
}

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
