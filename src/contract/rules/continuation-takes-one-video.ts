import { countUrls } from "../media/material.js";
import { defineRule, noComplaints } from "./define-rule.js";

export const continuationTakesOneVideo = defineRule({
  id: "continuation-takes-one-video",
  meta: {
    summary: "Refuse more than one clip to continue",
    source: {
      page: "wan2.7-image-to-video",
      at: "/components/schemas/Wan27ImageToVideoRequest/properties/video_urls/description",
    },
    models: ["wan2.7-image-to-video"],
    severity: "error",
    parameters: ["video_urls"],
    messages: { several: "video_urls must hold exactly 1 clip to continue, got {count}" },
    examples: {
      accepts: [
        {
          body: {
            model: "wan2.7-image-to-video",
            prompt: "The kite climbs",
            video_urls: ["https://cdn.example.com/tram.mp4"],
          },
        },
      ],
      refuses: [
        {
          body: {
            model: "wan2.7-image-to-video",
            prompt: "The kite climbs",
            video_urls: ["https://cdn.example.com/tram.mp4", "https://cdn.example.com/depot.mp4"],
          },
        },
      ],
    },
  },
  check: ({ body: { video_urls } }) =>
    countUrls(video_urls) > 1
      ? [{ at: "/video_urls", message: "several", data: { count: countUrls(video_urls) } }]
      : noComplaints,
});
