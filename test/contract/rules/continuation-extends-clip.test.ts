import { continuationExtendsClip } from "../../../src/contract/rules/continuation-extends-clip.js";
import { cdn, image, testRule, warn } from "./run-rule.js";

testRule(continuationExtendsClip, {
  accepts: [
    ["a clip of which nothing is known", image({ video_urls: [cdn("a.mp4")], duration: 8 })],
    [
      "a shorter clip",
      image({ video_urls: [cdn("a.mp4")], duration: 10 }),
      { assets: { [cdn("a.mp4")]: { kind: "video", seconds: 4 } } },
    ],
    [
      "a longer clip, which another rule refuses",
      image({ video_urls: [cdn("a.mp4")], duration: 5 }),
      { assets: { [cdn("a.mp4")]: { kind: "video", seconds: 8 } } },
    ],
    [
      "a clip next to a frame, which another rule refuses",
      image({ image_start: cdn("a.jpg"), video_urls: [cdn("a.mp4")], duration: 8 }),
      { assets: { [cdn("a.mp4")]: { kind: "video", seconds: 8 } } },
    ],
  ],
  refuses: [
    [
      "an equal clip",
      image({ video_urls: [cdn("a.mp4")], duration: 8 }),
      [
        warn(
          "/duration",
          "duration 8 is the length of the clip itself: nothing new is generated, the clip comes back and is billed",
        ),
      ],
      { assets: { [cdn("a.mp4")]: { kind: "video", seconds: 8 } } },
    ],
    [
      "a clip as long as the default",
      image({ video_urls: [cdn("a.mp4")] }),
      [
        warn(
          "/duration",
          "duration 5 (the default) is the length of the clip itself: nothing new is generated, the clip comes back and is billed",
        ),
      ],
      { assets: { [cdn("a.mp4")]: { kind: "video", seconds: 5 } } },
    ],
  ],
});
