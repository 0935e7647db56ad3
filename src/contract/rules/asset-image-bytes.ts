import { bytesCheck } from "../media/asset-checks.js";
import { defineRule } from "./define-rule.js";

const MEGABYTES = 20;

export const assetImageBytes = defineRule({
  id: "asset-image-bytes",
  meta: {
    summary: `Fail a task whose image is larger than ${MEGABYTES} MB`,
    source: {
      page: "wan2.7-reference-video",
      at: "/components/schemas/Wan27ReferenceVideoRequest/properties/image_urls/description",
    },
    models: ["wan2.7-image-to-video", "wan2.7-reference-video", "wan2.7-video-edit"],
    severity: "error",
    failure: { code: "invalid_parameters", message: `file size exceeds ${MEGABYTES}MB` },
    parameters: ["image_start", "image_end", "image_urls"],
    messages: { bytes: `{param} must be ${MEGABYTES} MB at most, but the file has {bytes} bytes` },
    examples: {
      accepts: [
        {
          body: {
            model: "wan2.7-image-to-video",
            prompt: "The kite climbs",
            image_start: "https://cdn.example.com/kite.png",
          },
          assets: { "https://cdn.example.com/kite.png": { kind: "image", bytes: 20_971_520 } },
        },
      ],
      refuses: [
        {
          body: {
            model: "wan2.7-image-to-video",
            prompt: "The kite climbs",
            image_start: "https://cdn.example.com/kite.png",
          },
          assets: { "https://cdn.example.com/kite.png": { kind: "image", bytes: 20_971_521 } },
        },
      ],
    },
  },
  check: bytesCheck("image", MEGABYTES),
});
