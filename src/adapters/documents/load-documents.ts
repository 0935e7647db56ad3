import type { ModelContract } from "../../contract/model-contract.js";
import { invalidDocument, KitError } from "../../errors/kit-error.js";
import { isJsonObject, type JsonObject } from "../../text/is-json-object.js";
import { nameIn } from "../../text/json-pointer.js";
import { BodyValidators } from "./body-validators.js";
import { member } from "./document-parts.js";
import { type FoundDocument, readDocuments } from "./read-documents.js";
import { type DocumentPlace, LostReference, ReferenceResolver } from "./reference-resolver.js";
import { modelsNamed, requestParameters, schemaOf } from "./request-models.js";
import { type RequestSchema, SchemaReader } from "./schema-reader.js";
import {
  describedParts,
  type RequestBody,
  requestBodyOf,
  submitOperations,
  withoutRecursion,
  withoutSubmit,
} from "./submit-operations.js";
import { unservedPartFaults } from "./unserved-part-faults.js";

/** The models of the files, and sentences about odd places. */
export interface LoadedDocuments {
  readonly models: readonly ModelContract[];
  readonly warnings: readonly string[];
}

/**
 * Loads contract documents beside the bundled ones. All or nothing: the first fault of any file is thrown.
 *
 * Of each document the submit operation counts, and what it refers to; faults elsewhere are warnings. References to
 * other files are followed, to other hosts never.
 *
 * @param files - YAML, JSON, or Markdown pages with OpenAPI 3.0 to 3.2 in fenced blocks
 * @throws {KitError} `DOCUMENT_UNREADABLE`, `DOCUMENT_INVALID`, `DOCUMENT_WITHOUT_MODEL`; the message names the file
 * and the place
 */
export async function loadDocuments(files: readonly string[]): Promise<LoadedDocuments> {
  const loaded: LoadedDocuments[] = [];
  for (const file of files) loaded.push(...(await documentsOf(file)));
  return {
    models: loaded.flatMap(({ models }) => models),
    warnings: loaded.flatMap(({ warnings }) => warnings),
  };
}

/** The documents of a file that describe a submit; a page may hold others beside them. */
async function documentsOf(file: string): Promise<LoadedDocuments[]> {
  const { found, faults } = readDocuments(file);
  const loaded: LoadedDocuments[] = [];
  for (const one of found) {
    const document = await documentOf(one).catch((error: unknown) => {
      throw error instanceof LostReference || error instanceof KitError ? placed(one, error) : error;
    });
    if (document !== undefined) loaded.push(document);
  }
  const [first] = found;
  if (loaded.length === 0) {
    const noBlock = `${file}: no fenced block holds an OpenAPI document (one that says "openapi: 3.1.0"); a page as rendered for reading does not carry it, its source does`;
    throw faults[0] ?? (first === undefined ? invalidDocument(noBlock) : withoutSubmit(first));
  }
  return [...loaded, { models: [], warnings: faults.map(({ message }) => message) }];
}

function placed({ place }: FoundDocument, error: KitError | LostReference): KitError {
  const code = error instanceof KitError ? error.code : "DOCUMENT_INVALID";
  const message = error.message.startsWith(`${place}: `) ? error.message : `${place}: ${error.message}`;
  return new KitError(code, message, { cause: error });
}

async function documentOf(found: FoundDocument): Promise<LoadedDocuments | undefined> {
  if (!/^3(?:\.|$)/.test(String(found.document["openapi"]))) {
    const sentence = `${found.place}: "openapi" must name a 3.x version, such as 3.1.0`;
    throw invalidDocument(sentence);
  }
  const resolver = new ReferenceResolver(found);
  const models: ModelContract[] = [];
  const oddities = new Set<string>();
  const onOddity = (sentence: string) => oddities.add(sentence);
  for (const operation of submitOperations(resolver)) {
    const body = requestBodyOf(operation, resolver);
    if (body === undefined) continue;
    const schemas = new SchemaReader(resolver);
    const schema = schemas.read(body.schema);
    const validators = new BodyValidators(schemas.recursive);
    schemas.oddities.forEach(onOddity);
    for (const [format, at] of schemas.formats) {
      if (!validators.checks(format)) onOddity(`${at}: the format "${format}" is not checked`);
    }
    const reading = { resolver, schemas: new SchemaReader(resolver), onLost: onOddity };
    const described = describedParts(operation, reading);
    const submit = { found, operation, described, body, schemas, schema, validators, onOddity };
    models.push(...(await modelsOf(submit)));
  }
  if (models.length === 0) return undefined;
  (await unservedPartFaults(found, resolver)).forEach(onOddity);
  return { models, warnings: warningsOf(found, [...oddities]) };
}

/** A submit operation of a document, and its request schema as it was read. */
interface ReadSubmit {
  readonly found: FoundDocument;
  readonly operation: DocumentPlace;
  /** The operation without its body, references replaced. */
  readonly described: JsonObject;
  readonly body: RequestBody;
  readonly schemas: SchemaReader;
  readonly schema: RequestSchema;
  readonly validators: BodyValidators;
  readonly onOddity: (sentence: string) => void;
}

const MOST_WARNINGS = 3;

