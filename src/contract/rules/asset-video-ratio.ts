import { ratioRule, videos } from "../media/asset-rule.js";

export const assetVideoRatio = ratioRule("asset-video-ratio", videos);
