import { distance } from "fastest-levenshtein";

/** Longer names are not compared: no parameter comes near. */
const LONGEST_NAME = 40;
const MOST_NAMES = 3;

const bare = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

/** Known names close to a wrong one, closest first: `callbackUrl`, `image_url`, `duration_seconds`. */
export function closeParameters(name: string, known: Iterable<string>): readonly string[] {
  if (name.length > LONGEST_NAME) return [];
  const wanted = bare(name);
  if (wanted === "") return [];
  const close: { name: string; far: number }[] = [];
  for (const candidate of known) {
    const other = bare(candidate);
    const far = distance(wanted, other);
    const contained =
      wanted.length >= 5 && other.length >= 5 && (wanted.includes(other) || other.includes(wanted));
    if (far <= Math.min(3, Math.floor(other.length / 3))) close.push({ name: candidate, far });
    else if (contained) close.push({ name: candidate, far: LONGEST_NAME + far });
  }
  const best = Math.min(...close.map(({ far }) => far));
  return close
    .filter(({ far }) => far <= best + 2)
    .sort((a, b) => a.far - b.far)
    .slice(0, MOST_NAMES)
    .map((candidate) => candidate.name);
}

/** `a`, `a or b`, `a, b or c`. */
export function orList(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}
