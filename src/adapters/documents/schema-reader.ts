import content from "ajv/dist/refs/json-schema-2020-12/meta/content.json" with { type: "json" };
import core from "ajv/dist/refs/json-schema-2020-12/meta/core.json" with { type: "json" };
import metaData from "ajv/dist/refs/json-schema-2020-12/meta/meta-data.json" with { type: "json" };
import validation from "ajv/dist/refs/json-schema-2020-12/meta/validation.json" with { type: "json" };
import { invalidDocument } from "../../errors/kit-error.js";
import { isJsonObject, type JsonObject } from "../../text/is-json-object.js";
import { member } from "./document-parts.js";
import { type DocumentPlace, LostReference, type ReferenceResolver } from "./reference-resolver.js";

/** A schema whose references are replaced by what they refer to; only recursion keeps `$ref: "#/$defs/NAME"`. */
export type RequestSchema = JsonObject | boolean;

const DEEPEST = 200;
/** A request has some twenty schemas, and parts that refer to parts multiply. */
const MOST_SCHEMAS = 20_000;

const SINGLE: ReadonlySet<string> = new Set([
  "additionalItems",
  "additionalProperties",
  "contains",
  "contentSchema",
  "else",
  "if",
  "items",
  "not",
  "propertyNames",
  "then",
  "unevaluatedItems",
  "unevaluatedProperties",
]);
const LISTS: ReadonlySet<string> = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const MAPS: ReadonlySet<string> = new Set(["dependentSchemas", "patternProperties", "properties"]);
/** Keywords that only references need, and those that are merged into others. */
const DROPPED = new Set([...Object.keys(core.properties), "definitions", "discriminator", "nullable"]);
/** Keywords that only describe: next to a reference they need no schema of their own. */
const NOTES = new Set([...Object.keys(metaData.properties), "example", "externalDocs", "xml"]);
const KNOWN = new Set([
  ...[SINGLE, LISTS, MAPS, DROPPED, NOTES].flatMap((keywords) => [...keywords]),
  ...Object.keys({ ...content.properties, ...validation.properties }),
  "dependencies",
  "format",
]);

/**
 * Reads schemas of any OpenAPI 3 document into the dialect of OpenAPI 3.1, references replaced. What has no effect
 * on requests, or cannot have any, is noted in `oddities`.
 */
export class SchemaReader {
  /** Schemas that refer to themselves, by the name that `#/$defs/` has for them. */
  readonly recursive: Record<string, RequestSchema> = {};
  /** Statements of the document without effect: unknown keywords, expressions that are none. */
  readonly oddities = new Set<string>();
  /** Names of the formats used, and where each stands first. */
  readonly formats = new Map<string, string>();
  readonly #read = new Map<object, RequestSchema>();
  readonly #names = new Map<object, string>();
  readonly #open = new Map<object, DocumentPlace>();
  readonly #places = new WeakMap<object, string>();
  readonly #sizes = new WeakMap<object, number>();

  constructor(private readonly resolver: ReferenceResolver) {}

  /**
   * @throws {LostReference} for a reference that leads nowhere
   * @throws {KitError} `DOCUMENT_INVALID` for a schema that is nested too deeply or multiplies itself
   */
  read(place: DocumentPlace): RequestSchema {
    const schema = this.#schema(place);
    if (this.#sizeOf(schema) > MOST_SCHEMAS) {
      throw invalidDocument(
        `${place.at}: with its references replaced it holds more than ${MOST_SCHEMAS} schemas`,
      );
    }
    for (const name of Object.keys(this.recursive)) this.#refuseEndless(name);
    const name = isJsonObject(place.node) ? this.#names.get(place.node) : undefined;
    return name === undefined ? schema : (this.recursive[name] ?? schema);
  }

