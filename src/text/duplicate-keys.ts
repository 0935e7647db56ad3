import { copyText } from "./cut-text.js";
import { pointerPart } from "./json-pointer.js";
import { endOfBlanks, endOfString, nameAt } from "./json-strings.js";
import type { JsonTotals } from "./json-syntax.js";
import { LinePlaces, type TextPlace } from "./line-places.js";

/** A member name that stands twice in one JSON object, and the place of the repetition. */
export interface DuplicateKey extends TextPlace {
  /** JSON pointer of the repeated member. */
  readonly pointer: string;
  readonly key: string;
}

/** Facts about a JSON text beyond the parsed value. */
export interface JsonScan {
  /** In text order; one more than `MOST_REPETITIONS` of them at the most. */
  readonly duplicates: readonly DuplicateKey[];
  /** Deepest nesting of arrays and objects; 1 for `{}`. */
  readonly depth: number;
  /** The scan ended where the text went beyond a limit; the rest was not looked at. */
  readonly isBeyond?: true;
}

/** An escape takes this many characters at the most: `\u0041`. */
const LONGEST_ESCAPE = 6;

/** A body that repeats more keys than this is no slip but an attack on whoever lists them. */
export const MOST_REPETITIONS = 100;

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

/** Blanks in a row, probably: worth a search for their end. */
const LONG_BLANK = 8;

interface OpenObject {
  /** Names seen so far; `null` for an array. */
  readonly keys: Set<string> | null;
  /** Current member name, or index of an array. */
  at: string | number;
}

/**
 * Finds repeated member names (also when spelt with escapes: `"\u006b"` is `"k"`) and the nesting depth.
 *
 * @param text - JSON; of what is none, no more is true than that `JSON.parse` meets no more before it gives up
 * @param limits - where to stop; none when absent
 */
export function scanJson(text: string, limits: Partial<JsonTotals> = {}): JsonScan {
  const duplicates: DuplicateKey[] = [];
  const stack: OpenObject[] = [];
  let top: OpenObject | undefined;
  let expectsName = false;
  let [depth, values, names, strings] = [0, 0, 0, 0];
  const { depth: deepest = Infinity, values: mostValues = Infinity, names: mostNames = Infinity } = limits;
  const [mostStrings, longestRaw] = [2 * mostValues + 1, LONGEST_ESCAPE * mostNames + 1];
  let places: LinePlaces | undefined;
  for (let i = 0, { length } = text; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code < QUOTE) {
      // Characters that are no blanks (and so no JSON) are stepped over like some.
      if (text.charCodeAt(i + LONG_BLANK) === code) i = Math.max(i, endOfBlanks(text, i) - 1);
      continue;
    }
    switch (code) {
      case OPEN_OBJECT:
      case OPEN_ARRAY: {
        expectsName = code === OPEN_OBJECT;
        top = expectsName ? { keys: new Set(), at: "" } : { keys: null, at: 0 };
        stack.push(top);
        if (stack.length > depth) depth = stack.length;
        if (depth > deepest || ++values > mostValues) return { duplicates, depth, isBeyond: true };
        break;
      }
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        stack.pop();
        top = stack.at(-1);
        expectsName = false;
        break;
      case COMMA:
        if (top === undefined) break;
        if (++values > mostValues) return { duplicates, depth, isBeyond: true };
        if (top.keys !== null) expectsName = true;
        else top.at = (top.at as number) + 1;
        break;
      case QUOTE: {
        const start = i;
        i = endOfString(text, i);
        // A member has two strings at the most: with more of them, the text is not JSON.
        if (++strings > mostStrings) return { duplicates, depth, isBeyond: true };
        if (!expectsName || top?.keys == null) break;
        expectsName = false;
        if (i - start > longestRaw) return { duplicates, depth, isBeyond: true };
        const key = nameAt(text, start, i);
        names += key.length;
        if (names > mostNames) return { duplicates, depth, isBeyond: true };
        top.at = key;
        if (!top.keys.has(key)) top.keys.add(key);
        else if (duplicates.length <= MOST_REPETITIONS) {
          places ??= new LinePlaces(text);
          duplicates.push({ pointer: copyText(pointerOf(stack)), key: copyText(key), ...places.at(start) });
        }
      }
    }
  }
  return { duplicates, depth };
}

function pointerOf(stack: readonly OpenObject[]): string {
  return stack.map((frame) => `/${pointerPart(String(frame.at))}`).join("");
}
