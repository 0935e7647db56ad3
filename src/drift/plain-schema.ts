import { canonicalJson } from "../text/canonical-json.js";
import { isJsonObject, type JsonObject } from "../text/is-json-object.js";
import { ownMember } from "../text/own-member.js";
import {
  type CountKeyword,
  type JsonType,
  type RangeEnd,
  type SchemaDraft,
  settled,
} from "./schema-draft.js";
import {
  broken,
  type DriftDocument,
  followed,
  itemsOf,
  type Located,
  membersOf,
  target,
} from "./schema-node.js";
import { unitedSchema } from "./united-schema.js";

/** A schema as several that must all hold: what references, `allOf` and single choices come down to. */
export type SchemaNode = readonly Located[];

/** A schema as the sets it stands for, however it is written. */
export interface PlainSchema {
  /** Where it stands; the place that its references lead to. */
  readonly at: string;
  /** Absent: any. */
  readonly types: ReadonlySet<JsonType> | undefined;
  /** All values that there are, where they are listed. */
  readonly values: readonly unknown[] | undefined;
  readonly lowest: RangeEnd | undefined;
  readonly highest: RangeEnd | undefined;
  readonly counts: Readonly<Partial<Record<CountKeyword, number | undefined>>>;
  /** `pattern`, `format`, `multipleOf`, `uniqueItems`: equal or not, no more is known of them. */
  readonly exact: ReadonlyMap<string, unknown>;
  readonly properties: ReadonlyMap<string, SchemaNode>;
  readonly required: ReadonlySet<string>;
  readonly items: SchemaNode | undefined;
  /** Members beside the named ones: anything (absent), nothing (`false`), or what fits. */
  readonly others: SchemaNode | false | undefined;
  readonly default: unknown;
  readonly isDeprecated: boolean;
  /** Keywords whose values cannot be compared as sets, in canonical JSON. */
  readonly opaque: ReadonlyMap<string, string>;
}

/** Keywords that say nothing about which values fit. */
const SILENT = new Set([
  ..."title description example examples externalDocs xml discriminator $comment $id $schema $anchor".split(
    " ",
  ),
  ..."$defs definitions readOnly writeOnly contentEncoding contentMediaType contentSchema".split(" "),
]);
const COUNTS = ["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"] as const;
const EXACT = new Set(["pattern", "format", "multipleOf", "uniqueItems"]);
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
    lowest: undefined,
    highest: undefined,
    counts: {},
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
  part: Located,
  reading: ChoiceReading,
): Located[] {
  const { value, at } = part;
  if (value === true) return [];
  if (value === false) {
    draft.types = new Set();
    return [];
  }
  if (!isJsonObject(value)) throw broken(document, at, "a schema is an object, true or false");
  const further: Located[] = [];
  for (const [keyword, stated] of Object.entries(value)) {
    if (stated === undefined || SILENT.has(keyword) || keyword.startsWith("x-")) continue;
    const here: Located = { value: stated, at: `${at}/${keyword}` };
    if (keyword === "$ref") {
      if (typeof stated !== "string") throw broken(document, here.at, "a reference is a string");
      const led = target(document, stated, at);
      if (draft.at === at) draft.at = led.at;
      further.push(led);
    } else if (keyword === "allOf") {
      further.push(...schemasOf(document, here));
    } else if (keyword === "anyOf" || keyword === "oneOf") {
      further.push(...chosen(document, draft, here, keyword, reading));
    } else {
      const add = ownMember(keywords, keyword);
      if (add === undefined) addRest(document, draft, keyword, here);
      else add(draft, { document, here, schema: value });
    }
  }
  return further;
}

/** A keyword of a schema, and what stands around it. */
interface StatedKeyword {
  readonly document: DriftDocument;
  readonly here: Located;
  readonly schema: JsonObject;
}

/** Adds a keyword to the draft. */
type AddKeyword = (draft: SchemaDraft, stated: StatedKeyword) => void;

