import { complaintsAboutAssets } from "../media/known-media.js";
import { defineRule } from "./define-rule.js";

/** Said of PNG alone; what becomes of a transparent WEBP no source tells. */
export const assetImageIsOpaque = defineRule({
  id: "asset-image-is-opaque",
  meta: {
    summary: "Fail a task whose PNG image has transparency",
    source: {
      page: "wan2.7-reference-video",
      at: "/components/schemas/Wan27ReferenceVideoRequest/properties/image_urls/description",
    },
    models: ["wan2.7-image-to-video", "wan2.7-reference-video", "wan2.7-video-edit"],
    severity: "error",
    failure: { code: "image_processing_error", message: "Images with transparency are not supported" },
    parameters: ["image_start", "image_end", "image_urls"],
    messages: { transparent: "{param} must be without transparency, but the PNG has some" },
    examples: {
      accepts: [
        {
          body: {
            model: "wan2.7-image-to-video",
            prompt: "The kite climbs",
            image_start: "https://cdn.example.com/kite.png",
          },
          assets: {
            "https://cdn.example.com/kite.png": { kind: "image", format: "webp", hasTransparency: true },
          },
        },
      ],
      refuses: [
        {
          body: {
            model: "wan2.7-image-to-video",
            prompt: "The kite climbs",
            image_start: "https://cdn.example.com/kite.png",
          },
          assets: {
            "https://cdn.example.com/kite.png": { kind: "image", format: "png", hasTransparency: true },
          },
        },
      ],
    },
  },
  check: (input) =>
    complaintsAboutAssets(input, "image", ({ at, param, asset: { format, hasTransparency } }) =>
      format === "png" && hasTransparency === true
        ? { at, message: "transparent", data: { param } }
        : undefined,
    ),
});
