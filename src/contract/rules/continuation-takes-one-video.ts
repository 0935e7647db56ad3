import { countUrls } from "../media/material.js";
import { cdn, defineRule, descriptionOf, imageToVideo, noComplaints } from "./define-rule.js";

export const continuationTakesOneVideo = defineRule({
  id: "continuation-takes-one-video",
  summary: "Refuse more than one clip to continue",
  source: descriptionOf("wan2.7-image-to-video", "video_urls"),
  parameters: ["video_urls"],
  messages: { several: "video_urls must hold exactly 1 clip to continue, got {count}" },
  accepts: () => [imageToVideo({ video_urls: [cdn("tram.mp4")] })],
  refuses: () => [imageToVideo({ video_urls: [cdn("tram.mp4"), cdn("depot.mp4")] })],
  check: ({ body: { video_urls } }) =>
    countUrls(video_urls) > 1
      ? [{ at: "/video_urls", message: "several", data: { count: countUrls(video_urls) } }]
      : noComplaints,
});
