import { expect, test } from "vitest";
import { voiceBindingHasValue } from "../../../src/contract/rules/voice-binding-has-value.js";
import { cdn, error, reference, runRule, testRule, voiced } from "./run-rule.js";

testRule(voiceBindingHasValue, {
  accepts: [
    ["URLs", voiced({ image1: cdn("a.mp3") })],
    ["a URL after a blank, which the schema refuses", voiced({ image1: " https://cdn.example.com/a.mp3" })],
    ["values that are no text, which the schema refuses", voiced({ image1: null, image2: 5 })],
    ["no model_params", reference({})],
  ],
  refuses: [
    [
      "an empty value",
      voiced({ image1: cdn("a.mp3"), image2: "" }),
      [
        error(
          "/model_params/voice_bindings/image2",
          'voice_bindings.image2 must be the URL of a voice, got ""',
        ),
      ],
    ],
    [
      "a blank value",
      voiced({ image1: cdn("a.mp3"), image2: " \t\u3000" }),
      [
        error(
          "/model_params/voice_bindings/image2",
          String.raw`voice_bindings.image2 must be the URL of a voice, got " \t　"`,
        ),
      ],
    ],

    [
      "an empty value next to one of a wrong type",
      voiced({ image1: 5, image2: "" }),
      [
        error(
          "/model_params/voice_bindings/image2",
          'voice_bindings.image2 must be the URL of a voice, got ""',
        ),
      ],
    ],
  ],
});

test("stops after 20 complaints", () => {
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`image${i + 1}`, ""]));
  expect(runRule(voiceBindingHasValue, voiced(many))).toHaveLength(20);
});
