import { noVoiceForImageStart } from "../../../src/contract/rules/no-voice-for-image-start.js";
import { cdn, error, reference, testRule, voiced } from "./run-rule.js";

testRule(noVoiceForImageStart, {
  accepts: [
    [
      "a voice for a reference next to image_start",
      voiced({ image1: cdn("a.mp3") }, { image_start: cdn("s.jpg") }),
    ],
    ["no bindings", reference({ model_params: {} })],
    ["no model_params", reference({})],
  ],
  refuses: [
    [
      "a voice for image_start",
      voiced({ image_start: cdn("a.mp3") }, { image_start: cdn("s.jpg") }),
      [
        error(
          "/model_params/voice_bindings/image_start",
          "voice_bindings does not accept image_start, the starting frame has no voice: bind image1 or video1 and give the speaker as a reference",
        ),
      ],
    ],
    [
      "a voice for image_start without image_start",
      voiced({ image1: cdn("a.mp3"), image_start: cdn("b.mp3") }),
      [
        error(
          "/model_params/voice_bindings/image_start",
          "voice_bindings does not accept image_start, the starting frame has no voice: bind image1 or video1 and give the speaker as a reference",
        ),
      ],
    ],
  ],
});
