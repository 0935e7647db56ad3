import { canonicalJson } from "../text/canonical-json.js";
import { isJsonObject, type JsonObject } from "../text/is-json-object.js";
import { ownMember } from "../text/own-member.js";
import {
  BOUNDED,
  type BoundKeyword,
  type JsonType,
  type PlainSchema,
  type SchemaDraft,
  settled,
  signOf,
  TYPES,
} from "./schema-draft.js";
import {
  broken,
  type DriftDocument,
  followed,
  itemsOf,
  type Located,
  membersOf,
  type SchemaNode,
  target,
} from "./schema-node.js";
import { listed, unitedSchema } from "./united-schema.js";

/** Keywords that say nothing about which values fit. */
const SILENT = new Set([
  ..."title description example examples externalDocs xml discriminator $comment $id $schema $anchor".split(
    " ",
  ),
  ..."$defs definitions readOnly writeOnly contentEncoding contentMediaType contentSchema".split(" "),
]);
const DEEPEST = 200;

/** How schemas to choose from are read. */
export interface ChoiceReading {
  /** Of several that are told apart by `model`, the one that names it is meant. */
  readonly model?: string | undefined;
  /** The cases of an answer count as one schema with the members of all. */
  readonly unites?: boolean;
}

/**
 * Takes a schema apart into the sets that it stands for.
 *
 * @throws {KitError} `DOCUMENT_INVALID` for a reference that leads nowhere, or a keyword of a wrong type
 */
export function plainSchema(
  document: DriftDocument,
  node: SchemaNode,
  reading: ChoiceReading = {},
): PlainSchema {
  const draft: SchemaDraft = {
    at: node[0]?.at ?? "",
    types: undefined,
    values: undefined,
    bounds: new Map(),
    exact: new Map(),
    properties: new Map(),
    required: new Set(),
    items: undefined,
    others: undefined,
    default: undefined,
    isDeprecated: false,
    opaque: new Map(),
  };
  const seen = new Set<string>();
  const waiting = [...node];
  for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
    // A schema within itself adds nothing and ends here.
    if (seen.has(part.at)) continue;
    seen.add(part.at);
    waiting.unshift(...addPart(document, draft, part, reading));
  }
  return settled(draft);
}

/** Adds one schema to the draft; returns the schemas that it refers to. */
function addPart(
  document: DriftDocument,
  draft: SchemaDraft,
  { value: schema, at }: Located,
  reading: ChoiceReading,
): Located[] {
  if (schema === false) draft.types = new Set();
  if (typeof schema === "boolean") return [];
  if (!isJsonObject(schema)) throw broken(document, at, "a schema is an object, true or false");
  const further: Located[] = [];
  for (const [keyword, value] of Object.entries(schema)) {
    if (value === undefined || SILENT.has(keyword) || keyword.startsWith("x-")) continue;
    const here: Located = { value, at: `${at}/${keyword}` };
    const add = ownMember(keywords, keyword) ?? addOpaque;
    add(draft, { document, keyword, here, schema, at, reading, further });
  }
  return further;
}

/** A keyword of a schema, and what stands around it. */
interface StatedKeyword {
  readonly document: DriftDocument;
  readonly keyword: string;
  readonly here: Located;
  readonly schema: JsonObject;
  /** Where the schema stands. */
  readonly at: string;
  readonly reading: ChoiceReading;
  /** Takes the schemas that the keyword refers to. */
  readonly further: Located[];
}

type AddKeyword = (draft: SchemaDraft, stated: StatedKeyword) => void;

const keywords: Readonly<Record<string, AddKeyword>> = {
  $ref: (draft, { document, here, at, further }) => {
    if (typeof here.value !== "string") throw broken(document, here.at, "a reference is a string");
    const led = target(document, here.value, at);
    if (draft.at === at) draft.at = led.at;
    further.push(led);
  },
  allOf: (_draft, { document, here, further }) => further.push(...schemasOf(document, here)),
  anyOf: addChoices,
  oneOf: addChoices,
  type: (draft, { document, here, schema }) => {
    draft.types = both(draft.types, typesOf(document, here, schema));
  },
  nullable: () => undefined,
  enum: (draft, { document, here, schema }) => {
    const values = listAt(document, here, "it is a list of values");
    draft.values = common(draft.values, schema["nullable"] === true ? [...values, null] : values);
  },
  const: (draft, { here }) => {
    draft.values = common(draft.values, [here.value]);
  },
  ...Object.fromEntries(
    [...Object.keys(BOUNDED), "exclusiveMinimum", "exclusiveMaximum"].map((name) => [name, addBound]),
  ),
  ...Object.fromEntries(["pattern", "format", "multipleOf", "uniqueItems"].map((name) => [name, addExact])),
  properties: (draft, { document, here }) => {
    if (!isJsonObject(here.value)) throw broken(document, here.at, "it is an object of schemas");
    for (const [name, property] of membersOf(here)) {
      draft.properties.set(name, [...(draft.properties.get(name) ?? []), property]);
    }
  },
  required: (draft, { document, here }) => {
    for (const name of listAt(document, here, "it is a list of names")) draft.required.add(String(name));
  },
  items: (draft, { here }) => {
    draft.items = [...(draft.items ?? []), here];
  },
  additionalProperties: (draft, { here }) => {
    if (here.value === false || draft.others === false) draft.others = false;
    else if (here.value !== true) draft.others = [...(draft.others ?? []), here];
  },
  default: (draft, { here }) => {
    draft.default ??= here.value;
  },
  deprecated: (draft, { here }) => {
    draft.isDeprecated ||= here.value === true;
  },
};

