import { endOfBlanks } from "./json-strings.js";
import { LinePlaces, type TextPlace } from "./line-places.js";

/** Where a text stops being JSON, and a word on what stands there. */
export interface SyntaxFault extends TextPlace {
  /** Short description for a sentence: `expected a comma or "}"`. */
  readonly problem: string;
}

/** How much a JSON text holds. */
export interface JsonTotals {
  /** Deepest nesting of arrays and objects; 1 for `{}`. */
  readonly depth: number;
  /** Members and items; an empty array or object counts one more. */
  readonly values: number;
  /** UTF-16 units of all member names together. */
  readonly names: number;
}

const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const SPECIAL = /["\\\u0000-\u001f]/g;

/** Characters between two steps of a walk: a few milliseconds. */
const STEP = 100_000;

type Expected = "value" | "value or ]" | "name" | "name or }" | "colon" | "comma or end" | "nothing";

/**
 * Finds the first place where `text` breaks the JSON grammar (RFC 8259), without recursion.
 *
 * @returns `undefined` when the whole text is JSON. The engine's own messages differ between versions and
 * often give no place, so they are not used.
 */
export function findSyntaxFault(text: string): SyntaxFault | undefined {
  const walk = walkJson(text);
  for (;;) {
    const { done, value } = walk.next();
    if (done === true) return isFault(value) ? value : undefined;
  }
}

/** Whether a walk ended at a fault. */
export function isFault(end: SyntaxFault | JsonTotals): end is SyntaxFault {
  return "problem" in end;
}

/** Reads a text in steps that take a few milliseconds each, to its first fault or its end. */
export function* walkJson(text: string): Generator<void, SyntaxFault | JsonTotals> {
  const open = new OpenBrackets();
  let expected: Expected = "value";
  let [depth, values, names] = [0, 0, 0];
  let pause = STEP;
  const fault = (offset: number, problem: string) => ({ ...new LinePlaces(text).at(offset), problem });
  for (let at = 0; ; ) {
    if (at >= pause) {
      pause = at + STEP;
      yield;
    }
    at = endOfSpace(text, at);
    if (at >= text.length) {
      return expected === "nothing" ? { depth, values, names } : fault(at, "the text ends too early");
    }
    const char = text.charCodeAt(at);
    if (expected === "nothing") return fault(at, "nothing may follow the first JSON value");
    if (expected === "colon") {
      if (char !== COLON) return fault(at, 'expected ":" after a member name');
      at++;
      expected = "value";
    } else if (expected === "comma or end") {
      const end = open.last === OPEN_OBJECT ? CLOSE_OBJECT : CLOSE_ARRAY;
      if (char === end) {
        open.pop();
        if (open.count === 0) expected = "nothing";
      } else if (char === COMMA) {
        values++;
        expected = end === CLOSE_OBJECT ? "name" : "value";
      } else return fault(at, `expected a comma or "${String.fromCharCode(end)}"`);
      at++;
    } else if (
      (char === CLOSE_OBJECT && expected === "name or }") ||
      (char === CLOSE_ARRAY && expected === "value or ]")
    ) {
      open.pop();
      at++;
      expected = open.count === 0 ? "nothing" : "comma or end";
    } else if (expected === "name" || expected === "name or }") {
      const name = readString(text, at);
      if (name === undefined) return fault(at, nameProblem(text[at]));
      names += name.units;
      at = name.end;
      expected = "colon";
    } else if (char === OPEN_OBJECT || char === OPEN_ARRAY) {
      open.push(char);
      values++;
      if (open.count > depth) depth = open.count;
      at++;
      expected = char === OPEN_OBJECT ? "name or }" : "value or ]";
    } else {
      const end = char === QUOTE ? readString(text, at)?.end : match(SCALAR, text, at);
      if (end === undefined) return fault(at, valueProblem(text[at]));
      at = end;
      expected = open.count === 0 ? "nothing" : "comma or end";
    }
  }
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** A stack of brackets: bytes, as a text may open millions. */
class OpenBrackets {
  count = 0;
  #brackets = new Uint8Array(64);

  get last(): number | undefined {
    return this.#brackets[this.count - 1];
  }

  push(bracket: number): void {
    if (this.count === this.#brackets.length) {
      const larger = new Uint8Array(2 * this.count);
      larger.set(this.#brackets);
      this.#brackets = larger;
    }
    this.#brackets[this.count++] = bracket;
  }

  pop(): void {
    this.count--;
  }
}

function endOfSpace(text: string, start: number): number {
  for (let at = start; at < start + 8; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
  }
  return endOfBlanks(text, start);
}

function match(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** Where the string that begins at `at` ends, and its length. One expression for it overflows the stack on megabytes. */
function readString(text: string, at: number): { end: number; units: number } | undefined {
  if (text.charCodeAt(at) !== QUOTE) return undefined;
  let saved = 0;
  for (let next = at + 1; next < text.length; ) {
    const code = text.charCodeAt(next);
    if (code === QUOTE) return { end: next + 1, units: next - at - 1 - saved };
    if (code === BACKSLASH) {
      const length = lengthOfEscape(text, next);
      if (length === 0) return undefined;
      saved += length - 1;
      next += length;
    } else if (code < 0x20) return undefined;
    else next = nextSpecial(text, next + 1);
  }
  return undefined;
}

/** Index of the next quote, backslash or control character; the end of the text where there is none. */
function nextSpecial(text: string, start: number): number {
  for (let at = start; at < start + 8; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE || code === BACKSLASH || code < 0x20) return at;
  }
  SPECIAL.lastIndex = start;
  return SPECIAL.test(text) ? SPECIAL.lastIndex - 1 : text.length;
}

/** Characters of the escape at a backslash; 0 for none. */
function lengthOfEscape(text: string, backslash: number): number {
  switch (text.charCodeAt(backslash + 1)) {
    case 0x22: // "
    case 0x2f: // /
    case 0x5c: // \
    case 0x62: // b
    case 0x66: // f
    case 0x6e: // n
    case 0x72: // r
    case 0x74: // t
      return 2;
    case 0x75: // u
      for (let at = backslash + 2; at < backslash + 6; at++) if (!isHex(text.charCodeAt(at))) return 0;
      return 6;
    default:
      return 0;
  }
}

function isHex(code: number): boolean {
  const letter = code | 0x20;
  return (code >= 0x30 && code <= 0x39) || (letter >= 0x61 && letter <= 0x66);
}

function nameProblem(char: string | undefined): string {
  if (char === "}") return 'a comma stands before "}"';
  if (char === '"') return "a string is not closed or holds a character that must be escaped";
  return "expected a member name in double quotes";
}

function valueProblem(char: string | undefined): string {
  if (char === "]" || char === "}") return `expected a value before "${char}"`;
  if (char === '"') return "a string is not closed or holds a character that must be escaped";
  if (char === "'") return "strings take double quotes";
  if (char === "\uFEFF") return "a byte order mark is not JSON";
  return "expected a value";
}
