import { promptSaysWhichReference } from "../../../src/contract/rules/prompt-says-which-reference.js";
import { cdn, reference, testRule, warn } from "./run-rule.js";

testRule(promptSaysWhichReference, {
  accepts: [
    [
      "a lone reference of the kind",
      reference({
        prompt: "The dancer of the reference image and the reference video",
        image_urls: [cdn("a.jpg")],
        video_urls: [cdn("a.mp4")],
      }),
    ],
    [
      "a number after it, which another rule judges",
      reference({
        prompt: "the reference image 1, the reference image2, the reference image #2",
        image_urls: [cdn("a.jpg"), cdn("b.jpg")],
      }),
    ],
    [
      "Chinese with a number or a count",
      reference({
        prompt: "参考图1，参考图片 2，參考圖二，两张参考图，所有參考圖片，参考图们",
        image_urls: [cdn("a.jpg"), cdn("b.jpg")],
      }),
    ],
    ["a plural", reference({ prompt: "the reference images", image_urls: [cdn("a.jpg"), cdn("b.jpg")] })],
    [
      "the other kind",
      reference({ prompt: "the reference video", image_urls: [cdn("a.jpg"), cdn("b.jpg")] }),
    ],
    ["no prompt", reference({ prompt: undefined, image_urls: [cdn("a.jpg"), cdn("b.jpg")] })],
  ],
  refuses: [
    [
      "two images",
      reference({ prompt: "The reference image comes alive", image_urls: [cdn("a.jpg"), cdn("b.jpg")] }),
      [warn("/prompt", 'prompt says "the reference image", but image_urls has 2 items: name one as Image 1')],
    ],
    [
      "two of both kinds",
      reference({
        prompt: "the reference image meets the reference video",
        image_urls: [cdn("a.jpg"), cdn("b.jpg")],
        video_urls: [cdn("a.mp4"), cdn("b.mp4")],
      }),
      [
        warn("/prompt", 'prompt says "the reference image", but image_urls has 2 items: name one as Image 1'),
        warn("/prompt", 'prompt says "the reference video", but video_urls has 2 items: name one as Video 1'),
      ],
    ],
    [
      "Chinese",
      reference({
        prompt: "让参考图片中的人走进參考影片",
        image_urls: [cdn("a.jpg"), cdn("b.jpg")],
        video_urls: [cdn("a.mp4"), cdn("b.mp4")],
      }),
      [
        warn("/prompt", 'prompt says "参考图片", but image_urls has 2 items: name one as 图1'),
        warn("/prompt", 'prompt says "參考影片", but video_urls has 2 items: name one as 视频1'),
      ],
    ],
    [
      "a numbered one before it",
      reference({
        prompt: "the reference image 1 and the reference image",
        image_urls: [cdn("a.jpg"), cdn("b.jpg")],
      }),
      [warn("/prompt", 'prompt says "the reference image", but image_urls has 2 items: name one as Image 1')],
    ],
  ],
});
