import { pixelsCheck } from "../media/asset-checks.js";
import { defineRule } from "./define-rule.js";

const SIDES = { least: 240, most: 8000 };

export const assetImagePixels = defineRule({
  id: "asset-image-pixels",
  meta: {
    summary: `Fail a task whose image has a side outside ${SIDES.least} to ${SIDES.most} pixels`,
    source: {
      page: "wan2.7-reference-video",
      at: "/components/schemas/Wan27ReferenceVideoRequest/properties/image_urls/description",
    },
    models: ["wan2.7-image-to-video", "wan2.7-reference-video", "wan2.7-video-edit"],
    severity: "error",
    failure: {
      code: "invalid_parameters",
      message: `image dimensions must be between ${SIDES.least} and ${SIDES.most}`,
    },
    parameters: ["image_start", "image_end", "image_urls"],
    messages: {
      pixels: `{param} must be ${SIDES.least} to ${SIDES.most} pixels on each side, but the image is {size}`,
    },
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
          assets: { "https://cdn.example.com/kite.png": { kind: "image", width: 8001, height: 2000 } },
        },
      ],
    },
  },
  check: pixelsCheck("image", SIDES),
});
