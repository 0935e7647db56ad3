/** A member of a table; `undefined` for a name that only its prototype knows. */
export function ownMember<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
