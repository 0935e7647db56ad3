import { audioUrlsFitReferences } from "../../../src/contract/rules/audio-urls-fit-references.js";
import { cdn, reference, testRule, voiced, warn } from "./run-rule.js";

testRule(audioUrlsFitReferences, {
  accepts: [
    [
      "as many voices as references",
      reference({
        image_urls: [cdn("a.jpg")],
        video_urls: [cdn("a.mp4")],
        audio_urls: [cdn("a.mp3"), cdn("b.mp3")],
      }),
    ],
    ["fewer voices", reference({ image_urls: [cdn("a.jpg"), cdn("b.jpg")], audio_urls: [cdn("a.mp3")] })],
    ["no voices", reference({ image_urls: [cdn("a.jpg")] })],
    ["no reference, which another rule refuses", reference({ audio_urls: [cdn("a.mp3")] })],
    [
      "voices that voice_bindings replaces, which another rule reports",
      voiced({ image1: cdn("a.mp3") }, { audio_urls: Array(3).fill(cdn("a.mp3")) }),
    ],
  ],
  refuses: [
    [
      "one voice too many",
      reference({ image_urls: [cdn("a.jpg")], audio_urls: [cdn("a.mp3"), cdn("b.mp3")] }),
      [
        warn(
          "/audio_urls",
          "audio_urls must hold at most as many voices as there are references, got 2 for 1",
        ),
      ],
    ],
    [
      "image_start, which takes no voice",
      reference({
        image_start: cdn("s.jpg"),
        image_urls: [cdn("a.jpg")],
        audio_urls: [cdn("a.mp3"), cdn("b.mp3")],
      }),
      [
        warn(
          "/audio_urls",
          "audio_urls must hold at most as many voices as there are references, got 2 for 1",
        ),
      ],
    ],
  ],
});
