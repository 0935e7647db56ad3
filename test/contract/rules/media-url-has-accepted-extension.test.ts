import { expect, test } from "vitest";
import { mediaUrlHasAcceptedExtension } from "../../../src/contract/rules/media-url-has-accepted-extension.js";
import { cdn, edit, image, reference, runRule, testRule, text, voiced, warn } from "./run-rule.js";

testRule(mediaUrlHasAcceptedExtension, {
  accepts: [
    ["one character, or digits alone", edit({ image_urls: [cdn("a.b"), cdn("scan.2024")] })],
    ["a dot at the end of the path", image({ image_start: cdn("kite.") })],
    [
      "a closing frame and voices that the model does not have",
      text({ image_end: cdn("a.gif"), model_params: { voice_bindings: { image1: cdn("a.ogg") } } }),
    ],

    ["every accepted image", edit({ image_urls: ["a.jpg", "b.JPEG", "c.png", "d.Bmp", "e.webp"].map(cdn) })],
    [
      "every accepted video and sound",
      reference({ video_urls: [cdn("a.mp4"), cdn("b.MOV")], audio_urls: [cdn("a.wav"), cdn("b.mp3")] }),
    ],
    ["an extension before query and fragment", image({ image_start: cdn("a.png?name=b.gif#c.tiff") })],
    ["a path without an extension", image({ image_start: cdn("files/9f3c") })],
    ["a URL without a path", image({ image_start: "https://cdn.example.gif" })],
    ["a URL with a bare query", image({ image_start: "https://cdn.example.com?file=a.gif" })],
    ["a dot in a folder", image({ image_start: cdn("v1.gif/9f3c") })],
    ["a version number", image({ image_start: cdn("wan2.7") })],
    ["a long last label", image({ image_start: cdn("kite.original") })],
    ["a program that answers with an image", image({ image_start: cdn("image.php?id=7") })],
    ["the image variant of an object store", image({ image_start: cdn("kite.png!thumb") })],
    ["a hidden file", image({ image_start: cdn(".gif") })],
    [
      "a data URI, which another rule reports",
      image({ image_start: "data:image/gif;base64,R0lGODlh//a.gif" }),
    ],
    ["a parameter that the model does not have", text({ image_urls: [cdn("a.gif")], video_urls: 5 })],
    [
      "values of a wrong type, which the schema refuses",
      reference({ image_urls: [5, null], model_params: { voice_bindings: { image1: 5 } } }),
    ],
  ],
  refuses: [
    [
      "an extension of digits and a letter",
      image({ image_start: cdn("a/b.c/clip.3gp") }),
      [
        warn(
          "/image_start",
          "image_start ends in .3gp: image files must be .jpg, .jpeg, .png, .bmp or .webp",
        ),
      ],
    ],
    [
      "an extension of five characters, under HTTP in capitals",
      image({ image_start: "HTTP://cdn.example.com/a.tiff2" }),
      [
        warn(
          "/image_start",
          "image_start ends in .tiff2: image files must be .jpg, .jpeg, .png, .bmp or .webp",
        ),
      ],
    ],

    [
      "an image of another format",
      image({ image_start: cdn("kite.gif") }),
      [
        warn(
          "/image_start",
          "image_start ends in .gif: image files must be .jpg, .jpeg, .png, .bmp or .webp",
        ),
      ],
    ],
    [
      "a closing frame of another format",
      image({ image_start: cdn("kite.png"), image_end: cdn("b.HEIC") }),
      [warn("/image_end", "image_end ends in .heic: image files must be .jpg, .jpeg, .png, .bmp or .webp")],
    ],
    [
      "an image where a video belongs",
      edit({ video_urls: [cdn("kite.png")] }),
      [warn("/video_urls/0", "video_urls[0] ends in .png: video files must be .mp4 or .mov")],
    ],
    [
      "a video where an image belongs",
      reference({ image_urls: [cdn("a.jpg"), cdn("b.mp4?x=1")] }),
      [
        warn(
          "/image_urls/1",
          "image_urls[1] ends in .mp4: image files must be .jpg, .jpeg, .png, .bmp or .webp",
        ),
      ],
    ],
    [
      "a sound of another format",
      text({ audio_urls: [cdn("bell.m4a")] }),
      [warn("/audio_urls/0", "audio_urls[0] ends in .m4a: audio files must be .wav or .mp3")],
    ],
    [
      "a voice of another format",
      voiced({ image1: cdn("keeper.ogg") }),
      [
        warn(
          "/model_params/voice_bindings/image1",
          "voice_bindings.image1 ends in .ogg: audio files must be .wav or .mp3",
        ),
      ],
    ],
    [
      "an accepted extension in the query alone",
      edit({ video_urls: [cdn("a.avi?as=b.mp4")] }),
      [warn("/video_urls/0", "video_urls[0] ends in .avi: video files must be .mp4 or .mov")],
    ],
    [
      "an accepted extension in the fragment alone",
      edit({ video_urls: [cdn("a.webm#b.mp4")] }),
      [warn("/video_urls/0", "video_urls[0] ends in .webm: video files must be .mp4 or .mov")],
    ],
  ],
});

test("stops after 20 complaints", () => {
  const body = reference({ image_urls: Array.from({ length: 5000 }, () => cdn("a.gif")) });
  expect(runRule(mediaUrlHasAcceptedExtension, body)).toHaveLength(20);
});
