import { bytesCheck } from "../media/asset-checks.js";
import { defineAssetRule, images } from "../media/asset-rule.js";

export const assetImageBytes = defineAssetRule({
  id: "asset-image-bytes",
  place: images,
  ...bytesCheck("image", 20),
  accepts: [{ bytes: 20_971_520 }],
  refuses: [{ bytes: 20_971_521 }],
});