function warningsOf({ place }: FoundDocument, oddities: readonly string[]): string[] {
  const more = oddities.length - MOST_WARNINGS;
  return oddities.slice(0, MOST_WARNINGS).map((oddity, index) => {
    const rest = more > 0 && index === MOST_WARNINGS - 1 ? ` (and ${more} more of this document)` : "";
    return `${place}: ${oddity}${rest}`;
  });
}

async function modelsOf(submit: ReadSubmit): Promise<ModelContract[]> {
  requireSchema(submit);
  const { body, described, validators } = submit;
  const models: ModelContract[] = [];
  for (const id of idsOf(submit)) {
    const schema = schemaOf(id, submit.schema);
    const facts = factsOf(schema, submit);
    const validate = await validators.validatorOf(schema).catch((error: unknown) => {
      const sentence = `${facts.schemaPointer}: ${(error as Error).message}`;
      throw invalidDocument(sentence, { cause: error });
    });
    // The operation for one model, with all of it in one piece.
    const media = { ...body.media, schema: withoutRecursion(schema) };
    const requestBody = { ...body.body, required: true, content: { "application/json": media } };
    models.push({ id, ...facts, submit: { ...described, requestBody }, validate });
  }
  return models;
}

function requireSchema({ schema, schemas, validators }: ReadSubmit): void {
  for (const one of [schema, ...Object.values(schemas.recursive)]) {
    const fault = validators.faultOf(one);
    if (fault === undefined) continue;
    throw invalidDocument(`${placeIn(one, fault.at, schemas)}: ${fault.message}`);
  }
}

/** The place in the document that a pointer into a schema leads to, as near as is known. */
function placeIn(schema: RequestSchema, pointer: string, schemas: SchemaReader): string {
  let place = schemas.placeOf(schema) ?? "";
  let node: unknown = schema;
  for (const raw of pointer.split("/").slice(1)) {
    const key = nameIn(raw);
    node = typeof node === "object" && node !== null ? (node as JsonObject)[key] : undefined;
    place = schemas.placeOf(node) ?? `${place}/${raw}`;
  }
  return place;
}

/** The models that the document names: in the schema, else in the examples of the body, else in a title. */
function idsOf({ schema, body, operation, found, schemas, onOddity }: ReadSubmit): readonly string[] {
  const named = modelsNamed(schema);
  if (named.length > 0) return named;
  const { example, examples } = body.media;
  const inExamples = [
    example,
    ...Object.values(member(examples)).map((one) =>
      isJsonObject(one) ? (one["value"] ?? one["dataValue"]) : one,
    ),
  ]
    .map((value) => member(value)["model"])
    .filter((model) => typeof model === "string");
  if (inExamples.length > 0) return [...new Set(inExamples)];
  const place = `${schemas.placeOf(schema) ?? body.schema.at}/properties/model`;
  for (const title of titlesOf(schema, operation, found)) {
    const id = modelInTitle(title);
    if (id === undefined) continue;
    onOddity(`${place}: the schema names no model: "${id}" is taken from the title "${title}"`);
    return [id];
  }
  throw new KitError(
    "DOCUMENT_WITHOUT_MODEL",
    `${place}: name the model as an "enum" or "const" of strings, or by "default" or "example"`,
  );
}

function titlesOf(
  schema: RequestSchema,
  operation: DocumentPlace,
  { document, headings }: FoundDocument,
): string[] {
  const titled = [member(schema, "properties", "model"), schema, document["info"]].map(
    (one) => member(one)["title"],
  );
  const { summary } = operation.node as JsonObject;
  return [...titled, summary, ...headings].filter((title) => typeof title === "string");
}

function factsOf(schema: RequestSchema, { found, operation, body, schemas }: ReadSubmit) {
  const { required, properties, stated, others } = requestParameters(schema, schemas.recursive);
  const parameterPointers: Record<string, string> = {};
  for (const [name, parameter] of stated) {
    const place = schemas.placeOf(parameter);
    if (place !== undefined) parameterPointers[name] = place;
  }
  const id = (operation.node as JsonObject)["operationId"];
  return {
    operationId: typeof id === "string" ? id : "submit",
    page: found.place,
    schemaPointer: schemas.placeOf(schema) ?? body.schema.at,
    parameterPointers,
    required,
    properties,
    others,
  };
}

/** `wan2.6-text-to-video`: words joined by hyphens, one of them with a version. */
const ID = /[a-z][a-z0-9._]*(?:-[a-z0-9._]+)+/gi;

/** Words that a heading may have beside the name. */
const ASIDE = /\s+(?:api|model|endpoint|reference|documentation)$/i;

/**
 * The model that a title names: `Wan2.6 Text to Video` and `wan2.6-text-to-video API` both name `wan2.6-text-to-video`.
 *
 * @returns `undefined` for a title without a version, such as `Create a video`
 */
function modelInTitle(title: string): string | undefined {
  const spelt = (title.match(ID) ?? []).find((word) => /\d/.test(word));
  if (spelt !== undefined) return spelt.toLowerCase();
  const slug = title
    .trim()
    .replace(ASIDE, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return /^(?!step|part|chapter|section|version|openapi|http)[a-z]+[.-]?\d[a-z0-9.]*-[a-z0-9.-]+$/.test(slug)
    ? slug
    : undefined;
}
