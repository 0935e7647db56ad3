import { distance } from "fastest-levenshtein";

/** Longer names are not compared: no parameter comes near. */
const LONGEST_NAME = 40;
const MOST_NAMES = 3;
/** A word shorter than this says too little to stand for a name of which it is a part. */
const LEAST_PART = 5;

/** Endings that change nothing about a parameter's name: `duration_in_seconds`, `quality_value`. */
const EMPTY_TAIL = /^(?:_(?:in|seconds?|secs?|s|ms|value|text|string|str|list|array|urls?|uris?))+$/;

/** A name without capitals and separators: `aspectRatio` and `aspect_ratio` are the same. */
export function bareName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

/** Known names close to a wrong one, closest first: `callbackUrl`, `image_url`, `duration_seconds`. */
export function closeParameters(name: string, known: Iterable<string>): readonly string[] {
  if (name.length > LONGEST_NAME) return [];
  const wanted = bareName(name);
  if (wanted === "") return [];
  const words = inWords(name);
  const close: { name: string; far: number }[] = [];
  for (const candidate of known) {
    const other = bareName(candidate);
    const far = distance(wanted, other);
    if (isSlip(wanted, other, far)) close.push({ name: candidate, far });
    else if (isPart(words, candidate) || isPartOf(candidate, words))
      close.push({ name: candidate, far: LONGEST_NAME + far });
  }
  const best = Math.min(...close.map(({ far }) => far));
  return close
    .filter(({ far }) => far <= best + 2)
    .sort((a, b) => a.far - b.far)
    .slice(0, MOST_NAMES)
    .map((candidate) => candidate.name);
}

/** A slip of the keyboard, not another word: a letter in four, or two that changed places. */
function isSlip(wanted: string, other: string, far: number): boolean {
  const shorter = Math.min(wanted.length, other.length);
  const isSwapped = far === 2 && shorter > 3 && sorted(wanted) === sorted(other);
  if (!isSwapped && far > Math.min(3, Math.max(1, Math.floor(shorter / 4)))) return false;
  // Few miss the first letter, and in a short name any other makes another word.
  return far === 0 || wanted.charAt(0) === other.charAt(0) || (far === 1 && shorter > LEAST_PART);
}

function sorted(letters: string): string {
  return [...letters].sort().join("");
}

/** Whether the words are the first or the last ones of a parameter: `negative`, `ratio`; never letters inside a word. */
function isPart(words: string, parameter: string): boolean {
  return words.length >= LEAST_PART && (parameter.startsWith(`${words}_`) || parameter.endsWith(`_${words}`));
}

/** Whether a parameter ends the words, or has nothing but an empty tail behind it. */
function isPartOf(parameter: string, words: string): boolean {
  return (
    words.endsWith(`_${parameter}`) ||
    (words.startsWith(`${parameter}_`) && EMPTY_TAIL.test(words.slice(parameter.length)))
  );
}

/** `videoDurationSeconds` and `Video-Duration seconds` as `video_duration_seconds`. */
function inWords(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_");
}

/** `a`, `a or b`, `a, b or c`. */
export function orList(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}
