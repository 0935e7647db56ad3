import type { ParameterSchema } from "../../contract/model-contract.js";
import { isJsonObject } from "../../text/is-json-object.js";
import { schemasIn } from "./request-models.js";
import type { RequestSchema } from "./schema-reader.js";

/** The parameters of a request schema, wherever in it they are stated. */
export interface RequestParameters {
  /** Parameters that every accepted body has. */
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, ParameterSchema>>;
  /** The schemas of the parameters as they stand in the document. */
  readonly stated: ReadonlyMap<string, RequestSchema>;
  /** How a parameter that the schema does not state is treated. */
  readonly others: "ignored" | "taken" | "refused";
}

/** Joins what a schema says itself with what its `allOf` parts, and its branches, say. */
export function requestParameters(
  schema: RequestSchema,
  recursive: Readonly<Record<string, RequestSchema>>,
): RequestParameters {
  const stated = new Map<string, RequestSchema>();
  const properties: Record<string, ParameterSchema> = {};
  for (const [name, schemas] of statedIn(schema)) {
    const known = schemas.map((one) => flat(one, recursive));
    properties[name] = known.reduce(either);
    stated.set(name, schemas[0] ?? true);
  }
  return { required: [...requiredBy(schema)], properties, stated, others: othersOf(schema) };
}

function statedIn(schema: RequestSchema): Map<string, RequestSchema[]> {
  const found = new Map<string, RequestSchema[]>();
  if (!isJsonObject(schema)) return found;
  const add = (name: string, ...schemas: RequestSchema[]) =>
    found.set(name, [...(found.get(name) ?? []), ...schemas]);
  const own = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  for (const [name, property] of Object.entries(own)) add(name, property as RequestSchema);
  const inner = ["allOf", "oneOf", "anyOf"].flatMap((keyword) => schemasIn(schema[keyword]));
  for (const part of [...inner, schema["then"], schema["else"]]) {
    for (const [name, schemas] of statedIn(part as RequestSchema)) add(name, ...schemas);
  }
  return found;
}

function requiredBy(schema: RequestSchema): Set<string> {
  if (!isJsonObject(schema)) return new Set();
  const { required } = schema;
  const all = new Set<string>(Array.isArray(required) ? required.map(String) : []);
  for (const part of schemasIn(schema["allOf"])) for (const name of requiredBy(part)) all.add(name);
  for (const keyword of ["oneOf", "anyOf"]) {
    const [first, ...more] = schemasIn(schema[keyword]).map(requiredBy);
    for (const name of first ?? []) if (more.every((names) => names.has(name))) all.add(name);
  }
  return all;
}

/** A parameter's own keywords and those of its parts in one object; what branches say apart stays in them. */
function flat(
  schema: RequestSchema,
  recursive: Readonly<Record<string, RequestSchema>>,
  depth = 0,
): ParameterSchema {
  if (!isJsonObject(schema)) return {};
  const { allOf, $ref, ...own } = schema;
  if (depth > 8) return own;
  const target = typeof $ref === "string" ? recursive[$ref.slice("#/$defs/".length)] : undefined;
  const parts = target === undefined ? schemasIn(allOf) : [target];
  return Object.assign({}, ...parts.map((part) => flat(part, recursive, depth + 1)), own) as ParameterSchema;
}

/** A parameter that branches state apart: values that either lists are values of it. */
function either(one: ParameterSchema, other: ParameterSchema): ParameterSchema {
  if (one.enum === undefined || other.enum === undefined) return { ...other, ...one };
  return { ...other, ...one, enum: [...new Set([...one.enum, ...other.enum])] };
}

function othersOf(schema: RequestSchema): RequestParameters["others"] {
  if (!isJsonObject(schema)) return "ignored";
  if (schema["patternProperties"] !== undefined) return "taken";
  for (const keyword of ["additionalProperties", "unevaluatedProperties"]) {
    const value = schema[keyword];
    if (value === false) return "refused";
    if (value !== undefined) return "taken";
  }
  const inner = ["allOf", "oneOf", "anyOf"].flatMap((keyword) => schemasIn(schema[keyword])).map(othersOf);
  return inner.find((others) => others !== "ignored") ?? "ignored";
}
