import { pointerPart } from "./json-pointer.js";
import { endOfBlanks, endOfString, nameAt } from "./json-strings.js";
import { LinePlaces, type TextPlace } from "./line-places.js";

interface OpenContainer {
  /** Pointer of the array or object itself; empty below the deepest one asked for. */
  readonly pointer: string;
  /** Index of the current item; `undefined` in an object. */
  index: number | undefined;
}

/**
 * Finds where members and items stand in a JSON text: a member at its name, an item at its value. A member
 * that is missing gets the place of the nearest value around it; of a name that stands there twice the last one
 * counts, as it does for `JSON.parse`.
 *
 * @param text - JSON that `JSON.parse` has accepted
 * @param pointers - JSON pointers (RFC 6901)
 * @returns a place for each pointer
 */
export function jsonPlaces(text: string, pointers: readonly string[]): ReadonlyMap<string, TextPlace> {
  const offsets = offsetsOf(text, new Set(pointers.flatMap(withAncestors)));
  const nearest = pointers.map((pointer) => {
    const known = withAncestors(pointer).find((candidate) => offsets.has(candidate));
    return { pointer, offset: offsets.get(known ?? "") ?? 0 };
  });
  const lines = new LinePlaces(text);
  nearest.sort((a, b) => a.offset - b.offset);
  return new Map(nearest.map(({ pointer, offset }) => [pointer, lines.at(offset)]));
}

/** `/a/b`, `/a` and the whole text. */
function withAncestors(pointer: string): string[] {
  const all = [pointer];
  for (let end = pointer.lastIndexOf("/"); end >= 0; end = pointer.lastIndexOf("/", end - 1)) {
    all.push(pointer.slice(0, end));
    if (end === 0) break;
  }
  return all;
}

/** A scan of our own: jsonc-parser overflows the stack at some 5,000 levels and reads escapes thirty times as slowly. */
function offsetsOf(text: string, wanted: ReadonlySet<string>): ReadonlyMap<string, number> {
  let deepest = 0;
  for (const pointer of wanted) deepest = Math.max(deepest, pointer.split("/").length - 1);
  const offsets = new Map<string, number>([["", Math.max(text.search(/[^\t\n\r ]/), 0)]]);
  const stack: OpenContainer[] = [];
  let expectsName = false;
  let isItemDue = false;
  let current = "";
  const found = (part: string, offset: number) => {
    if (stack.length > deepest) return;
    current = `${stack.at(-1)?.pointer ?? ""}/${part}`;
    if (wanted.has(current)) offsets.set(current, offset);
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === " " || char === "\n" || char === "\r" || char === "\t") {
      at = endOfBlanks(text, at) - 1;
      continue;
    }
    const top = stack.at(-1);
    if (isItemDue && char !== "]") found(String(top?.index ?? 0), at);
    isItemDue = false;
    if (char === "{" || char === "[") {
      stack.push({ pointer: stack.length > deepest ? "" : current, index: char === "[" ? 0 : undefined });
      expectsName = char === "{";
      isItemDue = char === "[";
    } else if (char === "}" || char === "]") {
      stack.pop();
      expectsName = false;
    } else if (char === ",") {
      expectsName = top?.index === undefined;
      isItemDue = !expectsName;
      if (top?.index !== undefined) top.index++;
    } else if (char === '"') {
      const end = endOfString(text, at);
      if (expectsName) found(pointerPart(nameAt(text, at, end)), at);
      expectsName = false;
      at = end;
    }
  }
  return offsets;
}
