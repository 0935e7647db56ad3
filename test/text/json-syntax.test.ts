import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findSyntaxFault } from "../../src/text/json-syntax.js";

describe("findSyntaxFault", () => {
  it.each([
    ['{"a":1,}', 1, 8, 'a comma stands before "}"'],
    ['{"a":1\n "b":2}', 2, 2, 'expected a comma or "}"'],
    ["{'a':1}", 1, 2, "expected a member name in double quotes"],
    ["{\"a\":'x'}", 1, 6, "strings take double quotes"],
    ['{"a"}', 1, 5, 'expected ":" after a member name'],
    ['{"a":}', 1, 6, 'expected a value before "}"'],
    ["[1,]", 1, 4, 'expected a value before "]"'],
    ['{"a":1', 1, 7, "the text ends too early"],
    ['{"a":"x', 1, 6, "a string is not closed or holds a character that must be escaped"],
    ['{"a":"x\ny"}', 1, 6, "a string is not closed or holds a character that must be escaped"],
    ["{} {}", 1, 4, "nothing may follow the first JSON value"],
    ["\uFEFF{}", 1, 1, "a byte order mark is not JSON"],
    ["", 1, 1, "the text ends too early"],
    ["nul", 1, 1, "expected a value"],
    ["01", 1, 2, "nothing may follow the first JSON value"],
  ])("names the place in %j", (text, line, column, problem) => {
    expect(findSyntaxFault(text)).toEqual({ line, column, problem });
  });

  it("finds a fault exactly where JSON.parse refuses", () => {
    const mutated = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom("", ",", '"', "{", "]", "\\", "0", "\n", "x"),
        fc.nat({ max: 2 }),
      )
      .map(([text, at, insert, gone]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + insert + text.slice(place + gone);
      });
    fc.assert(
      fc.property(fc.oneof(fc.json(), mutated, fc.string()), (text) => {
        let accepted = true;
        try {
          JSON.parse(text);
        } catch {
          accepted = false;
        }
        expect(findSyntaxFault(text) === undefined).toBe(accepted);
      }),
      { numRuns: 10_000 },
    );
  });

  it("reads a million levels without a stack", () => {
    expect(findSyntaxFault("[".repeat(1_000_000))).toEqual({
      line: 1,
      column: 1_000_001,
      problem: "the text ends too early",
    });
  });
});
