import { aspectRatioIgnored } from "../../../src/contract/rules/aspect-ratio-ignored.js";
import { cdn, reference, testRule, warn } from "./run-rule.js";

testRule(aspectRatioIgnored, {
  accepts: [
    ["aspect_ratio alone", reference({ aspect_ratio: "1:1" })],
    ["image_start alone", reference({ image_start: cdn("a.jpg") })],
  ],
  refuses: [
    [
      "both",
      reference({ image_start: cdn("a.jpg"), aspect_ratio: "9:16" }),
      [
        warn(
          "/aspect_ratio",
          "aspect_ratio 9:16 is ignored because image_start decides the shape: leave one of them out",
        ),
      ],
    ],
    [
      "both, with the default ratio",
      reference({ image_start: cdn("a.jpg"), aspect_ratio: "16:9" }),
      [
        warn(
          "/aspect_ratio",
          "aspect_ratio 16:9 is ignored because image_start decides the shape: leave one of them out",
        ),
      ],
    ],
  ],
});
