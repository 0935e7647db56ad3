import { audios, formatRule } from "../media/asset-rule.js";

export const assetAudioFormat = formatRule("asset-audio-format", audios, ["wav", "mp3"], {
  accepts: [{ format: "mp3", seconds: 5 }],
  refuses: [
    { format: "ogg", seconds: 5 },
    { kind: "video", format: "mp4" },
  ],
});
