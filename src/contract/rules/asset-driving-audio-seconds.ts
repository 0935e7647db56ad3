import { secondsCheck } from "../media/asset-checks.js";
import { defineAssetRule, drivingAudios } from "../media/asset-rule.js";

export const assetDrivingAudioSeconds = defineAssetRule({
  id: "asset-driving-audio-seconds",
  place: drivingAudios,
  ...secondsCheck("audio", "driving audio", { least: 2, most: 30 }),
  accepts: [{ seconds: 30 }],
  refuses: [{ seconds: 30.001 }],
});
