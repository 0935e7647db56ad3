import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitBodies } from "../../src/cli/commands/lint/split-bodies.js";
import { parseStrictYaml } from "../../src/cli/settings/check-config.js";
import { cpuMilliseconds } from "../harness/cpu-time.js";

describe("a configuration of many keys", () => {
  const keys = (count: number) => Array.from({ length: count }, (_, index) => `k${index}: 1\n`).join("");

  it("is read in time that grows with their number", () => {
    const few = cpuMilliseconds(() => parseStrictYaml(keys(4000)));
    const many = cpuMilliseconds(() => parseStrictYaml(keys(40_000)));
    // Each key beside each would cost a hundred times as much.
    expect(many).toBeLessThan(30 * few);
  });

  it.each([
    ["a repeated key", `${keys(2000)}k7: 2\n`, "Map keys must be unique at line 2001, column 1"],
    ["one far down", "a:\n  b:\n    - c: 1\n      c: 2\n", "Map keys must be unique at line 4, column 7"],
    ["a broken line", "a: [1\nb: 2", /at line 2, column 1$/],
    ["a thousand levels", `a: ${"[".repeat(20_000)}`, "it is nested too deeply"],
  ])("is refused for %s", (_what, text, message) => {
    expect(() => parseStrictYaml(text)).toThrow(message);
  });

  it.each(["", "# nothing\n", "---\n"])("may be empty: %j", (text) => {
    expect(parseStrictYaml(text)).toEqual({});
  });
});

describe("the bodies of a file", () => {
  const gap = fc.constantFrom("", " ", "\n", "\r\n\t ", "\n".repeat(20));

  it("are the items of an array, each with its text and place", () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 5 }),
        gap,
        gap,
        (items, before, after) => {
          const text = `${before}[${items.map((item) => `${before}${JSON.stringify(item)}${after}`).join(",")}${after}]${after}`;
          const found = splitBodies(text);
          expect(found.map((one) => JSON.parse(one.text) as unknown)).toEqual(JSON.parse(text));
          expect(found.map(({ at }) => at)).toEqual(items.map((_, index) => `/${index}`));
          for (const one of found) {
            const line = text.split("\n")[one.line - 1] ?? "";
            expect(line.slice(one.column - 1).startsWith(one.text.split("\n")[0] ?? "")).toBe(true);
          }
        },
      ),
      { numRuns: 500, seed: 11 },
    );
  });

  it("are the lines of JSON Lines, blank ones left out", () => {
    expect(splitBodies('\n\n  {"a":1}\r\n\n{"b":\n')).toEqual([
      { text: '{"a":1}', line: 3, column: 3, at: "" },
      { text: '{"b":', line: 5, column: 1, at: "" },
    ]);
  });

  it.each([
    ["blank lines", `${"\n".repeat(500_000)}{`],
    ["lines that are no JSON", "x\n".repeat(100_000)],
    ["lines that begin like JSON", "{x\n".repeat(100_000)],
  ])("are one that is broken where the file is nothing but %s", (_what, text) => {
    expect(splitBodies(text)).toEqual([{ text, line: 1, column: 1, at: "" }]);
  });
});
