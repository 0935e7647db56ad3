import { expect, test } from "vitest";
import { voiceBoundTwice } from "../../../src/contract/rules/voice-bound-twice.js";
import { cdn, reference, runRule, testRule, voiced, warn } from "./run-rule.js";

testRule(voiceBoundTwice, {
  accepts: [
    ["different voices", voiced({ image1: cdn("a.mp3"), image2: cdn("b.mp3") })],
    ["one voice", voiced({ image1: cdn("a.mp3") })],
    ["empty values, which another rule refuses", voiced({ image1: "", image2: "" })],
    ["values that are no text, which the schema refuses", voiced({ image1: 5, image2: 5 })],
    ["no model_params", reference({})],
  ],
  refuses: [
    [
      "a repetition after values without a voice",
      voiced({ image1: "", image2: 5, image3: "", video1: cdn("a.mp3"), video2: cdn("a.mp3") }),
      [
        warn(
          "/model_params/voice_bindings/video2",
          "voice_bindings.video2 has the same voice as voice_bindings.video1",
        ),
      ],
    ],

    [
      "the same voice on two references",
      voiced({ image1: cdn("a.mp3"), image2: cdn("a.mp3") }),
      [
        warn(
          "/model_params/voice_bindings/image2",
          "voice_bindings.image2 has the same voice as voice_bindings.image1",
        ),
      ],
    ],
    [
      "the same voice on three references",
      voiced({ image1: cdn("a.mp3"), video1: cdn("b.mp3"), image2: cdn("a.mp3"), video2: cdn("a.mp3") }),
      [
        warn(
          "/model_params/voice_bindings/image2",
          "voice_bindings.image2 has the same voice as voice_bindings.image1",
        ),
        warn(
          "/model_params/voice_bindings/video2",
          "voice_bindings.video2 has the same voice as voice_bindings.image1",
        ),
      ],
    ],
  ],
});

test("stops after 20 complaints", () => {
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`image${i + 1}`, cdn("a.mp3")]));
  expect(runRule(voiceBoundTwice, voiced(many))).toHaveLength(20);
});
