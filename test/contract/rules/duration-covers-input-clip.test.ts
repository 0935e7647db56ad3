import { durationCoversInputClip } from "../../../src/contract/rules/duration-covers-input-clip.js";
import { cdn, error, image, testRule } from "./run-rule.js";

testRule(durationCoversInputClip, {
  accepts: [
    ["a clip of which nothing is known", image({ video_urls: [cdn("a.mp4")], duration: 2 })],
    [
      "a clip of unknown length",
      image({ video_urls: [cdn("a.mp4")], duration: 2 }),
      { assets: { [cdn("a.mp4")]: { kind: "video" } } },
    ],
    [
      "a shorter clip",
      image({ video_urls: [cdn("a.mp4")], duration: 10 }),
      { assets: { [cdn("a.mp4")]: { kind: "video", seconds: 4 } } },
    ],
    [
      "an equal clip",
      image({ video_urls: [cdn("a.mp4")], duration: 8 }),
      { assets: { [cdn("a.mp4")]: { kind: "video", seconds: 8 } } },
    ],
    [
      "an equal clip whose length was counted in floats",
      image({ video_urls: [cdn("a.mp4")], duration: 8 }),
      { assets: { [cdn("a.mp4")]: { kind: "video", seconds: 8.0000001 } } },
    ],
    [
      "a clip within the default",
      image({ video_urls: [cdn("a.mp4")] }),
      { assets: { [cdn("a.mp4")]: { kind: "video", seconds: 5 } } },
    ],
    [
      "a clip next to a frame, which another rule refuses",
      image({ image_start: cdn("a.jpg"), video_urls: [cdn("a.mp4")], duration: 2 }),
      { assets: { [cdn("a.mp4")]: { kind: "video", seconds: 8 } } },
    ],
    ["an empty list", image({ image_start: cdn("a.jpg"), video_urls: [] })],
  ],
  refuses: [
    [
      "a longer clip",
      image({ video_urls: [cdn("a.mp4")], duration: 7 }),
      [error("/duration", "duration must be at least 8, the length of the clip to continue, got 7")],
      { assets: { [cdn("a.mp4")]: { kind: "video", seconds: 8 } } },
    ],
    [
      "a longer clip and the default",
      image({ video_urls: [cdn("a.mp4")] }),
      [
        error(
          "/duration",
          "duration must be at least 8, the length of the clip to continue, got 5 (the default)",
        ),
      ],
      { assets: { [cdn("a.mp4")]: { kind: "video", seconds: 8 } } },
    ],
    [
      "a clip longer by a fraction",
      image({ video_urls: [cdn("a.mp4")], duration: 5 }),
      [error("/duration", "duration must be at least 5.04, the length of the clip to continue, got 5")],
      { assets: { [cdn("a.mp4")]: { kind: "video", seconds: 5.04 } } },
    ],
  ],
});
