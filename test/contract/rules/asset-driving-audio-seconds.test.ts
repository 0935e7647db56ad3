import { assetDrivingAudioSeconds } from "../../../src/contract/rules/asset-driving-audio-seconds.js";
import { cdn, error, image, testRule, text } from "./run-rule.js";

const body = text({ audio_urls: [cdn("a.mp3")] });
const a = (asset: object) => ({ [cdn("a.mp3")]: asset });

testRule(assetDrivingAudioSeconds, {
  accepts: [
    ["a track of which nothing is known", text({ audio_urls: [cdn("b.mp3")] })],
    ["2 s", body, { assets: a({ kind: "audio", seconds: 2 }) }],
    ["30 s", body, { assets: a({ kind: "audio", seconds: 30 }) }],
    ["a length that a probe counted in floats", body, { assets: a({ kind: "audio", seconds: 30.0000001 }) }],
    ["an unknown length", body, { assets: a({ kind: "audio" }) }],
  ],
  refuses: [
    [
      "a millisecond less",
      body,
      [error("/audio_urls/0", "audio_urls[0] must last 2 to 30 s, but the audio lasts 1.999 s")],
      { assets: a({ kind: "audio", seconds: 1.999 }) },
    ],
    [
      "a millisecond more",
      body,
      [error("/audio_urls/0", "audio_urls[0] must last 2 to 30 s, but the audio lasts 30.001 s")],
      { assets: a({ kind: "audio", seconds: 30.001 }) },
    ],
    [
      "too long a track for a first frame",
      image({ image_start: cdn("a.png"), audio_urls: [cdn("a.mp3")] }),
      [error("/audio_urls/0", "audio_urls[0] must last 2 to 30 s, but the audio lasts 31 s")],
      { assets: a({ kind: "audio", seconds: 31 }) },
    ],
  ],
});
