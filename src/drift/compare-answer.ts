import { isJsonObject } from "../text/is-json-object.js";
import { type ValueChange, valueChanges } from "./compare-values.js";
import { type Difference, type DriftSeverity, difference } from "./drift-finding.js";
import { plainSchema, valueText } from "./plain-schema.js";
import { covers, typeOf } from "./schema-draft.js";
import type { DriftDocument, SchemaNode } from "./schema-node.js";
import {
  type Documents,
  memberDifferences,
  memberName,
  type SchemaPair,
  schemaPairs,
} from "./schema-pair.js";

/**
 * Compares the schemas of an answer: a client must find there all that it reads here, and should have met here all
 * that it finds there. That the bundled contract promises more (required members, patterns) is no difference.
 *
 * @param name - what stands before each member's name, such as `"200 "`
 */
export function compareAnswer(
  compared: Documents,
  name: string,
  ours: SchemaNode,
  published: SchemaNode,
): Difference[] {
  return schemaPairs({ ...compared, unites: true }, name, ours, published).flatMap((pair) => [
    ...valueChanges(pair.ours, pair.published).flatMap((change) => valueDifference(pair, change)),
    ...memberDifferences(pair, "field", () => ({ published: "a field" })),
  ]);
}

/** Keywords by which an answer cannot become unreadable. */
const MILD = /^(?:m(?:in|ax)|pattern|format|multipleOf|uniqueItems)/;

function valueDifference({ name, published: { at } }: SchemaPair, change: ValueChange): Difference[] {
  const { keyword, below, ours, published } = change;
  const judged = severityOf(keyword, change.change);
  if (judged === undefined) return [];
  const { severity, meaning } = judged;
  const pointer = `${at}${below}`;
  return [
    { severity, change: keyword, part: "answer", parameter: name.trim(), ours, published, meaning, pointer },
  ];
}

function severityOf(
  keyword: string,
  direction: ValueChange["change"],
): { readonly severity: DriftSeverity; readonly meaning: string } | undefined {
  const isNarrower = direction === "narrower";
  if (keyword === "pattern" && direction === "wider") return undefined;
  if (/^(?:if|then|else|not|additionalProperties|propertyNames)$/.test(keyword)) {
    return isNarrower || direction === "other"
      ? undefined
      : { severity: "info", meaning: "further members may come" };
  }
  if (MILD.test(keyword)) return { severity: "warning", meaning: "the service answers within other bounds" };
  if (keyword === "type" || keyword === "items") {
    return { severity: "critical", meaning: "a client reads another type there than here" };
  }
  if (keyword !== "enum")
    return { severity: "critical", meaning: "the answer is built in another way there" };
  return isNarrower
    ? { severity: "warning", meaning: "the service no longer lists values that the mock may send" }
    : { severity: "critical", meaning: "a client meets values there that the mock never sends" };
}

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
  if (plain.types !== undefined && !covers(plain.types, type)) {
    return [difference("type", name.trim(), { ours: [...plain.types].join(" or "), published: type })];
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
  if (!isJsonObject(example) || plain.properties.size === 0) return [];
  return Object.entries(example).flatMap(([member, value]): Difference[] => {
    const inner = plain.properties.get(member);
    const parameter = memberName(name, member);
    return inner === undefined
      ? [difference("field-added", parameter, { published: "a field" })]
      : compareExample(ours, parameter, inner, value);
  });
}
