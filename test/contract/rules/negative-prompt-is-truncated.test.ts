import { negativePromptIsTruncated } from "../../../src/contract/rules/negative-prompt-is-truncated.js";
import { edit, image, reference, testRule, text, warn } from "./run-rule.js";

testRule(negativePromptIsTruncated, {
  accepts: [
    ["a short text", text({ negative_prompt: "Rain" })],
    ["exactly 500 letters", text({ negative_prompt: "a".repeat(500) })],
    ["exactly 500 Chinese characters", text({ negative_prompt: "雨".repeat(500) })],
    ["exactly 500 emoji, each two UTF-16 units", text({ negative_prompt: "😀".repeat(500) })],
    ["a value that is no text", text({ negative_prompt: 5 })],
  ],
  refuses: [
    [
      "one letter too many",
      text({ negative_prompt: "a".repeat(501) }),
      [warn("/negative_prompt", "negative_prompt is cut to its first 500 characters, got 501")],
    ],
    [
      "one emoji too many",
      edit({ negative_prompt: "😀".repeat(501) }),
      [warn("/negative_prompt", "negative_prompt is cut to its first 500 characters, got 501")],
    ],
    [
      "lone surrogates, each of which counts",
      image({ negative_prompt: "\ud83d".repeat(502) }),
      [warn("/negative_prompt", "negative_prompt is cut to its first 500 characters, got 502")],
    ],
    [
      "a text of a million characters",
      reference({ negative_prompt: "ab".repeat(500_000) }),
      [warn("/negative_prompt", "negative_prompt is cut to its first 500 characters, got 1000000")],
    ],
  ],
});
