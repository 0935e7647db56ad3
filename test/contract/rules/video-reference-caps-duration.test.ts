import { videoReferenceCapsDuration } from "../../../src/contract/rules/video-reference-caps-duration.js";
import { cdn, error, reference, testRule } from "./run-rule.js";

testRule(videoReferenceCapsDuration, {
  accepts: [
    ["10 with a video", reference({ video_urls: [cdn("a.mp4")], duration: 10 })],
    ["the default with a video", reference({ video_urls: [cdn("a.mp4")] })],
    ["15 with images", reference({ image_urls: [cdn("a.jpg")], duration: 15 })],
    ["15 with an empty video_urls", reference({ image_urls: [cdn("a.jpg")], video_urls: [], duration: 15 })],
  ],
  refuses: [
    [
      "11 with a video",
      reference({ video_urls: [cdn("a.mp4")], duration: 11 }),
      [error("/duration", "duration must be at most 10 with video_urls, got 11")],
    ],
    [
      "15 with a video and images",
      reference({ image_urls: [cdn("a.jpg")], video_urls: [cdn("a.mp4")], duration: 15 }),
      [error("/duration", "duration must be at most 10 with video_urls, got 15")],
    ],
  ],
});
