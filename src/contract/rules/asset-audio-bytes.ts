import { audios, bytesRule } from "../media/asset-rule.js";

export const assetAudioBytes = bytesRule("asset-audio-bytes", audios, 15, { seconds: 5 });
