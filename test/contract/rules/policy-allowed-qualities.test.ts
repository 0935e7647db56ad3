import { policyAllowedQualities } from "../../../src/contract/rules/policy-allowed-qualities.js";
import { cdn, edit, error, image, testRule, text } from "./run-rule.js";

const policy = { allowedQualities: ["720p"] } as const;

testRule(policyAllowedQualities, {
  accepts: [
    ["any quality without a policy", text({ quality: "1080p" })],
    ["one of the list", text({ quality: "720p" }), { policy }],
    ["the default, when it is of the list", edit({ video_urls: [cdn("a.mp4")] }), { policy }],
    ["the second of two", text({ quality: "1080p" }), { policy: { allowedQualities: ["720p", "1080p"] } }],
  ],
  refuses: [
    [
      "another quality",
      image({ image_start: cdn("a.jpg"), quality: "1080p" }),
      [error("/quality", 'quality must be 720p (house policy), got "1080p"')],
      { policy },
    ],
    [
      "the default, when it is not of the list",
      text({}),
      [error("/quality", 'quality must be 1080p (house policy), got "720p" (the default)')],
      { policy: { allowedQualities: ["1080p"] } },
    ],
    [
      "another quality than two",
      text({ quality: "480p" }),
      [error("/quality", 'quality must be 720p or 1080p (house policy), got "480p"')],
      { policy: { allowedQualities: ["720p", "1080p"] } },
    ],
  ],
});
