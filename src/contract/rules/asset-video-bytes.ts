import { bytesCheck } from "../media/asset-checks.js";
import { defineAssetRule, videos } from "../media/asset-rule.js";

export const assetVideoBytes = defineAssetRule({
  id: "asset-video-bytes",
  place: videos,
  ...bytesCheck("video", 100),
  accepts: [{ bytes: 104_857_600 }],
  refuses: [{ bytes: 104_857_601 }],
});
