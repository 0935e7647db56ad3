import { isJsonObject, type JsonObject } from "../text/is-json-object.js";
import { type Difference, difference } from "./difference.js";
import { plainSchema, type SchemaNode, valueText } from "./plain-schema.js";
import { type JsonType, typeOf } from "./schema-draft.js";
import type { DriftDocument } from "./schema-node.js";
import { memberName } from "./schema-pair.js";

/**
 * Compares an answer that a page shows with the schema of the bundled contract: fields, types and values that are not in
 * it. What an example leaves out says nothing.
 *
 * @param name - what stands before each member's name, such as `"200 "`
 */
export function compareExample(
  ours: DriftDocument,
  name: string,
  node: SchemaNode,
  example: unknown,
): Difference[] {
  const plain = plainSchema(ours, node, { unites: true });
  const type = typeOf(example);
  const types = plain.types ?? new Set<JsonType>([type]);
  if (!types.has(type) && !(type === "integer" && types.has("number"))) {
    return [difference("type", name.trim(), { ours: [...types].join(" or "), published: type })];
  }
  if (plain.values !== undefined && !plain.values.some((value) => valueText(value) === valueText(example))) {
    return [difference("enum", name.trim(), { ours: plain.values, published: example })];
  }
  if (Array.isArray(example)) {
    const { items } = plain;
    return items === undefined
      ? []
      : example.flatMap((item: unknown) => compareExample(ours, `${name}[]`, items, item));
  }
  return isJsonObject(example) && plain.properties.size > 0
    ? memberDifferences(ours, name, plain.properties, example)
    : [];
}

function memberDifferences(
  ours: DriftDocument,
  name: string,
  properties: ReadonlyMap<string, SchemaNode>,
  example: JsonObject,
): Difference[] {
  return Object.entries(example).flatMap(([member, value]): Difference[] => {
    const inner = properties.get(member);
    const parameter = memberName(name, member);
    return inner === undefined
      ? [difference("field-added", parameter, { published: "a field" })]
      : compareExample(ours, parameter, inner, value);
  });
}
