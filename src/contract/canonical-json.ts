/**
 * One text for all JSON texts of equal value: members sorted by name, no white space, numbers and strings as
 * `JSON.stringify` writes them.
 *
 * @param value - as `JSON.parse` gives it
 * @param deepest - most levels of arrays and objects
 * @returns `undefined` for a value nested deeper
 */
export function canonicalJson(value: unknown, deepest: number): string | undefined {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (deepest === 0) return undefined;
  const parts: string[] = [];
  if (Array.isArray(value)) {
    for (const item of value) {
      const text = canonicalJson(item, deepest - 1);
      if (text === undefined) return undefined;
      parts.push(text);
    }
    return `[${parts.join(",")}]`;
  }
  const members = value as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(members).sort()) {
    const text = canonicalJson(members[name], deepest - 1);
    if (text === undefined) return undefined;
    parts.push(`${JSON.stringify(name)}:${text}`);
  }
  return `{${parts.join(",")}}`;
}
