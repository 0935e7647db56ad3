import { defineAssetRule, images } from "../media/asset-rule.js";
import { complaintsAboutAssets } from "../media/known-media.js";

/** Said of PNG alone; no source tells what becomes of a transparent WEBP. */
export const assetImageIsOpaque = defineAssetRule({
  id: "asset-image-is-opaque",
  place: images,
  summary: "Fail a task whose PNG image has transparency",
  failure: { code: "image_processing_error", message: "Images with transparency are not supported" },
  messages: { transparent: "{param} must be without transparency, but the PNG has some" },
  accepts: [{ format: "webp", hasTransparency: true }],
  refuses: [{ format: "png", hasTransparency: true }],
  check: (input) =>
    complaintsAboutAssets(input, "image", ({ at, param, asset: { format, hasTransparency } }) =>
      format === "png" && hasTransparency === true
        ? { at, message: "transparent", data: { param } }
        : undefined,
    ),
});
