import { bytesRule, videos } from "../media/asset-rule.js";

export const assetVideoBytes = bytesRule("asset-video-bytes", videos, 100);
