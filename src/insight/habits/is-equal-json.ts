/** As deep as an accepted body can be: what lies deeper equals nothing. */
const DEEPEST = 64;

/** Whether two parsed JSON texts have the same value, whatever the order of members. */
export function isEqualJson(a: unknown, b: unknown, deepest = DEEPEST): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null || deepest === 0)
    return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => isEqualJson(item, b[index], deepest - 1))
    );
  }
  const [left, right] = [a, b] as readonly Readonly<Record<string, unknown>>[];
  if (left === undefined || right === undefined) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && isEqualJson(left[name], right[name], deepest - 1))
  );
}
