import { assetAudioBytes } from "../../../src/contract/rules/asset-audio-bytes.js";
import { cdn, error, testRule, text } from "./run-rule.js";

const body = text({ audio_urls: [cdn("a.mp3")] });
const a = (asset: object) => ({ [cdn("a.mp3")]: asset });

testRule(assetAudioBytes, {
  accepts: [
    ["a track of which nothing is known", text({ audio_urls: [cdn("b.mp3")] })],
    ["exactly 15 MB of 1024 x 1024 bytes", body, { assets: a({ kind: "audio", bytes: 15 * 1024 * 1024 }) }],
    ["unknown bytes", body, { assets: a({ kind: "audio" }) }],
  ],
  refuses: [
    [
      "one byte more",
      body,
      [error("/audio_urls/0", "audio_urls[0] must be 15 MB at most, but the file has 15728641 bytes")],
      { assets: a({ kind: "audio", bytes: 15 * 1024 * 1024 + 1 }) },
    ],
  ],
});
