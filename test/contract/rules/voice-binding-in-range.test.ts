import { expect, test } from "vitest";
import { voiceBindingInRange } from "../../../src/contract/rules/voice-binding-in-range.js";
import { cdn, error, reference, runRule, testRule, voiced } from "./run-rule.js";

testRule(voiceBindingInRange, {
  accepts: [
    ["references that exist", voiced({ image1: cdn("a.mp3"), image2: cdn("b.mp3") })],
    ["a skipped reference", voiced({ image2: cdn("b.mp3") })],
    ["a video that exists", voiced({ video1: cdn("b.mp3") }, { video_urls: [cdn("a.mp4")] })],
    [
      "keys of another form, which another rule refuses",
      voiced({ img9: cdn("a.mp3"), image0: cdn("b.mp3"), image_start: cdn("c.mp3") }),
    ],
    ["no model_params", reference({})],
  ],
  refuses: [
    [
      "one after a good one",
      voiced({ image1: cdn("a.mp3"), image4: cdn("b.mp3") }),
      [error("/model_params/voice_bindings/image4", "voice_bindings.image4 out of range")],
    ],

    [
      "an image beyond the array",
      voiced({ image5: cdn("a.mp3") }),
      [error("/model_params/voice_bindings/image5", "voice_bindings.image5 out of range")],
    ],
    [
      "the first image beyond",
      voiced({ image3: cdn("a.mp3") }),
      [error("/model_params/voice_bindings/image3", "voice_bindings.image3 out of range")],
    ],
    [
      "a video where there is none",
      voiced({ video1: cdn("a.mp3") }),
      [error("/model_params/voice_bindings/video1", "voice_bindings.video1 out of range")],
    ],
    [
      "a number beyond all numbers",
      voiced({ image99999999999999999999999: cdn("a.mp3") }),
      [
        error(
          "/model_params/voice_bindings/image99999999999999999999999",
          "voice_bindings.image99999999999999999999999 out of range",
        ),
      ],
    ],
    [
      "a video counted apart from the images",
      voiced({ video2: cdn("a.mp3") }, { video_urls: [cdn("a.mp4")] }),
      [error("/model_params/voice_bindings/video2", "voice_bindings.video2 out of range")],
    ],
    [
      "an image where there are only videos",
      reference({ video_urls: [cdn("a.mp4")], model_params: { voice_bindings: { image1: cdn("a.mp3") } } }),
      [error("/model_params/voice_bindings/image1", "voice_bindings.image1 out of range")],
    ],
    [
      "a number of a thousand digits, shown short",
      voiced({ [`image${"9".repeat(1000)}`]: cdn("a.mp3") }),
      [
        error(
          `/model_params/voice_bindings/image${"9".repeat(95)}...`,
          `voice_bindings."image${"9".repeat(55)}..." out of range`,
        ),
      ],
    ],
  ],
});

test("stops after 20 complaints", () => {
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`image${i + 3}`, cdn("a.mp3")]));
  expect(runRule(voiceBindingInRange, voiced(many))).toHaveLength(20);
});
