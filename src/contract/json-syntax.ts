/** Where a text stops being JSON, and a word on what stands there. */
export interface SyntaxFault {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** Short description for a sentence: `expected a comma or "}"`. */
  readonly problem: string;
}

const SPACE = /[\t\n\r ]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

type Expected = "value" | "value or ]" | "name" | "name or }" | "colon" | "comma or end" | "nothing";

/**
 * Finds the first place where `text` breaks the JSON grammar (RFC 8259), without recursion.
 *
 * @returns `undefined` when the whole text is JSON. The engine's own messages differ between versions and
 * often give no place, so they are not used.
 */
export function findSyntaxFault(text: string): SyntaxFault | undefined {
  const found = scan(text);
  return found === undefined ? undefined : { ...placeOf(text, found.offset), problem: found.problem };
}

interface Fault {
  readonly offset: number;
  readonly problem: string;
}

/** Line and column are not counted here: optimised code would search the text for lines at every step. */
function scan(text: string): Fault | undefined {
  const open: ("{" | "[")[] = [];
  let expected: Expected = "value";
  let at = 0;
  const afterValue = (): Expected => (open.length === 0 ? "nothing" : "comma or end");
  for (;;) {
    at = match(SPACE, text, at) ?? at;
    if (at >= text.length) {
      return expected === "nothing" ? undefined : fault(at, "the text ends too early");
    }
    const char = text[at];
    if (expected === "nothing") return fault(at, "nothing may follow the first JSON value");
    if (expected === "colon") {
      if (char !== ":") return fault(at, 'expected ":" after a member name');
      at++;
      expected = "value";
    } else if (expected === "comma or end") {
      const inObject = open.at(-1) === "{";
      if (char === (inObject ? "}" : "]")) {
        open.pop();
        at++;
        expected = afterValue();
      } else if (char === ",") {
        at++;
        expected = inObject ? "name" : "value";
      } else return fault(at, `expected a comma or "${inObject ? "}" : "]"}"`);
    } else if (expected === "name" || expected === "name or }") {
      if (char === "}" && expected === "name or }") {
        open.pop();
        at++;
        expected = afterValue();
        continue;
      }
      const end = stringEnd(text, at);
      if (end === undefined) return fault(at, nameProblem(char));
      at = end;
      expected = "colon";
    } else if (char === "]" && expected === "value or ]") {
      open.pop();
      at++;
      expected = afterValue();
    } else if (char === "{" || char === "[") {
      open.push(char);
      at++;
      expected = char === "{" ? "name or }" : "value or ]";
    } else {
      const end = stringEnd(text, at) ?? match(SCALAR, text, at);
      if (end === undefined) return fault(at, valueProblem(char));
      at = end;
      expected = afterValue();
    }
  }
}

function match(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Where the string that begins at `at` ends. One expression for all of it overflows the stack on megabytes. */
function stringEnd(text: string, at: number): number | undefined {
  if (text.charCodeAt(at) !== QUOTE) return undefined;
  for (let next = at + 1; next < text.length; ) {
    const code = text.charCodeAt(next);
    if (code === QUOTE) return next + 1;
    if (code < 0x20) return undefined;
    const end = code === BACKSLASH ? match(ESCAPE, text, next) : next + 1;
    if (end === undefined) return undefined;
    next = end;
  }
  return undefined;
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

function fault(offset: number, problem: string): Fault {
  return { offset, problem };
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) {
    line++;
    start = at + 1;
  }
  return { line, column: offset - start + 1 };
}
