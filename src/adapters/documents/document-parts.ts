import type { Json } from "./bundled-document.js";

/** What stands at a path of names; an empty object where nothing does. */
export function member(value: unknown, ...path: readonly string[]): Json {
  let inner: unknown = value;
  for (const key of path) {
    if (typeof inner !== "object" || inner === null || !Object.hasOwn(inner, key)) return {};
    inner = (inner as Json)[key];
  }
  return typeof inner === "object" && inner !== null ? (inner as Json) : {};
}

/** The JSON of a body or an answer: its schema and examples. */
export function contentOf(holder: Json): Json {
  const types = Object.entries(member(holder, "content"));
  return member(types.find(([type]) => /^application\/(?:[\w.+-]+\+)?json\b/i.test(type))?.[1]);
}
