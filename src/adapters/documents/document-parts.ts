import { isJsonObject, type JsonObject } from "../../text/is-json-object.js";

/** The object at a path of names; an empty one where there is none. */
export function member(value: unknown, ...path: readonly string[]): JsonObject {
  let inner: unknown = value;
  for (const key of path) {
    if (typeof inner !== "object" || inner === null || !Object.hasOwn(inner, key)) return {};
    inner = (inner as JsonObject)[key];
  }
  return isJsonObject(inner) ? inner : {};
}

/** The JSON of a body or an answer: its schema and examples. */
export function contentOf(holder: JsonObject): JsonObject {
  const types = Object.entries(member(holder, "content"));
  return member(types.find(([type]) => /^application\/(?:[\w.+-]+\+)?json\b/i.test(type))?.[1]);
}
