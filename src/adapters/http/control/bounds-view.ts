/** How much is kept of everything, as `GET /_mock/health` shows it: the most, and what there is now. */
export function boundsView(
  bounds: Readonly<Record<string, object>>,
): Readonly<Record<string, Readonly<Record<string, number>>>> {
  const inSnakeCase = (name: string) => name.replaceAll(/[A-Z]/g, (big) => `_${big.toLowerCase()}`);
  const view = (one: object) =>
    Object.fromEntries(Object.entries(one).map(([name, value]) => [inSnakeCase(name), value as number]));
  return Object.fromEntries(Object.entries(bounds).map(([name, one]) => [inSnakeCase(name), view(one)]));
}
