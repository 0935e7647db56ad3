import { pixelsCheck } from "../media/asset-checks.js";
import { defineAssetRule, videos } from "../media/asset-rule.js";

export const assetVideoPixels = defineAssetRule({
  id: "asset-video-pixels",
  place: videos,
  ...pixelsCheck("video", { least: 240, most: 4096 }),
  accepts: [{ width: 240, height: 1920 }],
  refuses: [{ width: 4097, height: 2000 }],
});
