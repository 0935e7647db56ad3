import { formatCheck } from "../media/asset-checks.js";
import { defineAssetRule, images } from "../media/asset-rule.js";

export const assetImageFormat = defineAssetRule({
  id: "asset-image-format",
  place: images,
  ...formatCheck("image", ["jpeg", "png", "bmp", "webp"]),
  accepts: [{ format: "png" }],
  refuses: [{ format: "gif" }, { kind: "video", format: "mp4" }],
});
