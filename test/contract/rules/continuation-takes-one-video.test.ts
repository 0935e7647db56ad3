import { continuationTakesOneVideo } from "../../../src/contract/rules/continuation-takes-one-video.js";
import { cdn, error, image, testRule } from "./run-rule.js";

testRule(continuationTakesOneVideo, {
  accepts: [
    ["no clip", image({ image_start: cdn("a.jpg") })],
    ["one clip", image({ video_urls: [cdn("a.mp4")] })],
    ["an empty list", image({ image_start: cdn("a.jpg"), video_urls: [] })],
  ],
  refuses: [
    [
      "two clips",
      image({ video_urls: [cdn("a.mp4"), cdn("b.mp4")] }),
      [error("/video_urls", "video_urls must hold exactly 1 clip to continue, got 2")],
    ],
    [
      "two clips beside a frame",
      image({ image_start: cdn("a.jpg"), video_urls: [cdn("a.mp4"), cdn("b.mp4")] }),
      [error("/video_urls", "video_urls must hold exactly 1 clip to continue, got 2")],
    ],
  ],
});
