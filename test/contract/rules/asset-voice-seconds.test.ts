import { assetVoiceSeconds } from "../../../src/contract/rules/asset-voice-seconds.js";
import { cdn, error, reference, testRule, voiced } from "./run-rule.js";

const body = voiced({ image1: cdn("a.mp3") });
const a = (asset: object) => ({ [cdn("a.mp3")]: asset });

testRule(assetVoiceSeconds, {
  accepts: [
    ["a voice of which nothing is known", voiced({ image1: cdn("b.mp3") })],
    ["1 s", body, { assets: a({ kind: "audio", seconds: 1 }) }],
    ["10 s", body, { assets: a({ kind: "audio", seconds: 10 }) }],
    ["a length that a probe counted in floats", body, { assets: a({ kind: "audio", seconds: 10.0000001 }) }],
    ["an unknown length", body, { assets: a({ kind: "audio" }) }],
    [
      "voices that give way to voice_bindings",
      voiced({ image1: cdn("b.mp3") }, { audio_urls: [cdn("a.mp3")] }),
      { assets: a({ kind: "audio", seconds: 11 }) },
    ],
  ],
  refuses: [
    [
      "a millisecond less",
      body,
      [
        error(
          "/model_params/voice_bindings/image1",
          "voice_bindings.image1 must last 1 to 10 s, but the audio lasts 0.999 s",
        ),
      ],
      { assets: a({ kind: "audio", seconds: 0.999 }) },
    ],
    [
      "a millisecond more",
      body,
      [
        error(
          "/model_params/voice_bindings/image1",
          "voice_bindings.image1 must last 1 to 10 s, but the audio lasts 10.001 s",
        ),
      ],
      { assets: a({ kind: "audio", seconds: 10.001 }) },
    ],
    [
      "too long a voice of a list",
      reference({ image_urls: [cdn("a.png")], audio_urls: [cdn("a.mp3")] }),
      [error("/audio_urls/0", "audio_urls[0] must last 1 to 10 s, but the audio lasts 11 s")],
      { assets: a({ kind: "audio", seconds: 11 }) },
    ],
  ],
});
