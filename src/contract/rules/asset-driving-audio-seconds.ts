import { drivingAudios, secondsRule } from "../media/asset-rule.js";

export const assetDrivingAudioSeconds = secondsRule(
  "asset-driving-audio-seconds",
  drivingAudios,
  "driving audio",
  { least: 2, most: 30 },
);
