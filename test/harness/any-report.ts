import fc from "fast-check";
import type { Report } from "../../src/cli/reports/report.js";

/** Texts that formats stumble over: markup, controls, halves of characters, what no character is. */
const nastyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string(),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes)),
  fc.constantFrom(
    ...["]]>", "\"<&>'", "\u0000\u0007\u001b[31m", "a\r\nb\tc", " \n ", "\ud800x\udfff", "\uffff"],
    ...["100%25,50%:", "::error::x", "😀 图3", "| `a` | <b>", "--><!--", "x".repeat(20_000)],
  ),
);

const level = fc.constantFrom("error" as const, "warning" as const, "note" as const);

const place = fc.record(
  { file: nastyText, line: fc.integer({ min: 1, max: 1e6 }), column: fc.integer({ min: 1, max: 1e6 }) },
  { requiredKeys: ["file", "line"] },
);

const message = fc.record(
  { level, rule: nastyText, text: nastyText, place, pointer: nastyText },
  { requiredKeys: ["level", "rule", "text"] },
);

const testCase = fc.record(
  {
    name: nastyText,
    outcome: fc.constantFrom("passed" as const, "failed" as const, "skipped" as const),
    messages: fc.array(message, { maxLength: 4 }),
    seconds: fc.double({ min: 0, max: 1e4, noNaN: true }),
  },
  { requiredKeys: ["name", "outcome", "messages"] },
);

/** Any report that a command could hand over, and stranger ones. */
export const anyReport: fc.Arbitrary<Report> = fc.record(
  {
    tool: fc.constantFrom("lint", "verify", "coverage", "habits", "drift"),
    summary: nastyText,
    groups: fc.array(fc.record({ name: nastyText, cases: fc.array(testCase, { maxLength: 4 }) }), {
      maxLength: 3,
    }),
    markdown: nastyText,
  },
  { requiredKeys: ["tool", "summary", "groups"] },
);

/** A text as formats spell it that cannot hold every character. */
export function spelt(text: string): string {
  return Array.from(text, (char) => {
    const code = char.codePointAt(0) ?? 0;
    const isControl = code < 0x20 && !"\t\n\r".includes(char);
    const isHalf = code >= 0xd800 && code <= 0xdfff;
    return isControl || isHalf || code === 0xfffe || code === 0xffff
      ? `\\u${code.toString(16).padStart(4, "0")}`
      : char;
  }).join("");
}
