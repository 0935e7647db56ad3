import { expect, test } from "vitest";
import { noUnknownParameter } from "../../../src/contract/rules/no-unknown-parameter.js";
import { complaintsOf, edit, image, reference, runRule, testRule, text, voiced, warn } from "./run-rule.js";

testRule(noUnknownParameter, {
  accepts: [
    ["model_params that is null, which the schema refuses", reference({ model_params: null })],

    ["the parameters of the model", text({ seed: 1, prompt_extend: true, quality: "720p" })],
    ["voice_bindings inside model_params", voiced({ anything: "https://cdn.example.com/a.mp3" })],
    ["a member that is undefined, which JSON would drop", text({ nothing: undefined })],
    ["model_params that is no object, which the schema refuses", reference({ model_params: ["a"] })],
  ],
  refuses: [
    [
      "a member of model_params after voice_bindings",
      reference({ model_params: { voice_bindings: {}, x: 1 } }),
      [warn("/model_params/x", "model_params.x is not a parameter of wan2.7-reference-video and is ignored")],
    ],
    [
      "a name that fits several",
      reference({ image: "https://cdn.example.com/a.jpg" }),
      [
        warn(
          "/image",
          "image is not a parameter of wan2.7-reference-video and is ignored: did you mean image_start or image_urls?",
          ["image_start", "image_urls"],
        ),
      ],
    ],

    [
      "a name in another style",
      text({ aspectRatio: "1:1" }),
      [
        warn(
          "/aspectRatio",
          "aspectRatio is not a parameter of wan2.7-text-to-video and is ignored: did you mean aspect_ratio?",
          ["aspect_ratio"],
        ),
      ],
    ],
    [
      "a slip of the keyboard",
      text({ durration: 5 }),
      [
        warn(
          "/durration",
          "durration is not a parameter of wan2.7-text-to-video and is ignored: did you mean duration?",
          ["duration"],
        ),
      ],
    ],
    [
      "a name around a parameter's",
      text({ duration_seconds: 5 }),
      [
        warn(
          "/duration_seconds",
          "duration_seconds is not a parameter of wan2.7-text-to-video and is ignored: did you mean duration?",
          ["duration"],
        ),
      ],
    ],
    [
      "a singular, close to several",
      image({ video_url: "https://cdn.example.com/a.mp4" }),
      [
        warn(
          "/video_url",
          "video_url is not a parameter of wan2.7-image-to-video and is ignored: did you mean video_urls?",
          ["video_urls"],
        ),
      ],
    ],
    [
      "a parameter of another model in another style",
      text({ imageStart: "https://cdn.example.com/a.jpg" }),
      [
        warn(
          "/imageStart",
          "imageStart is not a parameter of wan2.7-text-to-video and is ignored: image_start, as it is called here, belongs to wan2.7-image-to-video, wan2.7-reference-video",
        ),
      ],
    ],
    [
      "a name of another API for what the model does not have",
      image({ ratio: "9:16" }),
      [
        warn(
          "/ratio",
          "ratio is not a parameter of wan2.7-image-to-video and is ignored: aspect_ratio, as it is called here, belongs to wan2.7-text-to-video, wan2.7-reference-video, wan2.7-video-edit",
        ),
      ],
    ],
    [
      "a name of another API for what no model has",
      text({ generate_audio: true }),
      [
        warn(
          "/generate_audio",
          "generate_audio is not a parameter of wan2.7-text-to-video and is ignored: no model here has one of the kind",
        ),
      ],
    ],
    [
      "a wrapper of another API",
      text({ input: { prompt: "Rain" } }),
      [
        warn(
          "/input",
          "input is not a parameter of wan2.7-text-to-video and is ignored: what it holds belongs to the body itself",
        ),
      ],
    ],
    [
      "a name like nothing",
      text({ zzz: 1 }),
      [warn("/zzz", "zzz is not a parameter of wan2.7-text-to-video and is ignored")],
    ],
    [
      "a parameter of one other model",
      text({ generation_mode: "first_frame" }),
      [
        warn(
          "/generation_mode",
          "generation_mode is not a parameter of wan2.7-text-to-video and is ignored: it belongs to wan2.7-image-to-video",
        ),
      ],
    ],
    [
      "a parameter of several other models",
      text({ image_urls: 5 }),
      [
        warn(
          "/image_urls",
          "image_urls is not a parameter of wan2.7-text-to-video and is ignored: it belongs to wan2.7-reference-video, wan2.7-video-edit",
        ),
      ],
    ],
    [
      "voice_bindings outside model_params",
      reference({ voice_bindings: {} }),
      [warn("/voice_bindings", "voice_bindings is ignored here: it belongs inside model_params")],
    ],
    [
      "voice_bindings in a model without voices",
      text({ voice_bindings: {} }),
      [
        warn(
          "/voice_bindings",
          "voice_bindings is not a parameter of wan2.7-text-to-video and is ignored: it belongs to wan2.7-reference-video",
        ),
      ],
    ],
    [
      "a parameter inside model_params",
      reference({ model_params: { duration: 5 } }),
      [
        warn(
          "/model_params/duration",
          "model_params.duration is ignored here: duration belongs to the body itself",
        ),
      ],
    ],
    [
      "a misspelt member of model_params",
      reference({ model_params: { voiceBinding: {} } }),
      [
        warn(
          "/model_params/voiceBinding",
          "model_params.voiceBinding is not a parameter of wan2.7-reference-video and is ignored: did you mean voice_bindings?",
          ["voice_bindings"],
        ),
      ],
    ],
    [
      "an unknown member of model_params",
      reference({ model_params: { x: 1 } }),
      [warn("/model_params/x", "model_params.x is not a parameter of wan2.7-reference-video and is ignored")],
    ],
    [
      "names of Object.prototype",
      '{"model":"wan2.7-text-to-video","__proto__":{"seed":1},"constructor":1,"toString":2,"model_params":{"__proto__":1}}',
      [
        warn("/__proto__", "__proto__ is not a parameter of wan2.7-text-to-video and is ignored"),
        warn("/constructor", "constructor is not a parameter of wan2.7-text-to-video and is ignored"),
        warn("/toString", "toString is not a parameter of wan2.7-text-to-video and is ignored"),
        warn(
          "/model_params",
          "model_params is not a parameter of wan2.7-text-to-video and is ignored: it belongs to wan2.7-reference-video",
        ),
      ],
    ],
    [
      "__proto__ inside model_params",
      '{"model":"wan2.7-reference-video","model_params":{"__proto__":1}}',
      [
        warn(
          "/model_params/__proto__",
          "model_params.__proto__ is not a parameter of wan2.7-reference-video and is ignored",
        ),
      ],
    ],
    [
      "an empty name",
      text({ "": 1 }),
      [warn("/", '"" is not a parameter of wan2.7-text-to-video and is ignored')],
    ],
    [
      "a name that needs escapes",
      text({ "a/b~{name}": 1 }),
      [warn("/a~1b~0{name}", '"a/b~{name}" is not a parameter of wan2.7-text-to-video and is ignored')],
    ],
    [
      "a very long name, shown short",
      text({ ["q".repeat(100)]: 1 }),
      [
        warn(
          `/${"q".repeat(100)}`,
          `"${"q".repeat(60)}..." is not a parameter of wan2.7-text-to-video and is ignored`,
        ),
      ],
    ],
  ],
});

