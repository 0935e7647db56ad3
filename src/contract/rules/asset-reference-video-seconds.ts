import { secondsCheck } from "../media/asset-checks.js";
import { defineAssetRule, referenceVideos } from "../media/asset-rule.js";

export const assetReferenceVideoSeconds = defineAssetRule({
  id: "asset-reference-video-seconds",
  place: referenceVideos,
  ...secondsCheck("video", "reference video", { least: 1, most: 30 }),
  accepts: [{ seconds: 30 }],
  refuses: [{ seconds: 30.001 }],
});
