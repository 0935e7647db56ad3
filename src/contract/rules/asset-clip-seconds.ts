import { secondsCheck } from "../media/asset-checks.js";
import { defineRule } from "./define-rule.js";

const SECONDS = { least: 2, most: 10 };

export const assetClipSeconds = defineRule({
  id: "asset-clip-seconds",
  meta: {
    summary: `Fail a task whose clip to continue or to edit lasts less than ${SECONDS.least} or more than ${SECONDS.most} s`,
    source: {
      page: "wan2.7-image-to-video",
      at: "/components/schemas/Wan27ImageToVideoRequest/properties/video_urls/description",
    },
    models: ["wan2.7-image-to-video", "wan2.7-video-edit"],
    severity: "error",
    failure: {
      code: "invalid_parameters",
      message: `Video duration must be between ${SECONDS.least}-${SECONDS.most} seconds`,
    },
    parameters: ["video_urls"],
    messages: {
      seconds: `{param} must last ${SECONDS.least} to ${SECONDS.most} s, but the video lasts {seconds}`,
    },
    examples: {
      accepts: [
        {
          body: {
            model: "wan2.7-video-edit",
            prompt: "Repaint it in charcoal",
            video_urls: ["https://cdn.example.com/tram.mp4"],
          },
          assets: { "https://cdn.example.com/tram.mp4": { kind: "video", seconds: 10 } },
        },
      ],
      refuses: [
        {
          body: {
            model: "wan2.7-video-edit",
            prompt: "Repaint it in charcoal",
            video_urls: ["https://cdn.example.com/tram.mp4"],
          },
          assets: { "https://cdn.example.com/tram.mp4": { kind: "video", seconds: 10.001 } },
        },
      ],
    },
  },
  check: secondsCheck("video", SECONDS),
});
