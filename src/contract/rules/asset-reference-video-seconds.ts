import { secondsCheck } from "../media/asset-checks.js";
import { defineRule } from "./define-rule.js";

const SECONDS = { least: 1, most: 30 };

export const assetReferenceVideoSeconds = defineRule({
  id: "asset-reference-video-seconds",
  meta: {
    summary: `Fail a task whose reference video lasts less than ${SECONDS.least} or more than ${SECONDS.most} s`,
    source: {
      page: "wan2.7-reference-video",
      at: "/components/schemas/Wan27ReferenceVideoRequest/properties/video_urls/description",
    },
    models: ["wan2.7-reference-video"],
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
            model: "wan2.7-reference-video",
            prompt: "A duet on a pier",
            video_urls: ["https://cdn.example.com/tram.mp4"],
          },
          assets: { "https://cdn.example.com/tram.mp4": { kind: "video", seconds: 30 } },
        },
      ],
      refuses: [
        {
          body: {
            model: "wan2.7-reference-video",
            prompt: "A duet on a pier",
            video_urls: ["https://cdn.example.com/tram.mp4"],
          },
          assets: { "https://cdn.example.com/tram.mp4": { kind: "video", seconds: 30.001 } },
        },
      ],
    },
  },
  check: secondsCheck("video", SECONDS),
});