  /** A schema may hold itself for the parts of a value, but not for the very same value. */
  #refuseEndless(name: string): void {
    const seen = new Set<unknown>();
    const waiting: unknown[] = [this.recursive[name]];
    while (waiting.length > 0) {
      const schema = waiting.pop();
      if (!isJsonObject(schema) || seen.has(schema)) continue;
      seen.add(schema);
      const reference = schema["$ref"];
      if (reference === `#/$defs/${name}`) {
        throw invalidDocument(
          `Circular $ref pointer found at ${this.placeOf(this.recursive[name]) ?? name}: the schema demands of a value what it demands of the same value`,
        );
      }
      if (typeof reference === "string") waiting.push(this.recursive[reference.slice("#/$defs/".length)]);
      for (const keyword of ["allOf", "anyOf", "oneOf"])
        waiting.push(...((schema[keyword] ?? []) as unknown[]));
      for (const keyword of ["not", "if", "then", "else"]) waiting.push(schema[keyword]);
    }
  }

  /** Where in the document a schema stands that was read; `undefined` for one that was put together. */
  placeOf(schema: unknown): string | undefined {
    return typeof schema === "object" && schema !== null ? this.#places.get(schema) : undefined;
  }

  #schema(place: DocumentPlace): RequestSchema {
    const { node, at } = place;
    // A value that is no schema is left for the check of the whole to name.
    if (!isJsonObject(node)) return node as RequestSchema;
    const known = this.#read.get(node);
    if (this.#open.has(node) || (known !== undefined && this.#names.has(node))) {
      return { $ref: `#/$defs/${this.#nameOf(node, this.#open.get(node)?.at ?? at)}` };
    }
    if (known !== undefined) return known;
    if (this.#open.size >= DEEPEST) {
      throw invalidDocument(`${at.slice(0, 200)}...: schemas are nested more than ${DEEPEST} levels deep`);
    }
    this.#open.set(node, place);
    const schema = this.#withReference(place, this.#keywords(place));
    this.#open.delete(node);
    this.#read.set(node, schema);
    if (typeof schema === "object" && !this.#places.has(schema)) this.#places.set(schema, at);
    const name = this.#names.get(node);
    if (name !== undefined) this.recursive[name] = schema;
    return schema;
  }

  #nameOf(node: object, at: string): string {
    const known = this.#names.get(node);
    if (known !== undefined) return known;
    const plain = (at.split("/").at(-1) ?? "").replaceAll(/[^A-Za-z0-9._-]/g, "-") || "Schema";
    const taken = new Set(this.#names.values());
    let name = plain;
    for (let number = 2; taken.has(name); number++) name = `${plain}-${number}`;
    this.#names.set(node, name);
    return name;
  }

  #withReference(place: DocumentPlace, own: JsonObject): RequestSchema {
    const node = place.node as JsonObject;
    const reference = node["$ref"] ?? node["$dynamicRef"];
    if (typeof reference !== "string") return own;
    const target = this.#schema(this.#follow(reference, place));
    const keys = Object.keys(own);
    if (keys.length === 0) return target;
    if (isJsonObject(target) && target["$ref"] === undefined && keys.every((key) => NOTES.has(key))) {
      const described = { ...target, ...own };
      this.#places.set(described, this.#places.get(target) ?? place.at);
      return described;
    }
    return { ...own, allOf: [target, ...((own["allOf"] ?? []) as RequestSchema[])] };
  }

  #follow(reference: string, place: DocumentPlace): DocumentPlace {
    try {
      return this.resolver.resolve(reference, place);
    } catch (error) {
      if (error instanceof LostReference) throw new LostReference(`${place.at}: ${error.message}`);
      throw error;
    }
  }

  #keywords(place: DocumentPlace): JsonObject {
    const node = place.node as JsonObject;
    const schema: Record<string, unknown> = {};
    for (const [keyword, value] of Object.entries(node)) {
      if (DROPPED.has(keyword)) continue;
      const inner = this.resolver.member(place, keyword);
      if (keyword === "items" && Array.isArray(value)) schema["prefixItems"] = this.#list(inner);
      else if (keyword === "additionalItems") {
        if (Array.isArray(node["items"])) schema["items"] = this.#schema(inner);
      } else if (SINGLE.has(keyword)) schema[keyword] = this.#schema(inner);
      else if (LISTS.has(keyword) && Array.isArray(value)) schema[keyword] = this.#list(inner);
      else if (MAPS.has(keyword) && isJsonObject(value)) schema[keyword] = this.#map(inner, keyword);
      else if (this.#isChecked(keyword, value, inner.at)) schema[keyword] = value;
    }
    this.#discriminate(place, schema);
    return sinceDraft6(schema, node["nullable"]);
  }

  #list(place: DocumentPlace): RequestSchema[] {
    return (place.node as unknown[]).map((_, index) => this.#schema(this.resolver.member(place, index)));
  }

  #map(place: DocumentPlace, keyword: string): JsonObject {
    const names = Object.keys(place.node as JsonObject).filter(
      (name) => keyword !== "patternProperties" || this.#isUsable(name, place.at),
    );
    return Object.fromEntries(
      names.map((name) => [name, this.#schema(this.resolver.member(place, name))] as const),
    );
  }

  #isChecked(keyword: string, value: unknown, at: string): boolean {
    if (keyword === "pattern") return this.#isUsable(value, at);
    if (keyword === "format" && typeof value === "string" && !this.formats.has(value))
      this.formats.set(value, at);
    if (!KNOWN.has(keyword) && !keyword.startsWith("x-"))
      this.oddities.add(`${at}: "${keyword}" is no keyword of a schema, and is not checked`);
    return true;
  }

  #isUsable(pattern: unknown, at: string): boolean {
    try {
      if (typeof pattern === "string") return expression(pattern) instanceof RegExp;
    } catch {
      // Told as any other value that is none.
    }
    this.oddities.add(
      `${at}: ${JSON.stringify(pattern)} is no regular expression of JavaScript, and is not checked`,
    );
    return false;
  }

  /** A branch that the discriminator names by a model takes that model alone, though its own schema may not say so. */
  #discriminate(place: DocumentPlace, schema: Record<string, unknown>): void {
    const node = place.node as JsonObject;
    const { discriminator } = node;
    if (!isJsonObject(discriminator) || !isJsonObject(discriminator["mapping"])) return;
    const property = String(discriminator["propertyName"]);
    const mapping = Object.entries(discriminator["mapping"]);
    for (const keyword of ["oneOf", "anyOf"]) {
      const branches: unknown = node[keyword];
      if (!Array.isArray(branches)) continue;
      schema[keyword] = (schema[keyword] as RequestSchema[]).map((branch, index) => {
        const target = this.#target(member(branches[index])["$ref"], place);
        const values = mapping.filter(([, to]) => this.#isNamedBy(to, target, place)).map(([value]) => value);
        return values.length === 0 ? branch : this.#only(branch, property, values);
      });
    }
  }

  #only(branch: RequestSchema, property: string, values: readonly string[]): RequestSchema {
    const known = member(branch, "properties", property);
    if (known["enum"] !== undefined || known["const"] !== undefined) return branch;
    const limited = { allOf: [branch, { properties: { [property]: { enum: values } } }] };
    const place = this.placeOf(branch);
    if (place !== undefined) this.#places.set(limited, place);
    return limited;
  }

  /** A mapping names a schema by reference, or by its name among the components. */
  #isNamedBy(name: unknown, target: unknown, from: DocumentPlace): boolean {
    if (target === undefined) return false;
    return [name, `#/components/schemas/${String(name)}`].some(
      (reference) => this.#target(reference, from) === target,
    );
  }

  #target(reference: unknown, from: DocumentPlace): unknown {
    try {
      return typeof reference === "string" ? this.resolver.resolve(reference, from).node : undefined;
    } catch (error) {
      if (error instanceof LostReference) return undefined;
      throw error;
    }
  }

  #sizeOf(schema: unknown): number {
    if (typeof schema !== "object" || schema === null) return 0;
    const known = this.#sizes.get(schema);
    if (known !== undefined) return known;
    let size = 1;
    for (const [keyword, value] of Object.entries(schema)) {
      if (SINGLE.has(keyword)) size += this.#sizeOf(value);
      else if (LISTS.has(keyword) || MAPS.has(keyword))
        for (const inner of Object.values((value ?? {}) as object)) size += this.#sizeOf(inner);
    }
    this.#sizes.set(schema, size);
    return size;
  }
}

