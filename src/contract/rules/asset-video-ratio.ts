import { ratioCheck } from "../media/asset-checks.js";
import { defineRule } from "./define-rule.js";

export const assetVideoRatio = defineRule({
  id: "asset-video-ratio",
  meta: {
    summary: "Fail a task whose video is narrower than 1:8 or wider than 8:1",
    source: {
      page: "wan2.7-reference-video",
      at: "/components/schemas/Wan27ReferenceVideoRequest/properties/video_urls/description",
    },
    models: ["wan2.7-image-to-video", "wan2.7-reference-video", "wan2.7-video-edit"],
    severity: "error",
    failure: { code: "invalid_parameters", message: "video aspect ratio must be between 1:8 and 8:1" },
    parameters: ["video_urls"],
    messages: { ratio: "{param} must be in a proportion of 1:8 to 8:1, but the video is {size}" },
    examples: {
      accepts: [
        {
          body: {
            model: "wan2.7-image-to-video",
            prompt: "The kite climbs",
            video_urls: ["https://cdn.example.com/tram.mp4"],
          },
          assets: { "https://cdn.example.com/tram.mp4": { kind: "video", width: 240, height: 1920 } },
        },
      ],
      refuses: [
        {
          body: {
            model: "wan2.7-image-to-video",
            prompt: "The kite climbs",
            video_urls: ["https://cdn.example.com/tram.mp4"],
          },
          assets: { "https://cdn.example.com/tram.mp4": { kind: "video", width: 240, height: 1921 } },
        },
      ],
    },
  },
  check: ratioCheck("video"),
});
