import { valueText } from "./plain-schema.js";
import {
  BOUNDED,
  type BoundKeyword,
  covers,
  type JsonType,
  type PlainSchema,
  type RangeEnd,
  signOf,
} from "./schema-draft.js";

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
  const isListed = ours.values !== undefined || published.values !== undefined;
  return [
    ...types,
    ...listChanges(ours, published),
    // A list of values has no range: that it came or went is a finding already.
    ...(isListed ? [] : [...boundChanges(ours, published), ...exactChanges(ours, published)]),
    ...structureChanges(ours, published),
    ...apartIn(ours.opaque, published.opaque).map(([keyword, one, other]) =>
      changed(keyword, "other", one, other),
    ),
  ];
}

/** The change of a keyword; `undefined` for a side that does not have it. */
function changed(keyword: string, change: Change, ours: unknown, published: unknown): ValueChange {
  return { keyword, change, ours, published, below: published === undefined ? "" : `/${keyword}` };
}

/** The direction of a change where a keyword that one side lacks takes any value. */
function directionOf(ours: unknown, published: unknown): Change {
  if (ours === undefined) return "narrower";
  return published === undefined ? "wider" : "other";
}

/** The keywords whose values differ, with both. */
function apartIn(
  ours: ReadonlyMap<string, unknown>,
  published: ReadonlyMap<string, unknown>,
): (readonly [keyword: string, ours: unknown, published: unknown])[] {
  return [...new Set([...ours.keys(), ...published.keys()])]
    .map((keyword) => [keyword, ours.get(keyword), published.get(keyword)] as const)
    .filter(([, one, other]) => one !== other);
}

function typeChanges(ours: PlainSchema, published: PlainSchema): ValueChange[] {
  // Where both list values, the lists are compared.
  if (ours.values !== undefined && published.values !== undefined) return [];
  const [one, other] = [ours.types, published.types];
  const gone = !coversAll(other, one);
  const come = !coversAll(one, other);
  if (!gone && !come) return [];
  const isWhole = one?.has("number") === true && other?.has("integer") === true;
  const change = gone && come ? "other" : gone ? "narrower" : "wider";
  const witness = isWhole ? { witness: (ours.bounds.get("minimum")?.value ?? 0) + 0.5 } : {};
  return [{ ...changed("type", change, shownTypes(one), shownTypes(other)), ...witness }];
}

/** Whether no value can be of both schemas' types. */
function areApart({ types: one }: PlainSchema, { types: other }: PlainSchema): boolean {
  if (one === undefined || other === undefined) return false;
  return ![...one].some((type) => covers(other, type)) && ![...other].some((type) => covers(one, type));
}

/** Whether every value of some types is one of others; absent are all types. */
function coversAll(types: PlainSchema["types"], some: PlainSchema["types"]): boolean {
  return types === undefined || (some !== undefined && [...some].every((type) => covers(types, type)));
}

function shownTypes(types: ReadonlySet<JsonType> | undefined): unknown {
  return types === undefined ? undefined : [...types].sort().join(" or ");
}

function listChanges(ours: PlainSchema, published: PlainSchema): ValueChange[] {
  const [one, other] = [ours.values, published.values];
  if (one === undefined && other === undefined) return [];
  if (one === undefined || other === undefined) {
    return [changed("enum", directionOf(one, other), one, other)];
  }
  const [known, listed] = [new Set(one.map(valueText)), new Set(other.map(valueText))];
  const added = other.filter((value) => !known.has(valueText(value)));
  const removed = one.filter((value) => !listed.has(valueText(value)));
  return [
    ...(added.length > 0 ? [{ ...changed("enum", "wider", one, other), apart: added }] : []),
    ...(removed.length > 0 ? [{ ...changed("enum", "narrower", one, other), apart: removed }] : []),
  ];
}

function boundChanges(ours: PlainSchema, published: PlainSchema): ValueChange[] {
  return (Object.keys(BOUNDED) as BoundKeyword[]).flatMap((keyword) => {
    const [one, other] = [ours.bounds.get(keyword), published.bounds.get(keyword)];
    if (one?.value === other?.value && one?.exclusive === other?.exclusive) return [];
    const further = ((other?.value ?? 0) - (one?.value ?? 0)) * signOf(keyword);
    const isTighter = further === 0 ? other?.exclusive === true : further > 0;
    const change =
      one === undefined || other === undefined ? directionOf(one, other) : isTighter ? "narrower" : "wider";
    return [changed(keyword, change, shownBound(one), shownBound(other))];
  });
}

function shownBound(bound: RangeEnd | undefined): unknown {
  return bound?.exclusive === true ? `beyond ${bound.value}` : bound?.value;
}

/** Formats that say how a number is stored; every value that fits the bounds fits them. */
const STORAGE = new Set(["int32", "int64", "float", "double"]);

function exactChanges(ours: PlainSchema, published: PlainSchema): ValueChange[] {
  return apartIn(ours.exact, published.exact)
    .filter(
      ([keyword, one, other]) => keyword !== "format" || one !== undefined || !STORAGE.has(String(other)),
    )
    .map(([keyword, one, other]) => changed(keyword, directionOf(one, other), one, other));
}

/** Whether items, and members without a name, are bound at all. */
function structureChanges(ours: PlainSchema, published: PlainSchema): ValueChange[] {
  const changes: ValueChange[] = [];
  const [items, theirs] = [ours.items, published.items];
  if ((items === undefined) !== (theirs === undefined)) {
    const change = changed("items", directionOf(items, theirs), items, theirs);
    changes.push({ ...change, ...presence(items, theirs) });
  }
  const [one, other] = [ours.others, published.others];
  if (one === other || (typeof one === "object" && typeof other === "object")) return changes;
  const rank = (others: typeof one) => (others === undefined ? 0 : others === false ? 2 : 1);
  const direction = rank(other) > rank(one) ? "narrower" : "wider";
  changes.push({ ...changed("additionalProperties", direction, one, other), ...presence(one, other) });
  return changes;
}

function presence(one: unknown, other: unknown): Pick<ValueChange, "ours" | "published"> {
  const said = (value: unknown) =>
    value === undefined ? "anything" : value === false ? "nothing" : "a schema";
  return { ours: said(one), published: said(other) };
}
