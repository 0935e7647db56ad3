import { formatCheck } from "../media/asset-checks.js";
import { shownFormats } from "../media/asset-limits.js";
import { defineRule } from "./define-rule.js";

const FORMATS: readonly string[] = ["jpeg", "png", "bmp", "webp"];

export const assetImageFormat = defineRule({
  id: "asset-image-format",
  meta: {
    summary: `Fail a task whose image is no ${shownFormats(FORMATS)} file`,
    source: {
      page: "wan2.7-reference-video",
      at: "/components/schemas/Wan27ReferenceVideoRequest/properties/image_urls/description",
    },
    models: ["wan2.7-image-to-video", "wan2.7-reference-video", "wan2.7-video-edit"],
    severity: "error",
    failure: { code: "image_processing_error", message: "The image format is not supported" },
    parameters: ["image_start", "image_end", "image_urls"],
    messages: {
      kind: `{param} must be an image (${shownFormats(FORMATS)}), but the file is {kind}`,
      format: `{param} must be ${shownFormats(FORMATS)}, but the file is {format}`,
    },
    examples: {
      accepts: [
        {
          body: {
            model: "wan2.7-image-to-video",
            prompt: "The kite climbs",
            image_start: "https://cdn.example.com/kite.png",
          },
          assets: { "https://cdn.example.com/kite.png": { kind: "image", format: "png" } },
        },
      ],
      refuses: [
        {
          body: {
            model: "wan2.7-image-to-video",
            prompt: "The kite climbs",
            image_start: "https://cdn.example.com/kite.png",
          },
          assets: { "https://cdn.example.com/kite.png": { kind: "image", format: "gif" } },
        },
        {
          body: {
            model: "wan2.7-image-to-video",
            prompt: "The kite climbs",
            image_start: "https://cdn.example.com/kite.png",
          },
          assets: { "https://cdn.example.com/kite.png": { kind: "video", format: "mp4" } },
        },
      ],
    },
  },
  check: formatCheck("image", FORMATS),
});
