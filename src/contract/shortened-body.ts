import { cutText } from "../text/cut-text.js";
import { bodyLimits } from "./read-body.js";
import type { Body } from "./rules/define-rule.js";

/** Collections are shown to the schema up to this many entries: all bounds of the documents lie far below. */
const MOST_ENTRIES = 100;

/** Characters of a name that are shown to the schema. */
const MOST_OF_NAME = 1000;

/**
 * The body with huge collections and long names cut, so that a hostile one costs the schema validator no more than a
 * wrong one; the very body when nothing is huge. Rules see the whole but for voice bindings.
 */
export function shortenedBody(body: Body): Body {
  for (const key in body) {
    const value = body[key];
    if (typeof value === "object" && value !== null && isHuge(value, 0)) {
      return cutCollections(body, 0) as Body;
    }
  }
  return body;
}

function isHuge(value: object, level: number): boolean {
  if (level > bodyLimits.depth) return true;
  if (Array.isArray(value)) {
    return value.length > MOST_ENTRIES || value.some((entry) => isHugeInside(entry, level));
  }
  let count = 0;
  for (const name in value) {
    if (++count > MOST_ENTRIES || name.length > MOST_OF_NAME) return true;
    if (isHugeInside((value as Readonly<Record<string, unknown>>)[name], level)) return true;
  }
  return false;
}

function isHugeInside(entry: unknown, level: number): boolean {
  return typeof entry === "object" && entry !== null && isHuge(entry, level + 1);
}

function cutCollections(value: unknown, level: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (level > bodyLimits.depth) return Array.isArray(value) ? [] : {};
  if (Array.isArray(value)) {
    return value.slice(0, MOST_ENTRIES).map((entry) => cutCollections(entry, level + 1));
  }
  // The top level holds the parameters themselves: cut it never, or a required one could vanish.
  const entries = Object.entries(value);
  const kept = level === 0 ? entries : entries.slice(0, MOST_ENTRIES);
  const cut: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [key, entry] of kept) cut[freeName(key, cut)] = cutCollections(entry, level + 1);
  return cut;
}

/** The name, cut where it is long, and numbered where another one begins alike. */
function freeName(name: string, taken: object): string {
  if (name.length <= MOST_OF_NAME) return name;
  const short = cutText(name, MOST_OF_NAME);
  for (let number = 1; ; number++) {
    const free = number === 1 ? short : `${short}${number}`;
    if (!(free in taken)) return free;
  }
}
