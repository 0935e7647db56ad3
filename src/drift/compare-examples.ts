import { isJsonObject, type JsonObject } from "../text/is-json-object.js";
import type { Difference } from "./drift-finding.js";
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
  const base = { severity: "critical", part: "answer", parameter: name.trim() } as const;
  const type = typeOf(example);
  const types = plain.types ?? new Set<JsonType>([type]);
  if (!types.has(type) && !(type === "integer" && types.has("number"))) {
    return [
      {
        ...base,
        change: "type",
        ours: [...types].join(" or "),
        published: type,
        meaning: "a client reads another type there than here",
      },
    ];
  }
  if (plain.values !== undefined && !plain.values.some((value) => valueText(value) === valueText(example))) {
    return [
      {
        ...base,
        change: "enum",
        ours: plain.values,
        published: example,
        meaning: "a client meets values there that the mock never sends",
      },
    ];
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
    if (inner !== undefined) return compareExample(ours, parameter, inner, value);
    return [
      {
        severity: "warning",
        change: "field-added",
        part: "answer",
        parameter,
        published: "a field",
        meaning: "the mock never sends it",
      },
    ];
  });
}
