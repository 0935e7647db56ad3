import { promptIsTruncated } from "../../../src/contract/rules/prompt-is-truncated.js";
import { edit, image, reference, testRule, text, warn } from "./run-rule.js";

testRule(promptIsTruncated, {
  accepts: [
    ["a short text", text({ prompt: "Rain" })],
    ["exactly 5000 letters", text({ prompt: "a".repeat(5000) })],
    ["exactly 5000 Chinese characters", text({ prompt: "雨".repeat(5000) })],
    ["exactly 5000 emoji, each two UTF-16 units", text({ prompt: "😀".repeat(5000) })],
    ["a value that is no text", text({ prompt: 5 })],
  ],
  refuses: [
    [
      "one letter too many",
      text({ prompt: "a".repeat(5001) }),
      [warn("/prompt", "prompt is cut to its first 5000 characters, got 5001")],
    ],
    [
      "one emoji too many",
      edit({ prompt: "😀".repeat(5001) }),
      [warn("/prompt", "prompt is cut to its first 5000 characters, got 5001")],
    ],
    [
      "lone surrogates, each of which counts",
      image({ prompt: "\ud83d".repeat(5002) }),
      [warn("/prompt", "prompt is cut to its first 5000 characters, got 5002")],
    ],
    [
      "a text of a million characters",
      reference({ prompt: "ab".repeat(500_000) }),
      [warn("/prompt", "prompt is cut to its first 5000 characters, got 1000000")],
    ],
  ],
});
