import { pixelsCheck } from "../media/asset-checks.js";
import { defineAssetRule, images } from "../media/asset-rule.js";

export const assetImagePixels = defineAssetRule({
  id: "asset-image-pixels",
  place: images,
  ...pixelsCheck("image", { least: 240, most: 8000 }),
  accepts: [{ width: 240, height: 1920 }],
  refuses: [{ width: 8001, height: 2000 }],
});
