import { audioUrlsIgnored } from "../../../src/contract/rules/audio-urls-ignored.js";
import { cdn, reference, testRule, voiced, warn } from "./run-rule.js";

testRule(audioUrlsIgnored, {
  accepts: [
    ["audio_urls alone", reference({ image_urls: [cdn("a.jpg")], audio_urls: [cdn("a.mp3")] })],
    ["voice_bindings alone", voiced({ image1: cdn("a.mp3") })],
    ["voice_bindings without a member", voiced({}, { audio_urls: [cdn("a.mp3")] })],
    ["an empty audio_urls", voiced({ image1: cdn("a.mp3") }, { audio_urls: [] })],
  ],
  refuses: [
    [
      "both",
      voiced({ image1: cdn("a.mp3") }, { audio_urls: [cdn("b.mp3")] }),
      [
        warn(
          "/audio_urls",
          "audio_urls is ignored because model_params.voice_bindings is given: bind all voices there",
        ),
      ],
    ],
  ],
});
