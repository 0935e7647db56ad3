/** Where a text stops being JSON, and a word on what stands there. */
export interface SyntaxFault {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** Short description for a sentence: `expected a comma or "}"`. */
  readonly problem: string;
}

const SPACE = /[\t\n\r ]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

type Expected = "value" | "value or ]" | "name" | "name or }" | "colon" | "comma or end" | "nothing";

/**
 * Finds the first place where `text` breaks the JSON grammar (RFC 8259), without recursion.
 *
 * @returns `undefined` when the whole text is JSON. The engine's own messages differ between versions and
 * often give no place, so they are not used.
 */
export function findSyntaxFault(text: string): SyntaxFault | undefined {
  const open: ("{" | "[")[] = [];
  let expected: Expected = "value";
  let at = 0;
  const afterValue = (): Expected => (open.length === 0 ? "nothing" : "comma or end");
  for (;;) {
    at = match(SPACE, text, at) ?? at;
    if (at >= text.length) {
      return expected === "nothing" ? undefined : fault(text, at, "the text ends too early");
    }
    const char = text[at];
    if (expected === "nothing") return fault(text, at, "nothing may follow the first JSON value");
    if (expected === "colon") {
      if (char !== ":") return fault(text, at, 'expected ":" after a member name');
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
      } else return fault(text, at, `expected a comma or "${inObject ? "}" : "]"}"`);
    } else if (expected === "name" || expected === "name or }") {
      if (char === "}" && expected === "name or }") {
        open.pop();
        at++;
        expected = afterValue();
        continue;
      }
      const end = match(STRING, text, at);
      if (end === undefined) return fault(text, at, nameProblem(char));
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
      const end = match(STRING, text, at) ?? match(SCALAR, text, at);
      if (end === undefined) return fault(text, at, valueProblem(char));
      at = end;
      expected = afterValue();
    }
  }
}

function match(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
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

function fault(text: string, offset: number, problem: string): SyntaxFault {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) {
    line++;
    start = at + 1;
  }
  return { line, column: offset - start + 1, problem };
}
