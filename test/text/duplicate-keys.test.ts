import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scanJson } from "../../src/text/duplicate-keys.js";
import { pointerPart } from "../../src/text/json-pointer.js";

/** A JSON value that may repeat member names, as text knows them and objects do not. */
type Node =
  | { readonly kind: "leaf"; readonly value: unknown }
  | { readonly kind: "array"; readonly items: readonly Node[] }
  | { readonly kind: "object"; readonly members: readonly (readonly [string, Node])[] };

const { node } = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.record({
      kind: fc.constant("leaf" as const),
      value: fc.oneof(
        fc.string({ unit: "binary", maxLength: 6 }),
        fc.constantFrom('"', "\\", '\\"', "{", '[",:', "}"),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.constantFrom(null, true, false),
      ),
    }),
    fc.record({ kind: fc.constant("array" as const), items: fc.array(tie("node"), { maxLength: 4 }) }),
    fc.record({
      kind: fc.constant("object" as const),
      members: fc.array(
        fc.tuple(
          fc.oneof(
            fc.string({ maxLength: 2 }),
            fc.constantFrom("a", "b", "a/b", "~", '"', "\\", "__proto__"),
          ),
          tie("node"),
        ),
        { maxLength: 4 },
      ),
    }),
  ),
}));

const escaped = (text: string) =>
  `"${Array.from(text, (_, i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, "0")}`).join("")}"`;

/** Writes a node down; every other name with escapes. */
function write(value: Node, gap: string): string {
  let names = 0;
  const name = (text: string) =>
    names++ % 2 === 0 || text.length !== [...text].length ? JSON.stringify(text) : escaped(text);
  const writeNode = (part: Node): string => {
    if (part.kind === "leaf") return JSON.stringify(part.value);
    if (part.kind === "array") return `[${gap}${part.items.map(writeNode).join(`,${gap}`)}]`;
    return `{${part.members.map(([key, member]) => `${gap}${name(key)}${gap}:${writeNode(member)}`).join(",")}${gap}}`;
  };
  return writeNode(value);
}

/** Pointers of repeated names in text order, found the slow way. */
function repetitions(value: Node, pointer = ""): string[] {
  if (value.kind === "leaf") return [];
  if (value.kind === "array") return value.items.flatMap((item, i) => repetitions(item, `${pointer}/${i}`));
  const seen = new Set<string>();
  return value.members.flatMap(([key, member]) => {
    const at = `${pointer}/${pointerPart(key)}`;
    const repeated = seen.has(key) ? [at] : [];
    seen.add(key);
    return [...repeated, ...repetitions(member, at)];
  });
}

function depthOf(value: Node): number {
  if (value.kind === "leaf") return 0;
  const parts = value.kind === "array" ? value.items : value.members.map(([, member]) => member);
  return 1 + Math.max(0, ...parts.map(depthOf));
}

describe("scanJson", () => {
  test("tells pointer, line and column, also of names spelt with escapes", () => {
    const text = '{"image1":"a",\n  "x":{"k":1,"\\u006b":2},"image1":"b","arr":[{"a":1},{"b":1,"b":2}]}';
    expect(scanJson(text)).toEqual({
      depth: 3,
      duplicates: [
        { pointer: "/x/k", key: "k", line: 2, column: 14 },
        { pointer: "/image1", key: "image1", line: 2, column: 26 },
        { pointer: "/arr/1/b", key: "b", line: 2, column: 61 },
      ],
    });
  });

  test.each([
    ["null", 0],
    ['"{[}]"', 0],
    ["[]", 1],
    ['{"a":[[{}]]}', 4],
    ['{"a":"[[[["}', 1],
    [`${"[".repeat(5000)}${"]".repeat(5000)}`, 5000],
  ])("measures the depth of %s", (text, depth) => {
    expect(scanJson(text)).toEqual({ duplicates: [], depth });
  });

  test.each([
    ["a quote in a value", '{"a":"\\"a\\":","b":1}'],
    ["a backslash at the end of a value", '{"a":"\\\\","b":"\\\\\\\\"}'],
    ["a colon and a comma in a value", '{"a":"b\\":1,","b":"a"}'],
    ["the same name in sibling objects", '[{"a":1},{"a":1},{"a":{"a":1}}]'],
    ["values equal to names", '{"a":"a","b":"a"}'],
  ])("is not misled by %s", (_, text) => {
    JSON.parse(text);
    expect(scanJson(text).duplicates).toEqual([]);
  });

  test("sees a repeated __proto__", () => {
    expect(scanJson('{"__proto__":1,"__proto__":2}').duplicates).toEqual([
      { pointer: "/__proto__", key: "__proto__", line: 1, column: 16 },
    ]);
  });

  test("finds just what a slow reading finds, in any layout", () => {
    fc.assert(
      fc.property(node, fc.constantFrom("", " ", "\n", "\t\r\n "), (value, gap) => {
        const text = write(value, gap);
        JSON.parse(text);
        const { duplicates, depth } = scanJson(text);
        expect(depth).toBe(depthOf(value));
        const expected = repetitions(value);
        expect(duplicates.map(({ pointer }) => pointer)).toEqual(expected.slice(0, duplicates.length));
        expect(duplicates.length).toBe(Math.min(expected.length, 101));
        const lines = text.split("\n");
        for (const { key, line, column } of duplicates) {
          const rest = lines[line - 1]?.slice(column - 1) ?? "";
          expect([JSON.stringify(key), escaped(key)].some((name) => rest.startsWith(name))).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

test("comes to an end with whatever is no JSON, such as a character that is repeated", () => {
  for (let code = 0; code < 128; code++) {
    expect(scanJson(String.fromCharCode(code).repeat(30)).duplicates).toEqual([]);
  }
});
