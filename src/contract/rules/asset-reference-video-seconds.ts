import { referenceVideos, secondsRule } from "../media/asset-rule.js";

export const assetReferenceVideoSeconds = secondsRule(
  "asset-reference-video-seconds",
  referenceVideos,
  "reference video",
  { least: 1, most: 30 },
);
