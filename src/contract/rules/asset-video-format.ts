import { formatCheck } from "../media/asset-checks.js";
import { shownFormats } from "../media/asset-limits.js";
import { defineRule } from "./define-rule.js";

const FORMATS: readonly string[] = ["mp4", "mov"];

export const assetVideoFormat = defineRule({
  id: "asset-video-format",
  meta: {
    summary: `Fail a task whose video is no ${shownFormats(FORMATS)} file`,
    source: {
      page: "wan2.7-reference-video",
      at: "/components/schemas/Wan27ReferenceVideoRequest/properties/video_urls/description",
    },
    models: ["wan2.7-image-to-video", "wan2.7-reference-video", "wan2.7-video-edit"],
    severity: "error",
    failure: { code: "invalid_parameters", message: "unsupported file type" },
    parameters: ["video_urls"],
    messages: {
      kind: `{param} must be a video (${shownFormats(FORMATS)}), but the file is {kind}`,
      format: `{param} must be ${shownFormats(FORMATS)}, but the file is {format}`,
    },
    examples: {
      accepts: [
        {
          body: {
            model: "wan2.7-image-to-video",
            prompt: "The kite climbs",
            video_urls: ["https://cdn.example.com/tram.mp4"],
          },
          assets: { "https://cdn.example.com/tram.mp4": { kind: "video", format: "mov" } },
        },
      ],
      refuses: [
        {
          body: {
            model: "wan2.7-image-to-video",
            prompt: "The kite climbs",
            video_urls: ["https://cdn.example.com/tram.mp4"],
          },
          assets: { "https://cdn.example.com/tram.mp4": { kind: "video", format: "webm" } },
        },
        {
          body: {
            model: "wan2.7-image-to-video",
            prompt: "The kite climbs",
            video_urls: ["https://cdn.example.com/tram.mp4"],
          },
          assets: { "https://cdn.example.com/tram.mp4": { kind: "image", format: "png" } },
        },
      ],
    },
  },
  check: formatCheck("video", FORMATS),
});