/** Rewrites what OpenAPI 3.0 takes from draft 4 of JSON Schema as later drafts have it. */
function sinceDraft6(schema: JsonObject, nullable: unknown): JsonObject {
  const { exclusiveMinimum, exclusiveMaximum, minimum, maximum, type, ...others } = schema;
  return {
    ...others,
    ...bound("minimum", minimum, exclusiveMinimum),
    ...bound("maximum", maximum, exclusiveMaximum),
    ...(type === undefined
      ? {}
      : { type: nullable === true && typeof type === "string" ? [type, "null"] : type }),
  };
}

/** Draft 4 says of a bound whether it is exclusive; later drafts know two bounds. */
function bound(name: "minimum" | "maximum", limit: unknown, exclusive: unknown): JsonObject {
  const exclusiveName = name === "minimum" ? "exclusiveMinimum" : "exclusiveMaximum";
  if (exclusive === true) return limit === undefined ? {} : { [exclusiveName]: limit };
  return {
    ...(limit === undefined ? {} : { [name]: limit }),
    ...(exclusive === undefined || exclusive === false ? {} : { [exclusiveName]: exclusive }),
  };
}

/** Expressions are read as Unicode first, as JSON Schema has it; many are written for readers that escape more freely. */
export function expression(pattern: string): RegExp {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return new RegExp(pattern);
  }
}
