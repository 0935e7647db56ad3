import { isJsonObject } from "../contract/is-json-object.js";
import { type DriftDocument, followed, type Json, type Located } from "./schema-node.js";
import { SILENT } from "./silent-keywords.js";
import { valueText } from "./value-text.js";

/** Keywords that a case of an object may have beside those that demand nothing. */
const KNOWN = new Set(["type", "required", "properties", "not"]);

/**
 * Cases of an object, such as a task by its status, as the one object that a page without cases describes: a member
 * of any case is a member, what each case requires is required, listed values add up.
 *
 * @returns `undefined` where the choices are something else
 */
export function joinedChoices(document: DriftDocument, choices: readonly Located[]): Located | undefined {
  const cases = choices.map((choice) => followed(document, choice));
  const objects = cases.map(({ value }) => value).filter(isCase);
  const [first] = cases;
  if (first === undefined || objects.length < choices.length) return undefined;
  const names = new Set(objects.flatMap(({ properties }) => Object.keys(properties)));
  const properties = [...names].map((name) => [
    name,
    joined(objects.map((object) => object.properties[name]).filter((schema) => schema !== undefined)),
  ]);
  const required = [...names].filter((name) => objects.every((object) => object.required.includes(name)));
  return {
    value: { type: "object", properties: Object.fromEntries(properties) as Json, required },
    at: first.at,
  };
}

interface Case {
  readonly type: "object";
  readonly properties: Json;
  readonly required: readonly string[];
}

function isCase(value: unknown): value is Case {
  return (
    isJsonObject(value) &&
    value["type"] === "object" &&
    isJsonObject(value["properties"]) &&
    Array.isArray(value["required"]) &&
    Object.keys(value).every((key) => KNOWN.has(key) || SILENT.has(key))
  );
}

/** What a member may be in any of the cases; prose and examples of the first stand for all. */
function joined(schemas: readonly unknown[]): unknown {
  const [first] = schemas;
  const texts = new Set(schemas.map((schema) => valueText(bare(schema))));
  if (texts.size === 1) return first;
  const lists = schemas.map((schema) => (isJsonObject(schema) ? schema["enum"] : undefined));
  if (lists.every((list) => Array.isArray(list))) return { enum: lists.flat() as unknown[] };
  return { anyOf: schemas };
}

function bare(schema: unknown): unknown {
  if (!isJsonObject(schema)) return schema;
  const { description: _description, example: _example, examples: _examples, ...rest } = schema;
  return rest;
}
