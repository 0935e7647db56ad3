import { policyLongestDuration } from "../../../src/contract/rules/policy-longest-duration.js";
import { cdn, edit, error, image, reference, testRule, text } from "./run-rule.js";

const policy = { longestDuration: 8 };

testRule(policyLongestDuration, {
  accepts: [
    ["any duration without a policy", text({ duration: 15 })],
    ["any duration under a policy of other rules", text({ duration: 15 }), { policy: { dailyCredits: 1 } }],
    ["the longest", text({ duration: 8 }), { policy }],
    ["the default below it", image({ image_start: cdn("a.jpg") }), { policy }],
    [
      "an edit that keeps the length of a shorter source",
      edit({ video_urls: [cdn("a.mp4")], duration: 0 }),
      { policy, assets: { [cdn("a.mp4")]: { kind: "video", seconds: 8 } } },
    ],
    ["an edit that keeps an unknown length", edit({ video_urls: [cdn("a.mp4")] }), { policy }],
  ],
  refuses: [
    [
      "a second more",
      reference({ image_urls: [cdn("a.jpg")], duration: 9 }),
      [error("/duration", "duration must be at most 8 (house policy), got 9")],
      { policy },
    ],
    [
      "the default above it",
      text({}),
      [error("/duration", "duration must be at most 4 (house policy), got 5 (the default)")],
      { policy: { longestDuration: 4 } },
    ],
    [
      "an edit that asks for more",
      edit({ video_urls: [cdn("a.mp4")], duration: 10 }),
      [error("/duration", "duration must be at most 8 (house policy), got 10")],
      { policy },
    ],
    [
      "an edit that keeps the length of a longer source",
      edit({ video_urls: [cdn("a.mp4")] }),
      [error("/duration", "duration must be at most 8 (house policy), got the 9.5 s of the source")],
      { policy, assets: { [cdn("a.mp4")]: { kind: "video", seconds: 9.5 } } },
    ],
  ],
});
