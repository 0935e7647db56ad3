import type { Located } from "./schema-node.js";

/** A type that a value can have; whole numbers are numbers too. */
export type JsonType = "string" | "number" | "integer" | "boolean" | "array" | "object" | "null";

/** An end of a range. */
export interface RangeEnd {
  readonly value: number;
  readonly exclusive: boolean;
}

/** Bounds on how many characters, items or members there are. */
export type CountKeyword =
  | "minLength"
  | "maxLength"
  | "minItems"
  | "maxItems"
  | "minProperties"
  | "maxProperties";

/** A schema whose parts are still being added up. */
export interface SchemaDraft {
  at: string;
  types: Set<JsonType> | undefined;
  values: readonly unknown[] | undefined;
  lowest: RangeEnd | undefined;
  highest: RangeEnd | undefined;
  counts: Partial<Record<CountKeyword, number | undefined>>;
  exact: Map<string, unknown>;
  properties: Map<string, Located[]>;
  required: Set<string>;
  items: Located[] | undefined;
  others: Located[] | false | undefined;
  default: unknown;
  isDeprecated: boolean;
  opaque: Map<string, string>;
}

/** The draft without what changes nothing, so that equal sets are stated alike. */
export function settled(draft: SchemaDraft): SchemaDraft {
  const { counts, types } = draft;
  for (const keyword of ["minLength", "minItems", "minProperties"] as const) {
    if (counts[keyword] === 0) counts[keyword] = undefined;
  }
  if (types !== undefined) dropStrangeKeywords(draft, types);
  if (types !== undefined && types.has("integer")) {
    draft.lowest = wholeBound(draft.lowest, 1);
    draft.highest = wholeBound(draft.highest, -1);
  }
  const values = draft.values?.filter((value) => fits(draft, value));
  if (values === undefined) return draft;
  const listed = new Set(values.map(typeOf));
  if (listed.has("number")) listed.delete("integer");
  return {
    ...draft,
    values,
    types: listed,
    lowest: undefined,
    highest: undefined,
    counts: {},
    exact: new Map(),
  };
}

/** Bounds of numbers bind numbers alone, and so on: those of another type change nothing. */
function dropStrangeKeywords(draft: SchemaDraft, types: ReadonlySet<JsonType>): void {
  if (!types.has("number") && !types.has("integer")) {
    draft.lowest = undefined;
    draft.highest = undefined;
    draft.exact.delete("multipleOf");
  }
  const owners = { Length: "string", Items: "array", Properties: "object" } as const;
  for (const [ending, owner] of Object.entries(owners)) {
    if (types.has(owner)) continue;
    for (const side of ["min", "max"] as const) draft.counts[`${side}${ending}` as CountKeyword] = undefined;
  }
  if (!types.has("string")) draft.exact.delete("pattern");
  if (!types.has("array")) draft.exact.delete("uniqueItems");
}

/** The bound of whole numbers: the last one that fits. */
function wholeBound(bound: RangeEnd | undefined, sign: 1 | -1): RangeEnd | undefined {
  if (bound === undefined) return undefined;
  const nearest = sign === 1 ? Math.ceil(bound.value) : Math.floor(bound.value);
  const value = bound.exclusive && nearest === bound.value ? nearest + sign : nearest;
  return { value, exclusive: false };
}

/** The type of a value. */
export function typeOf(value: unknown): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value as JsonType;
}

function fits({ types, lowest, highest, counts }: SchemaDraft, value: unknown): boolean {
  const type = typeOf(value);
  if (types !== undefined && !types.has(type) && !(type === "integer" && types.has("number"))) return false;
  if (typeof value === "number") return isWithin(value, lowest, 1) && isWithin(value, highest, -1);
  if (typeof value !== "string") return true;
  const { length } = [...value];
  return length >= (counts.minLength ?? 0) && length <= (counts.maxLength ?? Infinity);
}

function isWithin(value: number, bound: RangeEnd | undefined, sign: 1 | -1): boolean {
  if (bound === undefined) return true;
  const beyond = (value - bound.value) * sign;
  return bound.exclusive ? beyond > 0 : beyond >= 0;
}
