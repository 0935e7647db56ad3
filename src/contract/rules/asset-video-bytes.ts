import { bytesCheck } from "../media/asset-checks.js";
import { defineRule } from "./define-rule.js";

const MEGABYTES = 100;

export const assetVideoBytes = defineRule({
  id: "asset-video-bytes",
  meta: {
    summary: `Fail a task whose video is larger than ${MEGABYTES} MB`,
    source: {
      page: "wan2.7-reference-video",
      at: "/components/schemas/Wan27ReferenceVideoRequest/properties/video_urls/description",
    },
    models: ["wan2.7-image-to-video", "wan2.7-reference-video", "wan2.7-video-edit"],
    severity: "error",
    failure: { code: "invalid_parameters", message: `file size exceeds ${MEGABYTES}MB` },
    parameters: ["video_urls"],
    messages: { bytes: `{param} must be ${MEGABYTES} MB at most, but the file has {bytes} bytes` },
    examples: {
      accepts: [
        {
          body: {
            model: "wan2.7-image-to-video",
            prompt: "The kite climbs",
            video_urls: ["https://cdn.example.com/tram.mp4"],
          },
          assets: { "https://cdn.example.com/tram.mp4": { kind: "video", bytes: 104_857_600 } },
        },
      ],
      refuses: [
        {
          body: {
            model: "wan2.7-image-to-video",
            prompt: "The kite climbs",
            video_urls: ["https://cdn.example.com/tram.mp4"],
          },
          assets: { "https://cdn.example.com/tram.mp4": { kind: "video", bytes: 104_857_601 } },
        },
      ],
    },
  },
  check: bytesCheck("video", MEGABYTES),
});
