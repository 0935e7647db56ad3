import type { ParameterSchema } from "../../contract/model-contract.js";
import { isJsonObject, type JsonObject } from "../../text/is-json-object.js";
import { member } from "./document-parts.js";
import type { RequestSchema } from "./schema-reader.js";

/** Keywords that a schema may have beside the one branch that is left of it, and still be that branch. */
const ASIDE: ReadonlySet<string> = new Set(["allOf", "description", "title", "type"]);

/**
 * The models that a request schema names: by what it demands (`enum`, `const`), else by what it shows (`default`,
 * `example`, `examples`). Branches of `oneOf`, `anyOf` and `allOf` count.
 */
export function modelsNamed(schema: RequestSchema): readonly string[] {
  return [...new Set(demanded(schema) ?? shown(schema))];
}

/**
 * A request schema narrowed to one model: branches that name others are gone, and the one that remains stands in
 * their place, so that findings are about it alone. The schema itself where nothing goes.
 */
export function schemaOf(model: string, schema: RequestSchema): RequestSchema {
  if (!isJsonObject(schema)) return schema;
  let narrowed: JsonObject = schema;
  for (const keyword of ["oneOf", "anyOf"]) {
    const branches = partsOf(schema, keyword);
    const fitting = branches.filter((branch) => {
      const models = modelsNamed(branch);
      return models.length === 0 || models.includes(model);
    });
    if (fitting.length === 0 || (fitting.length === branches.length && branches.length > 1)) continue;
    const { [keyword]: _all, ...rest } = narrowed;
    narrowed =
      fitting.length > 1
        ? { ...rest, [keyword]: fitting }
        : { ...rest, allOf: [...partsOf(narrowed, "allOf"), ...fitting] };
  }
  const parts = partsOf(narrowed, "allOf");
  const inner = parts.map((part) => schemaOf(model, part));
  if (inner.some((part, index) => part !== parts[index])) narrowed = { ...narrowed, allOf: inner };
  const [only, ...more] = inner;
  const isBranch = more.length === 0 && Object.keys(narrowed).every((key) => ASIDE.has(key));
  return only !== undefined && isBranch && isJsonObject(only) ? schemaOf(model, only) : narrowed;
}

/** Models beside which a schema accepts none; `undefined` where it leaves that open. */
function demanded(schema: RequestSchema): readonly string[] | undefined {
  return common(schema, demanded, valuesOf(modelIn(schema)));
}

function shown(schema: RequestSchema): readonly string[] {
  const inBranches = partsOf(schema, "oneOf", "anyOf", "allOf").flatMap(modelsNamed);
  return inBranches.length > 0 ? inBranches : samplesOf(modelIn(schema));
}

/** The strings that a schema allows alone; `undefined` where it allows more. */
function valuesOf(schema: unknown): readonly string[] | undefined {
  const { enum: listed, const: only } = member(schema);
  return common(
    schema,
    valuesOf,
    Array.isArray(listed) ? listed.filter((value) => typeof value === "string") : undefined,
    typeof only === "string" ? [only] : undefined,
  );
}

function samplesOf(schema: unknown): readonly string[] {
  const { default: standard, example, examples } = member(schema);
  const own = [standard, example, ...(Array.isArray(examples) ? (examples as unknown[]) : [])];
  return [
    ...own.filter((value) => typeof value === "string" && value !== ""),
    ...partsOf(schema, "allOf", "oneOf", "anyOf").flatMap(samplesOf),
  ] as string[];
}

/** What a schema itself, all parts of its `allOf`, and each of its branches agree on; `undefined` where none says. */
function common(
  schema: unknown,
  read: (part: RequestSchema) => readonly string[] | undefined,
  ...own: readonly (readonly string[] | undefined)[]
): readonly string[] | undefined {
  const branches = ["oneOf", "anyOf"].map((keyword) => {
    const all = partsOf(schema, keyword).map(read);
    const known = all.filter((values) => values !== undefined);
    return all.length > 0 && known.length === all.length ? known.flat() : undefined;
  });
  const known = [...own, ...partsOf(schema, "allOf").map(read), ...branches].filter(
    (values) => values !== undefined,
  );
  return known.length === 0
    ? undefined
    : known.reduce((all, next) => all.filter((value) => next.includes(value)));
}

function modelIn(schema: RequestSchema): unknown {
  return member(schema, "properties")["model"];
}

/** The schemas of keywords such as `allOf`; none where there is no list. */
function partsOf(schema: unknown, ...keywords: readonly string[]): readonly RequestSchema[] {
  return keywords.flatMap((keyword) => {
    const parts = member(schema)[keyword];
    return Array.isArray(parts) ? (parts as RequestSchema[]) : [];
  });
}

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
  for (const [name, property] of Object.entries(member(schema, "properties")))
    add(name, property as RequestSchema);
  for (const part of [...partsOf(schema, "allOf", "oneOf", "anyOf"), schema["then"], schema["else"]]) {
    for (const [name, schemas] of statedIn(part as RequestSchema)) add(name, ...schemas);
  }
  return found;
}

function requiredBy(schema: RequestSchema): Set<string> {
  if (!isJsonObject(schema)) return new Set();
  const { required } = schema;
  const all = new Set<string>(Array.isArray(required) ? required.map(String) : []);
  for (const part of partsOf(schema, "allOf")) for (const name of requiredBy(part)) all.add(name);
  for (const keyword of ["oneOf", "anyOf"]) {
    const [first, ...more] = partsOf(schema, keyword).map(requiredBy);
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
  const { allOf: _parts, $ref, ...own } = schema;
  if (depth > 8) return own;
  const target = typeof $ref === "string" ? recursive[$ref.slice("#/$defs/".length)] : undefined;
  const parts = target === undefined ? partsOf(schema, "allOf") : [target];
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
  const inner = partsOf(schema, "allOf", "oneOf", "anyOf").map(othersOf);
  return inner.find((others) => others !== "ignored") ?? "ignored";
}