/** Adds a bound; in draft 4 a flag beside it makes it exclusive, later drafts have keywords for those that are. */
function addBound({ bounds }: SchemaDraft, { document, keyword, here, schema }: StatedKeyword): void {
  const isExclusive = keyword.startsWith("exclusive");
  if (isExclusive && typeof here.value === "boolean") return;
  if (typeof here.value !== "number") throw broken(document, here.at, "it is a number");
  const name = keyword.replace("exclusiveM", "m") as BoundKeyword;
  const exclusive = isExclusive || schema[name.replace("m", "exclusiveM")] === true;
  const known = bounds.get(name);
  const further = known === undefined ? 1 : (here.value - known.value) * signOf(name);
  if (further > 0 || (further === 0 && exclusive)) bounds.set(name, { value: here.value, exclusive });
}

function addExact(draft: SchemaDraft, stated: StatedKeyword): void {
  const { keyword, here } = stated;
  if (draft.exact.has(keyword) && draft.exact.get(keyword) !== here.value) addOpaque(draft, stated);
  else if (here.value !== false) draft.exact.set(keyword, here.value);
}

/** A keyword whose value is compared as it is written. */
function addOpaque(draft: SchemaDraft, { document, keyword, here }: StatedKeyword): void {
  const text = canonicalJson(here.value, DEEPEST);
  if (text === undefined) {
    throw broken(document, here.at, `it is nested more than ${DEEPEST} levels deep`);
  }
  draft.opaque.set(keyword, `${draft.opaque.get(keyword) ?? ""}${text}`);
}

/** Schemas to choose from: what they come down to, where that is plain. */
function addChoices(draft: SchemaDraft, stated: StatedKeyword): void {
  const { document, here, reading, further } = stated;
  const { model, unites } = reading;
  let choices = schemasOf(document, here);
  if (model !== undefined && choices.length > 1) {
    const named = choices.filter((choice) => namesModel(document, choice, model));
    if (named.length > 0) choices = named;
  }
  if (choices.length === 1) {
    further.push(...choices);
    return;
  }
  const united =
    unites === true ? unitedSchema(choices.map((choice) => followed(document, choice).value)) : undefined;
  const lists = choices.map(({ value }) => listedValues(value));
  const bare = choices.map((choice) => bareTypes(document, choice));
  if (united !== undefined) further.push({ value: united, at: here.at });
  else if (lists.every((list) => list !== undefined)) draft.values = common(draft.values, lists.flat());
  else if (bare.every((types) => types !== undefined)) {
    draft.types = both(draft.types, new Set(bare.flatMap((types) => [...types])));
  } else addOpaque(draft, stated);
}

/** Whether a schema's `model` lists a model id. */
function namesModel(document: DriftDocument, choice: Located, model: string): boolean {
  const property = plainSchema(document, [choice]).properties.get("model");
  return property !== undefined && plainSchema(document, property).values?.includes(model) === true;
}

/** The values of a schema that lists them and says nothing else but their type. */
function listedValues(schema: unknown): readonly unknown[] | undefined {
  if (!isJsonObject(schema)) return undefined;
  const told = Object.keys(schema).filter((key) => !SILENT.has(key));
  return told.every((key) => ["enum", "const", "type"].includes(key)) ? listed(schema) : undefined;
}

/** The types of a schema that states nothing else. */
function bareTypes(document: DriftDocument, choice: Located): ReadonlySet<JsonType> | undefined {
  const { value } = choice;
  if (!isJsonObject(value)) return undefined;
  const stated = Object.keys(value).filter((key) => !SILENT.has(key));
  return stated.length === 1 && stated[0] === "type"
    ? typesOf(document, { value: value["type"], at: `${choice.at}/type` }, value)
    : undefined;
}

function listAt(document: DriftDocument, { value, at }: Located, kind: string): readonly unknown[] {
  if (!Array.isArray(value)) throw broken(document, at, kind);
  return value;
}

function schemasOf(document: DriftDocument, here: Located): readonly Located[] {
  listAt(document, here, "it is a list of schemas");
  return itemsOf(here);
}

function typesOf(document: DriftDocument, { value, at }: Located, schema: JsonObject): Set<JsonType> {
  const names: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (!names.every((name) => TYPES.includes(name as JsonType)))
    throw broken(document, at, "it is no type of JSON Schema");
  const types = new Set(names as JsonType[]);
  if (schema["nullable"] === true) types.add("null");
  if (types.has("number")) types.delete("integer");
  return types;
}

function both(one: ReadonlySet<JsonType> | undefined, other: ReadonlySet<JsonType>): ReadonlySet<JsonType> {
  if (one === undefined) return other;
  const types = new Set([...one].filter((type) => other.has(type)));
  if ((one.has("integer") && other.has("number")) || (other.has("integer") && one.has("number"))) {
    types.add("integer");
  }
  return types;
}

/** The values that both lists have; what equal JSON is, is equal. */
function common(one: readonly unknown[] | undefined, other: readonly unknown[]): readonly unknown[] {
  if (one === undefined) return other;
  const known = new Set(other.map(valueText));
  return one.filter((value) => known.has(valueText(value)));
}

/** A value as text, to compare it by. */
export function valueText(value: unknown): string {
  return canonicalJson(value, DEEPEST) ?? "too deep";
}
