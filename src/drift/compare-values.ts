import type { PlainSchema } from "./plain-schema.js";
import { valueText } from "./plain-schema.js";
import type { CountKeyword, JsonType, RangeEnd } from "./schema-draft.js";

/** How the set of values of the published schema lies to that of ours. */
export type Change = "wider" | "narrower" | "other";

/** One keyword by which two schemas take different values. */
export interface ValueChange {
  readonly keyword: string;
  readonly change: Change;
  /** Absent: no such bound. */
  readonly ours?: unknown;
  readonly published?: unknown;
  /** Place of the keyword below the schema; `""` where the schema lacks it. */
  readonly below: string;
  /** The listed values that one side alone has. */
  readonly apart?: readonly unknown[];
  /** A value of the kind that one side takes and the other does not. */
  readonly witness?: unknown;
}

/** Compares two schemas by the values that they take; of members and items only whether there are any. */
export function valueChanges(ours: PlainSchema, published: PlainSchema): ValueChange[] {
  const types = typeChanges(ours, published);
  // Of values of another type no bound is comparable.
  if (types.length > 0 && areApart(ours, published)) return types;
  return [
    ...types,
    ...listChanges(ours, published),
    ...boundChanges(ours, published),
    ...countChanges(ours, published),
    ...exactChanges(ours, published),
    ...structureChanges(ours, published),
    ...opaqueChanges(ours, published),
  ];
}

function typeChanges(ours: PlainSchema, published: PlainSchema): ValueChange[] {
  // Where both list values, the lists are compared.
  if (ours.values !== undefined && published.values !== undefined) return [];
  const [one, other] = [ours.types, published.types];
  const gone = one === undefined ? other !== undefined : other !== undefined && !covers(other, one);
  const come = other === undefined ? one !== undefined : one !== undefined && !covers(one, other);
  if (!gone && !come) return [];
  const isWhole = one?.has("number") === true && other?.has("integer") === true;
  return [
    {
      keyword: "type",
      change: gone && come ? "other" : gone ? "narrower" : "wider",
      ours: shownTypes(one),
      published: shownTypes(other),
      below: other === undefined ? "" : "/type",
      ...(isWhole ? { witness: (ours.lowest?.value ?? 0) + 0.5 } : {}),
    },
  ];
}

/** Whether no value can be of both schemas' types. */
function areApart({ types: one }: PlainSchema, { types: other }: PlainSchema): boolean {
  if (one === undefined || other === undefined) return false;
  return (
    ![...one].some((type) => covers(other, new Set([type]))) &&
    ![...other].some((type) => covers(one, new Set([type])))
  );
}

/** Whether every value of some types is one of others. */
function covers(types: ReadonlySet<JsonType>, some: ReadonlySet<JsonType>): boolean {
  return [...some].every((type) => types.has(type) || (type === "integer" && types.has("number")));
}

function shownTypes(types: ReadonlySet<JsonType> | undefined): unknown {
  return types === undefined ? undefined : [...types].sort().join(" or ");
}

function listChanges(ours: PlainSchema, published: PlainSchema): ValueChange[] {
  const [one, other] = [ours.values, published.values];
  if (one === undefined && other === undefined) return [];
  const keyword = "enum";
  const below = other === undefined ? "" : "/enum";
  if (one === undefined || other === undefined) {
    return [
      { keyword, change: one === undefined ? "narrower" : "wider", ours: one, published: other, below },
    ];
  }
  const [known, listed] = [new Set(one.map(valueText)), new Set(other.map(valueText))];
  const added = other.filter((value) => !known.has(valueText(value)));
  const removed = one.filter((value) => !listed.has(valueText(value)));
  const changes: ValueChange[] = [];
  const lists = { keyword, ours: one, published: other, below };
  if (added.length > 0) changes.push({ ...lists, change: "wider", apart: added });
  if (removed.length > 0) changes.push({ ...lists, change: "narrower", apart: removed });
  return changes;
}

function boundChanges(ours: PlainSchema, published: PlainSchema): ValueChange[] {
  // A list of values has no range: that it came or went is a finding already.
  if (ours.values !== undefined || published.values !== undefined) return [];
  return [
    ...boundChange("minimum", 1, ours.lowest, published.lowest),
    ...boundChange("maximum", -1, ours.highest, published.highest),
  ];
}

