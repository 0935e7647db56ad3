/** `longestDuration` -> `longest_duration` */
export function inSnakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (big) => `_${big.toLowerCase()}`);
}

/** An object with its own names in snake case; values stay. */
export function snakeCased(object: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [inSnakeCase(name), value]));
}
