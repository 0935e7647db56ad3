import { pixelsCheck } from "../media/asset-checks.js";
import { defineRule } from "./define-rule.js";

const SIDES = { least: 240, most: 4096 };

export const assetVideoPixels = defineRule({
  id: "asset-video-pixels",
  meta: {
    summary: `Fail a task whose video has a side outside ${SIDES.least} to ${SIDES.most} pixels`,
    source: {
      page: "wan2.7-reference-video",
      at: "/components/schemas/Wan27ReferenceVideoRequest/properties/video_urls/description",
    },
    models: ["wan2.7-image-to-video", "wan2.7-reference-video", "wan2.7-video-edit"],
    severity: "error",
    failure: {
      code: "invalid_parameters",
      message: `video dimensions must be between ${SIDES.least} and ${SIDES.most}`,
    },
    parameters: ["video_urls"],
    messages: {
      pixels: `{param} must be ${SIDES.least} to ${SIDES.most} pixels on each side, but the video is {size}`,
    },
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
          assets: { "https://cdn.example.com/tram.mp4": { kind: "video", width: 4097, height: 2000 } },
        },
      ],
    },
  },
  check: pixelsCheck("video", SIDES),
});
