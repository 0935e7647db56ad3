/** Characters of a string that are written in one piece. */
const PIECE = 65_536;

/**
 * One text for all JSON texts of equal value: members sorted by name, no white space, numbers and strings as
 * `JSON.stringify` writes them.
 *
 * @param value - as `JSON.parse` gives it
 * @param deepest - most levels of arrays and objects
 * @returns `undefined` for a value nested deeper
 */
export function canonicalJson(value: unknown, deepest: number): string | undefined {
  const pieces: string[] = [];
  const steps = canonicalPieces(value, deepest);
  for (;;) {
    const { done, value: piece } = steps.next();
    if (done === true) return piece ? pieces.join("") : undefined;
    pieces.push(piece);
  }
}

/**
 * The same text piece by piece, for values of megabytes. A string of more than 65,536 characters is written as several.
 *
 * @returns whether that was all of it: `false` for a value nested deeper
 */
export function* canonicalPieces(value: unknown, deepest: number): Generator<string, boolean> {
  if (typeof value === "string" && value.length > PIECE) {
    for (let at = 0; at < value.length; at += PIECE) yield JSON.stringify(value.slice(at, at + PIECE));
    return true;
  }
  if (typeof value !== "object" || value === null) {
    yield JSON.stringify(value);
    return true;
  }
  if (deepest === 0) return false;
  const isArray = Array.isArray(value);
  yield isArray ? "[" : "{";
  let before = "";
  for (const name of isArray ? value.keys() : Object.keys(value).sort()) {
    yield isArray ? before : `${before}${JSON.stringify(name)}:`;
    before = ",";
    const isWhole = yield* canonicalPieces((value as Readonly<Record<string, unknown>>)[name], deepest - 1);
    if (!isWhole) return false;
  }
  yield isArray ? "]" : "}";
  return true;
}
