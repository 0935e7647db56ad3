import { callbackUrlFits2048 } from "../../../src/contract/rules/callback-url-fits-2048.js";
import { edit, error, image, testRule, text } from "./run-rule.js";

testRule(callbackUrlFits2048, {
  accepts: [
    ["no callback_url", text({})],
    ["exactly 2048 characters", text({ callback_url: `https://hooks.example.com/${"a".repeat(2022)}` })],
    [
      "2048 characters of more UTF-16 units and bytes",
      text({ callback_url: `https://hooks.example.com/${"😀".repeat(2022)}` }),
    ],
  ],
  refuses: [
    [
      "2049 characters",
      text({ callback_url: `https://hooks.example.com/${"a".repeat(2023)}` }),
      [error("/callback_url", "callback_url must be at most 2048 characters long, got 2049")],
    ],
    [
      "2049 characters with emoji",
      edit({ callback_url: `https://hooks.example.com/${"😀".repeat(2023)}` }),
      [error("/callback_url", "callback_url must be at most 2048 characters long, got 2049")],
    ],
    [
      "a million characters",
      image({ callback_url: `https://hooks.example.com/${"a".repeat(999_974)}` }),
      [error("/callback_url", "callback_url must be at most 2048 characters long, got 1000000")],
    ],
  ],
});
