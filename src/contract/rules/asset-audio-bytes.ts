import { bytesCheck } from "../media/asset-checks.js";
import { audios, defineAssetRule } from "../media/asset-rule.js";

export const assetAudioBytes = defineAssetRule({
  id: "asset-audio-bytes",
  place: audios,
  ...bytesCheck("audio", 15),
  accepts: [{ seconds: 5, bytes: 15_728_640 }],
  refuses: [{ seconds: 5, bytes: 15_728_641 }],
});
