import { defineAssetRule, images } from "../media/asset-rule.js";

/** Said of PNG alone; no source tells what becomes of a transparent WEBP. */
export const assetImageIsOpaque = defineAssetRule("asset-image-is-opaque", images, {
  summary: "Fail a task whose PNG image has transparency",
  failure: { code: "image_processing_error", message: "Images with transparency are not supported" },
  messages: { transparent: "{param} must be without transparency, but the PNG has some" },
  accepts: [{ format: "webp", hasTransparency: true }],
  refuses: [{ format: "png", hasTransparency: true }],
  breach: ({ format, hasTransparency }) =>
    format === "png" && hasTransparency === true ? { message: "transparent" } : undefined,
});
