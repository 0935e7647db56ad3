import { type Document, isScalar, visit } from "yaml";

/**
 * The first key that an object of a YAML document has twice. For documents parsed with `uniqueKeys: false`: the
 * parser's own search compares each key with each, which takes a minute for 40,000 of them. The merge key `<<` may stand
 * several times.
 */
export function repeatedKey(
  document: Document,
): { readonly key: string; readonly offset: number } | undefined {
  let found: { key: string; offset: number } | undefined;
  visit(document, {
    Map: (_key, { items }) => {
      const seen = new Set<string>();
      for (const { key } of items) {
        if (!isScalar(key) || key.value === "<<") continue;
        const name = String(key.value);
        if (seen.has(name)) {
          found = { key: name, offset: key.range?.[0] ?? 0 };
          return visit.BREAK;
        }
        seen.add(name);
      }
      return undefined;
    },
  });
  return found;
}
