import { pointerPart } from "./finding.js";
import { endOfString, nameAt } from "./json-strings.js";
import { LinePlaces } from "./line-places.js";

/** A member name that stands twice in one JSON object. */
export interface DuplicateKey {
  /** JSON pointer of the repeated member. */
  readonly pointer: string;
  readonly key: string;
  /** Where the repetition stands in the text, from 1. */
  readonly line: number;
  readonly column: number;
}

/** What a scan of JSON text tells beyond the parsed value. */
export interface JsonScan {
  /** In text order; one more than `MOST_REPETITIONS` of them at the most. */
  readonly duplicates: readonly DuplicateKey[];
  /** Deepest nesting of arrays and objects; 1 for `{}`. */
  readonly depth: number;
}

/** A body that repeats more keys than this is no slip but an attack on whoever lists them. */
export const MOST_REPETITIONS = 100;

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

interface Frame {
  /** Names seen so far; `null` for an array. */
  readonly keys: Set<string> | null;
  /** Current member name, or index of an array. */
  at: string | number;
}

/**
 * Finds repeated member names (also when spelt with escapes: `"\u006b"` is `"k"`) and the nesting depth.
 *
 * @param text - JSON that `JSON.parse` has accepted; anything else gives a meaningless result
 */
export function scanJson(text: string): JsonScan {
  const duplicates: DuplicateKey[] = [];
  const stack: Frame[] = [];
  let top: Frame | undefined;
  let expectsName = false;
  let depth = 0;
  let places: LinePlaces | undefined;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case OPEN_OBJECT:
      case OPEN_ARRAY: {
        expectsName = text.charCodeAt(i) === OPEN_OBJECT;
        top = expectsName ? { keys: new Set(), at: "" } : { keys: null, at: 0 };
        stack.push(top);
        if (stack.length > depth) depth = stack.length;
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
        if (top.keys !== null) expectsName = true;
        else top.at = (top.at as number) + 1;
        break;
      case QUOTE: {
        const start = i;
        i = endOfString(text, i);
        if (!expectsName || top?.keys == null) break;
        expectsName = false;
        const key = nameAt(text, start, i);
        top.at = key;
        if (!top.keys.has(key)) top.keys.add(key);
        else if (duplicates.length <= MOST_REPETITIONS) {
          places ??= new LinePlaces(text);
          duplicates.push({ pointer: pointerOf(stack), key, ...places.at(start) });
        }
      }
    }
  }
  return { duplicates, depth };
}

function pointerOf(stack: readonly Frame[]): string {
  return stack.map((frame) => `/${pointerPart(String(frame.at))}`).join("");
}