const keywords: Readonly<Record<string, AddKeyword>> = {
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
  minimum: boundAdder("lowest", 1, "exclusiveMinimum"),
  maximum: boundAdder("highest", -1, "exclusiveMaximum"),
  exclusiveMinimum: boundAdder("lowest", 1),
  exclusiveMaximum: boundAdder("highest", -1),
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

/** @param flag - the keyword of draft 4 that makes the bound exclusive; absent for one that is exclusive itself */
function boundAdder(end: "lowest" | "highest", sign: 1 | -1, flag?: string): AddKeyword {
  return (draft, { document, here, schema }) => {
    if (flag === undefined && typeof here.value === "boolean") return;
    const exclusive = flag === undefined || schema[flag] === true;
    draft[end] = tighter(draft[end], boundOf(document, here, exclusive), sign);
  };
}

function listAt(document: DriftDocument, { value, at }: Located, kind: string): readonly unknown[] {
  if (!Array.isArray(value)) throw broken(document, at, kind);
  return value;
}

function addRest(document: DriftDocument, draft: SchemaDraft, keyword: string, here: Located): void {
  const { value } = here;
  const count = COUNTS.find((name) => name === keyword);
  if (count !== undefined) {
    if (typeof value !== "number") throw broken(document, here.at, "it is a number");
    const before = draft.counts[count];
    const further = count.startsWith("min") ? Math.max : Math.min;
    draft.counts[count] = before === undefined ? value : further(before, value);
  } else if (EXACT.has(keyword) && (!draft.exact.has(keyword) || draft.exact.get(keyword) === value)) {
    if (value !== false) draft.exact.set(keyword, value);
  } else {
    draft.opaque.set(keyword, `${draft.opaque.get(keyword) ?? ""}${textOf(document, here)}`);
  }
}

/** Of schemas to choose from: what they come down to, where that is plain. */
function chosen(
  document: DriftDocument,
  draft: SchemaDraft,
  here: Located,
  keyword: string,
  { model, unites }: ChoiceReading,
): Located[] {
  let choices = schemasOf(document, here);
  if (model !== undefined && choices.length > 1) {
    const named = choices.filter((choice) => namesModel(document, choice, model));
    if (named.length > 0) choices = named;
  }
  const [only] = choices;
  if (only !== undefined && choices.length === 1) return [only];
  if (unites === true) {
    const united = unitedSchema(choices.map((choice) => followed(document, choice).value));
    if (united !== undefined) return [{ value: united, at: here.at }];
  }
  const lists = choices.map((choice) => listedValues(choice.value));
  if (lists.every((list) => list !== undefined)) {
    draft.values = common(draft.values, lists.flat());
    return [];
  }
  const bare = choices.map((choice) => bareTypes(document, choice));
  if (bare.every((types) => types !== undefined)) {
    draft.types = both(draft.types, new Set(bare.flatMap((types) => [...types])));
    return [];
  }
  draft.opaque.set(keyword, `${draft.opaque.get(keyword) ?? ""}${textOf(document, here)}`);
  return [];
}

/** Whether a schema's `model` lists a model id. */
function namesModel(document: DriftDocument, choice: Located, model: string): boolean {
  const property = plainSchema(document, [choice]).properties.get("model");
  return property !== undefined && plainSchema(document, property).values?.includes(model) === true;
}

/** The values of a schema that lists them and says nothing else but their type. */
function listedValues(schema: unknown): readonly unknown[] | undefined {
  if (!isJsonObject(schema)) return undefined;
  const rest = Object.keys(schema).filter(
    (key) => !SILENT.has(key) && !["enum", "const", "type"].includes(key),
  );
  if (rest.length > 0) return undefined;
  if (Array.isArray(schema["enum"])) return schema["enum"] as readonly unknown[];
  return Object.hasOwn(schema, "const") ? [schema["const"]] : undefined;
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

function schemasOf(document: DriftDocument, here: Located): readonly Located[] {
  listAt(document, here, "it is a list of schemas");
  return itemsOf(here);
}

const TYPES: readonly string[] = ["string", "number", "integer", "boolean", "array", "object", "null"];

function typesOf(document: DriftDocument, { value, at }: Located, schema: JsonObject): Set<JsonType> {
  const names: readonly unknown[] = Array.isArray(value) ? value : [value];
  const strange = names.find((name) => !TYPES.includes(name as string));
  if (strange !== undefined) throw broken(document, at, "it is no type of JSON Schema");
  const types = new Set(names as JsonType[]);
  if (schema["nullable"] === true) types.add("null");
  if (types.has("number")) types.delete("integer");
  return types;
}

function both(one: Set<JsonType> | undefined, other: Set<JsonType>): Set<JsonType> {
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

function textOf(document: DriftDocument, { value, at }: Located): string {
  const text = canonicalJson(value, DEEPEST);
  if (text === undefined) throw broken(document, at, `it is nested more than ${DEEPEST} levels deep`);
  return text;
}

function boundOf(document: DriftDocument, { value, at }: Located, exclusive: boolean): RangeEnd {
  if (typeof value !== "number") throw broken(document, at, "it is a number");
  return { value, exclusive };
}

/** The tighter of two bounds; `sign` is 1 for lower ones, -1 for upper ones. */
function tighter(one: RangeEnd | undefined, other: RangeEnd, sign: 1 | -1): RangeEnd {
  if (one === undefined) return other;
  if (one.value === other.value) return one.exclusive ? one : other;
  return one.value * sign > other.value * sign ? one : other;
}
