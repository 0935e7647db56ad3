import { canonicalJson } from "../text/canonical-json.js";
import { isJsonObject, type JsonObject } from "../text/is-json-object.js";

/** Keywords that say nothing about which values fit. */
const REMARKS = new Set(["title", "description", "example", "examples", "default", "not", "externalDocs"]);

/**
 * The cases of an answer as one schema: a member is there when a case has it, and is what any of them makes of it. Which
 * members come together is lost.
 *
 * @param cases - references followed
 * @returns `undefined` where a case is no object with named members
 */
export function unitedSchema(cases: readonly unknown[]): JsonObject | undefined {
  const objects = cases.filter(
    (one): one is JsonObject => isJsonObject(one) && isJsonObject(one["properties"]),
  );
  if (cases.length < 2 || objects.length < cases.length) return undefined;
  const members = new Map<string, unknown[]>();
  for (const { properties } of objects) {
    for (const [name, schema] of Object.entries(properties as JsonObject)) {
      // A case says so that it does not have the member.
      if (schema !== false) members.set(name, [...(members.get(name) ?? []), schema]);
    }
  }
  const required = objects
    .map(({ required: names }) => (Array.isArray(names) ? (names as string[]) : []))
    .reduce((one, other) => one.filter((name) => other.includes(name)));
  return {
    type: "object",
    required,
    properties: Object.fromEntries([...members].map(([name, schemas]) => [name, either(schemas)])),
  };
}

/** A schema that takes what any of several does. */
function either(schemas: readonly unknown[]): unknown {
  const distinct = [...new Map(schemas.map((schema) => [canonicalJson(bare(schema), 100), schema])).values()];
  const [only] = distinct;
  if (distinct.length === 1) return only;
  const objects = distinct.filter(isJsonObject);
  if (objects.length < distinct.length) return { anyOf: distinct };
  const lists = objects.map(listed);
  if (lists.every((list) => list !== undefined)) return { enum: lists.flat() };
  return unitedSchema(objects) ?? ranged(objects) ?? { anyOf: distinct };
}

/** Without remarks, and lists of values without the type that they show anyway. */
function bare(schema: unknown): unknown {
  if (!isJsonObject(schema)) return schema;
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !REMARKS.has(keyword)));
}

/** The values that a schema lists. */
export function listed(schema: JsonObject): readonly unknown[] | undefined {
  if (Array.isArray(schema["enum"])) return schema["enum"] as readonly unknown[];
  return Object.hasOwn(schema, "const") ? [schema["const"]] : undefined;
}

/** Numbers of one type between other bounds: the widest of them. */
function ranged(schemas: readonly JsonObject[]): JsonObject | undefined {
  const ranges = schemas.map((schema) => {
    const values = listed(schema)?.filter((value) => typeof value === "number");
    if (values === undefined) return schema;
    return { type: schema["type"] ?? "integer", minimum: Math.min(...values), maximum: Math.max(...values) };
  });
  const [first] = ranges;
  const isRange = (schema: JsonObject) =>
    schema["type"] === first?.["type"] &&
    Object.keys(bare(schema) as JsonObject).every((keyword) =>
      ["type", "minimum", "maximum"].includes(keyword),
    );
  if (!/^(?:integer|number)$/.test(String(first?.["type"])) || !ranges.every(isRange)) return undefined;
  const bounds = (keyword: string) =>
    ranges.map((schema) => schema[keyword]).filter((one) => typeof one === "number");
  const [low, high] = [bounds("minimum"), bounds("maximum")];
  return {
    type: first?.["type"],
    ...(low.length < ranges.length ? {} : { minimum: Math.min(...low) }),
    ...(high.length < ranges.length ? {} : { maximum: Math.max(...high) }),
  };
}
