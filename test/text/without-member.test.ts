import { expect, test } from "vitest";
import { withoutMember } from "../../src/text/without-member.js";

test.each<[text: string, rest: string]>([
  ['{"x":1}', "{}"],
  ['{"x":1,"b":2}', '{"b":2}'],
  ['{"a":1,"x":2}', '{"a":1}'],
  [' { "a" : 1.0 ,\n "x" : "," , "b" : "x" } ', ' { "a" : 1.0 , "b" : "x" } '],
  ['{"x":{"y":[1,"}"]},"a":{"x":1,"b":[{"x":2}]}}', '{"a":{"x":1,"b":[{"x":2}]}}'],
  ['{"\\u0078":1,"a":"\\"x\\":","x":2}', '{"a":"\\"x\\":"}'],
  ['{"a":1e3,"a":[]}', '{"a":1e3,"a":[]}'],
  ["{}", "{}"],
])("%s", (text, rest) => {
  expect(withoutMember(text, "x")).toBe(rest);
  expect(() => JSON.parse(rest) as unknown).not.toThrow();
});