test("stops after 20 complaints", () => {
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`zz${i}`, i]));
  expect(runRule(noUnknownParameter, text(many))).toHaveLength(20);
  expect(runRule(noUnknownParameter, reference({ model_params: many }))).toHaveLength(20);
});

/** Names of other APIs, and ours. */
const aliases: readonly (readonly [aliases: string, model: typeof text, ours: readonly string[]])[] = [
  ["ratio aspect", text, ["aspect_ratio"]],
  ["resolution videoResolution", edit, ["quality"]],
  ["size width", reference, ["quality", "aspect_ratio"]],
  ["size", image, ["quality"]],
  [
    "first_frame first_frame_url first_frame_image image_url img_url image promptImage",
    image,
    ["image_start"],
  ],
  ["first_frame_url image_url images", edit, ["image_urls"]],
  ["last_frame lastFrame last_frame_url image_tail end_image_url", image, ["image_end"]],
  ["images reference_images reference_image_urls", reference, ["image_urls", "image_start"]],
  ["video videos video_url videoUri", edit, ["video_urls"]],
  ["audio audio_url", text, ["audio_urls"]],
  ["voice voice_list", reference, ["model_params.voice_bindings"]],
  ["webhook webhook_url notify_url callback callBackUrl", text, ["callback_url"]],
  ["seconds length num_seconds durationSeconds duration_in_seconds", edit, ["duration"]],
  ["enhance_prompt enhancePrompt prompt_optimizer", image, ["prompt_extend"]],
  ["text promptText", text, ["prompt"]],
  ["negativePrompt negative", reference, ["negative_prompt"]],
];

test.each(aliases)("knows %s of other APIs", (names, model, ours) => {
  for (const name of names.split(" "))
    expect(complaintsOf(noUnknownParameter, model({ [name]: "x" }))[0]?.suggestions, name).toEqual(ours);
});

test("takes two letters that changed places for a slip", () => {
  expect(complaintsOf(noUnknownParameter, text({ qualtiy: "720p" }))[0]?.suggestions).toEqual(["quality"]);
});

test("suggests nothing for words of other things", () => {
  const others =
    "speed feed fps n watermark generate_audio quantity rate ration style_image prompt_strength url id image_ends motion";
  for (const name of others.split(" "))
    for (const model of [text, image, reference, edit]) {
      const [complaint] = complaintsOf(noUnknownParameter, model({ [name]: 1 }));
      if (name !== "image_ends" || model !== image) expect(complaint?.suggestions, name).toBeUndefined();
    }
  // It asks for a sound track; media are URLs.
  expect(complaintsOf(noUnknownParameter, text({ audio: true }))[0]?.suggestions).toBeUndefined();
});
