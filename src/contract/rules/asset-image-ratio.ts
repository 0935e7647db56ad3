import { ratioCheck } from "../media/asset-checks.js";
import { defineRule } from "./define-rule.js";

export const assetImageRatio = defineRule({
  id: "asset-image-ratio",
  meta: {
    summary: "Fail a task whose image is narrower than 1:8 or wider than 8:1",
    source: {
      page: "wan2.7-reference-video",
      at: "/components/schemas/Wan27ReferenceVideoRequest/properties/image_urls/description",
    },
    models: ["wan2.7-image-to-video", "wan2.7-reference-video", "wan2.7-video-edit"],
    severity: "error",
    failure: { code: "invalid_parameters", message: "image aspect ratio must be between 1:8 and 8:1" },
    parameters: ["image_start", "image_end", "image_urls"],
    messages: { ratio: "{param} must be in a proportion of 1:8 to 8:1, but the image is {size}" },
    examples: {
      accepts: [
        {
          body: {
            model: "wan2.7-image-to-video",
            prompt: "The kite climbs",
            image_start: "https://cdn.example.com/kite.png",
          },
          assets: { "https://cdn.example.com/kite.png": { kind: "image", width: 240, height: 1920 } },
        },
      ],
      refuses: [
        {
          body: {
            model: "wan2.7-image-to-video",
            prompt: "The kite climbs",
            image_start: "https://cdn.example.com/kite.png",
          },
          assets: { "https://cdn.example.com/kite.png": { kind: "image", width: 240, height: 1921 } },
        },
      ],
    },
  },
  check: ratioCheck("image"),
});
