import { secondsRule, voices } from "../media/asset-rule.js";

export const assetVoiceSeconds = secondsRule("asset-voice-seconds", voices, "voice", { least: 1, most: 10 });
