import { secondsCheck } from "../media/asset-checks.js";
import { defineAssetRule, voices } from "../media/asset-rule.js";

export const assetVoiceSeconds = defineAssetRule({
  id: "asset-voice-seconds",
  place: voices,
  ...secondsCheck("audio", "voice", { least: 1, most: 10 }),
  accepts: [{ seconds: 10 }],
  refuses: [{ seconds: 10.001 }],
});
