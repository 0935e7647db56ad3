import { invalidDocument, type KitError } from "../errors/kit-error.js";
import { isJsonObject, type JsonObject } from "../text/is-json-object.js";
import { fromFragment, valueAt, wholePart } from "../text/json-pointer.js";

/** A parsed document, and how it is called in messages. */
export interface DriftDocument {
  /** `page.md:23`. */
  readonly place: string;
  readonly root: JsonObject;
}

/** A value in a document, and where it stands. */
export interface Located {
  readonly value: unknown;
  /** JSON pointer. */
  readonly at: string;
}

/** A schema as several that must all hold: what references, `allOf` and single choices come down to. */
export type SchemaNode = readonly Located[];

/** More references behind one another than any document has. */
const LONGEST_CHAIN = 50;

export function rootOf({ root }: DriftDocument): Located {
  return { value: root, at: "" };
}

/** The value that a reference leads to; the value itself when it is none. */
export function followed(document: DriftDocument, start: Located): Located {
  let here = start;
  for (let step = 0; step < LONGEST_CHAIN; step++) {
    const reference =
      isJsonObject(here.value) && Object.hasOwn(here.value, "$ref") ? here.value["$ref"] : undefined;
    if (typeof reference !== "string") return here;
    here = target(document, reference, here.at);
  }
  throw broken(document, start.at, "its references lead in a circle");
}

/** The value that a reference of a document names. */
export function target(document: DriftDocument, reference: string, from: string): Located {
  if (!reference.startsWith("#")) {
    throw broken(document, from, `it refers to ${shown(reference)}: save one document that holds everything`);
  }
  const at = fromFragment(reference.slice(1));
  const value = at === "" || at.startsWith("/") ? valueAt(document.root, at) : undefined;
  if (value === undefined)
    throw broken(document, from, `it refers to ${shown(reference)}, which is not there`);
  return { value, at };
}

/** The fault of a document that cannot be compared. */
export function broken(document: DriftDocument, at: string, what: string): KitError {
  return invalidDocument(`${document.place}: ${at === "" ? "" : `${at}: `}${what}`);
}

/** A member of an object, and where it stands. */
export function memberOf(located: Located | undefined, ...path: readonly string[]): Located | undefined {
  if (located === undefined) return undefined;
  let { value, at } = located;
  for (const key of path) {
    if (!isJsonObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
    at += `/${wholePart(key)}`;
  }
  return { value, at };
}

/** A member of an object, its reference followed. */
export function partOf(
  document: DriftDocument,
  located: Located | undefined,
  ...path: readonly string[]
): Located | undefined {
  const stated = memberOf(located, ...path);
  return stated === undefined ? undefined : followed(document, stated);
}

/** All members of an object, each with its place; none of what is no object. */
export function membersOf(
  located: Located | undefined,
): readonly (readonly [name: string, member: Located])[] {
  if (located === undefined || !isJsonObject(located.value)) return [];
  return Object.entries(located.value).map(([name, value]) => [
    name,
    { value, at: `${located.at}/${wholePart(name)}` },
  ]);
}

/** The items of a list, each with its place; none of what is no list. */
export function itemsOf(located: Located | undefined): readonly Located[] {
  if (located === undefined || !Array.isArray(located.value)) return [];
  return located.value.map((value: unknown, index) => ({ value, at: `${located.at}/${index}` }));
}

function shown(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}...` : text);
}
