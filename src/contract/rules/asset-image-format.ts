import { formatRule, images } from "../media/asset-rule.js";

export const assetImageFormat = formatRule("asset-image-format", images, ["jpeg", "png", "bmp", "webp"], {
  accepts: [{ format: "png" }],
  refuses: [{ format: "gif" }, { kind: "video", format: "mp4" }],
});
