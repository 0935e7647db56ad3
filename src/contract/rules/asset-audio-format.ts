import { formatCheck } from "../media/asset-checks.js";
import { audios, defineAssetRule } from "../media/asset-rule.js";

export const assetAudioFormat = defineAssetRule({
  id: "asset-audio-format",
  place: audios,
  ...formatCheck("audio", ["wav", "mp3"]),
  accepts: [{ format: "mp3", seconds: 5 }],
  refuses: [
    { format: "ogg", seconds: 5 },
    { kind: "video", format: "mp4" },
  ],
});
