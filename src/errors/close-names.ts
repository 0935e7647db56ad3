import { distance } from "fastest-levenshtein";

/** Known names that resemble an unknown one, the closest first; up to half of the longer name may differ. */
export function closeNames(wanted: string, known: readonly string[]): string[] {
  const asked = wanted.slice(0, 100).toLowerCase();
  return known
    .map((name) => ({ name, far: distance(asked, name.toLowerCase()) }))
    .filter(({ name, far }) => far <= Math.max(name.length, asked.length) / 2)
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** The end of a sentence about an unknown name: the closest known name, else all of them. */
export function nameAdvice(wanted: string, known: readonly string[]): string {
  const [near] = closeNames(wanted, known);
  return near === undefined ? `known are ${known.join(", ")}` : `did you mean ${near}?`;
}
