import { pixelsRule, videos } from "../media/asset-rule.js";

export const assetVideoPixels = pixelsRule("asset-video-pixels", videos, { least: 240, most: 4096 });
