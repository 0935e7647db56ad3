import type { SchemaNode } from "./schema-node.js";

/** The types of JSON Schema; whole numbers are numbers too. */
export const TYPES = ["string", "number", "integer", "boolean", "array", "object", "null"] as const;
export type JsonType = (typeof TYPES)[number];

/** Bounds of numbers, and of how many characters, items or members there are: each binds values of one type. */
export const BOUNDED = {
  minimum: "number",
  maximum: "number",
  maxLength: "string",
  maxItems: "array",
  maxProperties: "object",
  minLength: "string",
  minItems: "array",
  minProperties: "object",
} as const satisfies Readonly<Record<string, JsonType>>;
export type BoundKeyword = keyof typeof BOUNDED;

/** An end of a range. */
export interface RangeEnd {
  readonly value: number;
  readonly exclusive: boolean;
}

/** A schema as the sets it stands for, however it is written. */
export type PlainSchema = Readonly<SchemaDraft>;

/** A schema whose parts are still being added up. */
export interface SchemaDraft {
  /** Where it stands; the place that its references lead to. */
  at: string;
  /** Absent: any. */
  types: ReadonlySet<JsonType> | undefined;
  /** All values that there are, where they are listed. */
  values: readonly unknown[] | undefined;
  readonly bounds: Map<BoundKeyword, RangeEnd>;
  /** `pattern`, `format`, `multipleOf`, `uniqueItems`: equal or not, no more is known of them. */
  readonly exact: Map<string, unknown>;
  readonly properties: Map<string, SchemaNode>;
  readonly required: Set<string>;
  items: SchemaNode | undefined;
  /** Members beside the named ones: anything (absent), nothing (`false`), or what fits. */
  others: SchemaNode | false | undefined;
  default: unknown;
  isDeprecated: boolean;
  /** Keywords whose values cannot be compared as sets, in canonical JSON. */
  readonly opaque: Map<string, string>;
}

/** The draft without what changes nothing, so that equal sets are stated alike. */
export function settled(draft: SchemaDraft): SchemaDraft {
  const { bounds, types, exact } = draft;
  for (const keyword of ["minLength", "minItems", "minProperties"] as const) {
    if (bounds.get(keyword)?.value === 0) bounds.delete(keyword);
  }
  if (types !== undefined) {
    // Bounds of numbers bind numbers alone, and so on: those of another type change nothing.
    for (const [keyword, type] of Object.entries({ ...BOUNDED, ...EXACTLY })) {
      if (covers(types, type) || (type === "number" && types.has("integer"))) continue;
      bounds.delete(keyword as BoundKeyword);
      exact.delete(keyword);
    }
  }
  if (types?.has("integer") === true) {
    for (const keyword of ["minimum", "maximum"] as const) {
      const bound = bounds.get(keyword);
      if (bound !== undefined) bounds.set(keyword, wholeBound(bound, signOf(keyword)));
    }
  }
  const values = draft.values?.filter((value) => fits(draft, value));
  if (values === undefined) return draft;
  const listed = new Set(values.map(typeOf));
  if (listed.has("number")) listed.delete("integer");
  return { ...draft, values, types: listed, bounds: new Map(), exact: new Map() };
}

const EXACTLY = { multipleOf: "number", pattern: "string", uniqueItems: "array" } as const;

/** 1 for lower bounds, -1 for upper ones. */
export function signOf(keyword: BoundKeyword): 1 | -1 {
  return keyword.startsWith("min") ? 1 : -1;
}

/** The bound of whole numbers: the last one that fits. */
function wholeBound(bound: RangeEnd, sign: 1 | -1): RangeEnd {
  const nearest = sign === 1 ? Math.ceil(bound.value) : Math.floor(bound.value);
  const value = bound.exclusive && nearest === bound.value ? nearest + sign : nearest;
  return { value, exclusive: false };
}

export function typeOf(value: unknown): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value as JsonType;
}

/** Whether every value of a type is one of some types. */
export function covers(types: ReadonlySet<JsonType>, type: JsonType): boolean {
  return types.has(type) || (type === "integer" && types.has("number"));
}

function fits({ types, bounds }: SchemaDraft, value: unknown): boolean {
  if (types !== undefined && !covers(types, typeOf(value))) return false;
  const size = typeof value === "string" ? [...value].length : Number(value);
  return [...bounds].every(([keyword, { value: end, exclusive }]) => {
    if (BOUNDED[keyword] !== typeof value || typeof value === "object") return true;
    const beyond = (size - end) * signOf(keyword);
    return exclusive ? beyond > 0 : beyond >= 0;
  });
}
