import { assetAudioFormat } from "../../../src/contract/rules/asset-audio-format.js";
import { cdn, error, reference, testRule, text, voiced } from "./run-rule.js";

const body = text({ audio_urls: [cdn("a.mp3")] });
const a = (asset: object) => ({ [cdn("a.mp3")]: asset });

testRule(assetAudioFormat, {
  accepts: [
    ["a track of which nothing is known", text({ audio_urls: [cdn("b.mp3")] })],
    ["a wav", body, { assets: a({ kind: "audio", format: "wav" }) }],
    ["an mp3", body, { assets: a({ kind: "audio", format: "mp3" }) }],
    ["audio of unknown format", body, { assets: a({ kind: "audio" }) }],
    [
      "voices that give way to voice_bindings",
      voiced({ image1: cdn("b.mp3") }, { audio_urls: [cdn("a.mp3")] }),
      { assets: a({ kind: "audio", format: "ogg" }) },
    ],
  ],
  refuses: [
    [
      "an ogg",
      body,
      [error("/audio_urls/0", "audio_urls[0] must be WAV or MP3, but the file is ogg")],
      { assets: a({ kind: "audio", format: "ogg" }) },
    ],
    [
      "a video in place of audio",
      body,
      [error("/audio_urls/0", "audio_urls[0] must be an audio file (WAV or MP3), but the file is a video")],
      { assets: a({ kind: "video", format: "mp4" }) },
    ],
    [
      "a bound voice",
      voiced({ image2: cdn("a.mp3") }),
      [
        error(
          "/model_params/voice_bindings/image2",
          "voice_bindings.image2 must be WAV or MP3, but the file is ogg",
        ),
      ],
      { assets: a({ kind: "audio", format: "ogg" }) },
    ],
    [
      "a voice of a list",
      reference({ image_urls: [cdn("a.png")], audio_urls: [cdn("a.mp3")] }),
      [error("/audio_urls/0", "audio_urls[0] must be WAV or MP3, but the file is ogg")],
      { assets: a({ kind: "audio", format: "ogg" }) },
    ],
  ],
});
