import { expect, test } from "vitest";
import { voiceBindingKeyFormat } from "../../../src/contract/rules/voice-binding-key-format.js";
import { cdn, error, reference, runRule, testRule, voiced } from "./run-rule.js";

testRule(voiceBindingKeyFormat, {
  accepts: [
    ["bindings that are null", reference({ model_params: { voice_bindings: null } })],

    ["documented keys", voiced({ image1: cdn("a.mp3"), image2: cdn("b.mp3"), video1: cdn("c.mp3") })],
    [
      "keys beyond the arrays, which another rule refuses",
      voiced({ image10: cdn("a.mp3"), video99999999999999999999: cdn("b.mp3") }),
    ],
    ["image_start, which another rule refuses", voiced({ image_start: cdn("a.mp3") })],
    ["no bindings", voiced({})],
    ["no model_params", reference({})],
    [
      "bindings of a wrong type, which the schema refuses",
      reference({ model_params: { voice_bindings: ["a"] } }),
    ],
    ["model_params of a wrong type", reference({ model_params: null })],
  ],
  refuses: [
    [
      "one after good ones",
      voiced({ image1: cdn("a.mp3"), image_start: cdn("b.mp3"), img2: cdn("c.mp3") }),
      [error("/model_params/voice_bindings/img2", 'voice_bindings key "img2" invalid')],
    ],
    [
      "video without a number",
      voiced({ video: cdn("a.mp3") }),
      [error("/model_params/voice_bindings/video", 'voice_bindings key "video" invalid')],
    ],

    [
      "another word",
      voiced({ img1: cdn("a.mp3") }),
      [error("/model_params/voice_bindings/img1", 'voice_bindings key "img1" invalid')],
    ],
    [
      "a leading zero",
      voiced({ image01: cdn("a.mp3") }),
      [error("/model_params/voice_bindings/image01", 'voice_bindings key "image01" invalid')],
    ],
    [
      "number 0",
      voiced({ image0: cdn("a.mp3") }),
      [error("/model_params/voice_bindings/image0", 'voice_bindings key "image0" invalid')],
    ],
    [
      "video number 0",
      voiced({ video0: cdn("a.mp3") }),
      [error("/model_params/voice_bindings/video0", 'voice_bindings key "video0" invalid')],
    ],
    [
      "capitals",
      voiced({ Image1: cdn("a.mp3") }),
      [error("/model_params/voice_bindings/Image1", 'voice_bindings key "Image1" invalid')],
    ],
    [
      "no number",
      voiced({ image: cdn("a.mp3") }),
      [error("/model_params/voice_bindings/image", 'voice_bindings key "image" invalid')],
    ],
    [
      "something behind the number",
      voiced({ image1a: cdn("a.mp3") }),
      [error("/model_params/voice_bindings/image1a", 'voice_bindings key "image1a" invalid')],
    ],
    [
      "a space",
      voiced({ "image 1": cdn("a.mp3") }),
      [error("/model_params/voice_bindings/image 1", 'voice_bindings key "image 1" invalid')],
    ],
    [
      "a sign",
      voiced({ "image-1": cdn("a.mp3") }),
      [error("/model_params/voice_bindings/image-1", 'voice_bindings key "image-1" invalid')],
    ],
    [
      "digits of another script",
      voiced({ image１: cdn("a.mp3") }),
      [error("/model_params/voice_bindings/image１", 'voice_bindings key "image１" invalid')],
    ],
    [
      "Arabic digits",
      voiced({ image١: cdn("a.mp3") }),
      [error("/model_params/voice_bindings/image١", 'voice_bindings key "image١" invalid')],
    ],
    [
      "Chinese",
      voiced({ 图1: cdn("a.mp3") }),
      [error("/model_params/voice_bindings/图1", 'voice_bindings key "图1" invalid')],
    ],
    [
      "audio",
      voiced({ audio1: cdn("a.mp3") }),
      [error("/model_params/voice_bindings/audio1", 'voice_bindings key "audio1" invalid')],
    ],
    [
      "a blank behind",
      voiced({ "image1 ": cdn("a.mp3") }),
      [error("/model_params/voice_bindings/image1 ", 'voice_bindings key "image1 " invalid')],
    ],
    [
      "an empty key",
      voiced({ "": cdn("a.mp3") }),
      [error("/model_params/voice_bindings/", 'voice_bindings key "" invalid')],
    ],
    [
      "a key that needs escapes",
      voiced({ "a/b~c": cdn("a.mp3") }),
      [error("/model_params/voice_bindings/a~1b~0c", 'voice_bindings key "a/b~c" invalid')],
    ],
    [
      "__proto__",
      '{"model":"wan2.7-reference-video","model_params":{"voice_bindings":{"__proto__":"a","constructor":"b"}}}',
      [
        error("/model_params/voice_bindings/__proto__", 'voice_bindings key "__proto__" invalid'),
        error("/model_params/voice_bindings/constructor", 'voice_bindings key "constructor" invalid'),
      ],
    ],
    [
      "a key whose value is no text",
      voiced({ img1: 5 }),
      [error("/model_params/voice_bindings/img1", 'voice_bindings key "img1" invalid')],
    ],
    [
      "a very long key, shown short",
      voiced({ ["q".repeat(90)]: cdn("a.mp3") }),
      [
        error(
          `/model_params/voice_bindings/${"q".repeat(90)}`,
          `voice_bindings key "${"q".repeat(60)}..." invalid`,
        ),
      ],
    ],
  ],
});

test("stops after 20 complaints", () => {
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`img${i}`, cdn("a.mp3")]));
  expect(runRule(voiceBindingKeyFormat, voiced(many))).toHaveLength(20);
});
