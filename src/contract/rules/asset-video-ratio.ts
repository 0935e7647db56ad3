import { ratioCheck } from "../media/asset-checks.js";
import { defineAssetRule, videos } from "../media/asset-rule.js";

export const assetVideoRatio = defineAssetRule({
  id: "asset-video-ratio",
  place: videos,
  ...ratioCheck("video"),
  accepts: [{ width: 240, height: 1920 }],
  refuses: [{ width: 240, height: 1921 }],
});
