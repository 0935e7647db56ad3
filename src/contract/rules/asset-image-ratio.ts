import { ratioCheck } from "../media/asset-checks.js";
import { defineAssetRule, images } from "../media/asset-rule.js";

export const assetImageRatio = defineAssetRule({
  id: "asset-image-ratio",
  place: images,
  ...ratioCheck("image"),
  accepts: [{ width: 240, height: 1920 }],
  refuses: [{ width: 240, height: 1921 }],
});