function boundChange(
  keyword: "minimum" | "maximum",
  sign: 1 | -1,
  one: RangeEnd | undefined,
  other: RangeEnd | undefined,
): ValueChange[] {
  if (one?.value === other?.value && one?.exclusive === other?.exclusive) return [];
  const sides = { ours: shownBound(one), published: shownBound(other) };
  const below = other === undefined ? "" : `/${keyword}`;
  if (one === undefined || other === undefined) {
    return [{ keyword, change: one === undefined ? "narrower" : "wider", ...sides, below }];
  }
  const apart = (other.value - one.value) * sign;
  const isTighter = apart === 0 ? other.exclusive : apart > 0;
  return [{ keyword, change: isTighter ? "narrower" : "wider", ...sides, below }];
}

function shownBound(bound: RangeEnd | undefined): unknown {
  if (bound === undefined) return undefined;
  return bound.exclusive ? `beyond ${bound.value}` : bound.value;
}

const LARGEST: readonly CountKeyword[] = ["maxLength", "maxItems", "maxProperties"];
const SMALLEST: readonly CountKeyword[] = ["minLength", "minItems", "minProperties"];

function countChanges(ours: PlainSchema, published: PlainSchema): ValueChange[] {
  if (ours.values !== undefined || published.values !== undefined) return [];
  const changes: ValueChange[] = [];
  for (const keyword of [...LARGEST, ...SMALLEST]) {
    const [one, other] = [ours.counts[keyword], published.counts[keyword]];
    if (one === other) continue;
    const isUpper = LARGEST.includes(keyword);
    const open = isUpper ? Infinity : 0;
    const isTighter = isUpper ? (other ?? open) < (one ?? open) : (other ?? open) > (one ?? open);
    const below = other === undefined ? "" : `/${keyword}`;
    changes.push({ keyword, change: isTighter ? "narrower" : "wider", ours: one, published: other, below });
  }
  return changes;
}

/** Formats that say how a number is stored; every value that fits the bounds fits them. */
const STORAGE = new Set(["int32", "int64", "float", "double"]);

function exactChanges(ours: PlainSchema, published: PlainSchema): ValueChange[] {
  if (ours.values !== undefined || published.values !== undefined) return [];
  const changes: ValueChange[] = [];
  for (const keyword of new Set([...ours.exact.keys(), ...published.exact.keys()])) {
    const [one, other] = [ours.exact.get(keyword), published.exact.get(keyword)];
    if (one === other || (keyword === "format" && one === undefined && STORAGE.has(String(other)))) continue;
    const change = one === undefined ? "narrower" : other === undefined ? "wider" : "other";
    const below = other === undefined ? "" : `/${keyword}`;
    changes.push({ keyword, change, ours: one, published: other, below });
  }
  return changes;
}

/** Whether items, and members without a name, are bound at all. */
function structureChanges(ours: PlainSchema, published: PlainSchema): ValueChange[] {
  const changes: ValueChange[] = [];
  const [items, theirs] = [ours.items, published.items];
  if ((items === undefined) !== (theirs === undefined)) {
    const change = items === undefined ? "narrower" : "wider";
    changes.push({
      keyword: "items",
      change,
      ...presence(items, theirs),
      below: theirs === undefined ? "" : "/items",
    });
  }
  const [one, other] = [ours.others, published.others];
  if (Array.isArray(one) && Array.isArray(other)) return changes;
  if (one === other) return changes;
  const rank = (others: typeof one) => (others === undefined ? 0 : others === false ? 2 : 1);
  changes.push({
    keyword: "additionalProperties",
    change: rank(other) > rank(one) ? "narrower" : "wider",
    ...presence(one, other),
    below: other === undefined ? "" : "/additionalProperties",
  });
  return changes;
}

function opaqueChanges(ours: PlainSchema, published: PlainSchema): ValueChange[] {
  const changes: ValueChange[] = [];
  for (const keyword of new Set([...ours.opaque.keys(), ...published.opaque.keys()])) {
    const [one, other] = [ours.opaque.get(keyword), published.opaque.get(keyword)];
    if (one === other) continue;
    const below = other === undefined ? "" : `/${keyword}`;
    changes.push({ keyword, change: "other", ours: one, published: other, below });
  }
  return changes;
}

function presence(one: unknown, other: unknown): Pick<ValueChange, "ours" | "published"> {
  const said = (value: unknown) =>
    value === undefined ? "anything" : value === false ? "nothing" : "a schema";
  return { ours: said(one), published: said(other) };
}
