import { formatRule, videos } from "../media/asset-rule.js";

export const assetVideoFormat = formatRule("asset-video-format", videos, ["mp4", "mov"], {
  accepts: [{ format: "mov" }],
  refuses: [{ format: "webm" }, { kind: "image", format: "png" }],
});
