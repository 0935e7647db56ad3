import { formatCheck } from "../media/asset-checks.js";
import { defineAssetRule, videos } from "../media/asset-rule.js";

export const assetVideoFormat = defineAssetRule({
  id: "asset-video-format",
  place: videos,
  ...formatCheck("video", ["mp4", "mov"]),
  accepts: [{ format: "mov" }],
  refuses: [{ format: "webm" }, { kind: "image", format: "png" }],
});
