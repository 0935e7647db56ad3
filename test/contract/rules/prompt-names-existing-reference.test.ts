import { expect, test } from "vitest";
import { promptNamesExistingReference } from "../../../src/contract/rules/prompt-names-existing-reference.js";
import { cdn, reference, runRule, testRule, warn } from "./run-rule.js";

testRule(promptNamesExistingReference, {
  accepts: [
    [
      "longer words",
      reference({
        prompt: "aimage3, Zvideo3, 0image3, 9video3, _image3",
        image_urls: [cdn("a.jpg"), cdn("b.jpg")],
      }),
    ],
    [
      "a sign that goes on",
      reference({
        prompt: "Image 7° Image 7×7 Image 7% Image 7,000 Image 7–9",
        image_urls: [cdn("a.jpg"), cdn("b.jpg")],
      }),
    ],

    [
      "references that exist",
      reference({ prompt: "Image 1 hands a lantern to Image 2.", image_urls: [cdn("a.jpg"), cdn("b.jpg")] }),
    ],
    [
      "images and videos apart, in Chinese",
      reference({ prompt: "图1把灯笼交给视频1", image_urls: [cdn("a.jpg")], video_urls: [cdn("a.mp4")] }),
    ],
    [
      "no reference at all",
      reference({ prompt: "A duet on a pier", image_urls: [cdn("a.jpg"), cdn("b.jpg")] }),
    ],
    [
      "pixels",
      reference({
        prompt: "A crisp Image 1080p wide, image 1080p, Video 720p",
        image_urls: [cdn("a.jpg"), cdn("b.jpg")],
      }),
    ],
    [
      "a proportion",
      reference({ prompt: "Image 16:9, video 4:3, Image 9/16", image_urls: [cdn("a.jpg"), cdn("b.jpg")] }),
    ],
    ["a year", reference({ prompt: "Video 2024 style", image_urls: [cdn("a.jpg"), cdn("b.jpg")] })],
    [
      "seconds and times",
      reference({
        prompt: "Video 5 seconds long, Video 10s, Image 3 times, Video 30 fps, Video 20%",
        image_urls: [cdn("a.jpg"), cdn("b.jpg")],
      }),
    ],
    [
      "dimensions and decimals",
      reference({
        prompt: "Image 3D, Image 3x3 grid, Image 3 x 3, Image 2.5 wide, Video 5-second cut",
        image_urls: [cdn("a.jpg"), cdn("b.jpg")],
      }),
    ],
    [
      "a word that ends in image",
      reference({ prompt: "Reimage 3 and my_image3", image_urls: [cdn("a.jpg"), cdn("b.jpg")] }),
    ],
    [
      "lower case with a space, which may be prose",
      reference({
        prompt: "in this video 5 people sing, an image 7",
        image_urls: [cdn("a.jpg"), cdn("b.jpg")],
      }),
    ],
    [
      "Chinese measures and compounds",
      reference({
        prompt: "地图3，截图4，短视频5，视频3秒，图4个，图1080p，视频6分钟，视频9次",
        image_urls: [cdn("a.jpg"), cdn("b.jpg")],
      }),
    ],
    [
      "Chinese words that begin or go on as others",
      reference({
        prompt:
          "地圖3，版图4，截圖5，短影片6，电影片7，图片8张，影片9分鐘，視頻3個，图片1080p，图片16:9，视频一开始，视频一共，图一样，圖十分清楚，视频二次元，图三维，影片五彩，视频一同",
        image_urls: [cdn("a.jpg"), cdn("b.jpg")],
      }),
    ],
    [
      "number words, which may be prose",
      reference({
        prompt: "In this video one sees three boys, Image seven, Video nine lives",
        image_urls: [cdn("a.jpg"), cdn("b.jpg")],
      }),
    ],
    [
      "numbers without a reference",
      reference({ prompt: "Shot 7, scene 12, 图 and 99 lanterns", image_urls: [cdn("a.jpg"), cdn("b.jpg")] }),
    ],
    ["no reference arrays, which another rule refuses", reference({ prompt: "Image 3" })],
    [
      "no prompt, which the schema refuses",
      reference({ prompt: undefined, image_urls: [cdn("a.jpg"), cdn("b.jpg")] }),
    ],
  ],
  refuses: [
    [
      "a wrong one after a repeated one",
      reference({ prompt: "Image 3, Image 3, Image 10, Image 99", image_urls: [cdn("a.jpg"), cdn("b.jpg")] }),
      [
        warn("/prompt", "prompt names Image 3, but image_urls has 2 items"),
        warn("/prompt", "prompt names Image 10, but image_urls has 2 items"),
        warn("/prompt", "prompt names Image 99, but image_urls has 2 items"),
      ],
    ],
    [
      "the highest full-width digit",
      reference({ prompt: "图９", image_urls: [cdn("a.jpg"), cdn("b.jpg")] }),
      [warn("/prompt", "prompt names 图９, but image_urls has 2 items")],
    ],
    [
      "a number at the end, after a percent sign and a letter",
      reference({ prompt: "100% a, Image 5", image_urls: [cdn("a.jpg"), cdn("b.jpg")] }),
      [warn("/prompt", "prompt names Image 5, but image_urls has 2 items")],
    ],

    [
      "an image beyond the array",
      reference({ prompt: "Image 1 sees Image 3.", image_urls: [cdn("a.jpg"), cdn("b.jpg")] }),
      [warn("/prompt", "prompt names Image 3, but image_urls has 2 items")],
    ],
    [
      "a video where there is none",
      reference({ prompt: "Video 1 sings", image_urls: [cdn("a.jpg"), cdn("b.jpg")] }),
      [warn("/prompt", "prompt names Video 1, but video_urls has 0 items")],
    ],
    [
      "a number of two digits, which is no Video 1",
      reference({ prompt: "Video 12 sings", image_urls: [cdn("a.jpg")], video_urls: [cdn("a.mp4")] }),
      [warn("/prompt", "prompt names Video 12, but video_urls has 1 item")],
    ],
    [
      "number 0, since references count from 1",
      reference({ prompt: "Image 0 sings", image_urls: [cdn("a.jpg"), cdn("b.jpg")] }),
      [warn("/prompt", "prompt names Image 0, but image_urls has 2 items")],
    ],
    [
      "Chinese references",
      reference({ prompt: "图3和视频2在唱歌", image_urls: [cdn("a.jpg")], video_urls: [cdn("a.mp4")] }),
      [
        warn("/prompt", "prompt names 图3, but image_urls has 1 item"),
        warn("/prompt", "prompt names 视频2, but video_urls has 1 item"),
      ],
    ],
    [
      "Chinese with a space and full-width digits",
      reference({ prompt: "参考图 ３分别点头", image_urls: [cdn("a.jpg")], video_urls: [cdn("a.mp4")] }),
      [warn("/prompt", "prompt names 图 ３, but image_urls has 1 item")],
    ],
    [
      "other Chinese words, traditional characters and numerals",
      reference({
        prompt: "图片3把灯笼交给圖4，照片 5和影片２，視頻3在唱，圖片七、图像八；参考图九",
        image_urls: [cdn("a.jpg"), cdn("b.jpg")],
        video_urls: [cdn("a.mp4")],
      }),
      [
        ...["图片3", "圖4", "照片 5"].map((name) =>
          warn("/prompt", `prompt names ${name}, but image_urls has 2 items`),
        ),
        ...["影片２", "視頻3"].map((name) =>
          warn("/prompt", `prompt names ${name}, but video_urls has 1 item`),
        ),
        ...["圖片七", "图像八", "图九"].map((name) =>
          warn("/prompt", `prompt names ${name}, but image_urls has 2 items`),
        ),
      ],
    ],
    [
      "a misspelling that is surely a reference",
      reference({ prompt: "image3 and Image-4", image_urls: [cdn("a.jpg"), cdn("b.jpg")] }),
      [
        warn("/prompt", "prompt names image3, but image_urls has 2 items"),
        warn("/prompt", "prompt names Image-4, but image_urls has 2 items"),
      ],
    ],
    [
      "a possessive and a full stop",
      reference({ prompt: "Image 3's hat. Next to Image 4.", image_urls: [cdn("a.jpg"), cdn("b.jpg")] }),
      [
        warn("/prompt", "prompt names Image 3, but image_urls has 2 items"),
        warn("/prompt", "prompt names Image 4, but image_urls has 2 items"),
      ],
    ],
    [
      "the same reference twice, told once",
      reference({ prompt: "Image 3, Image 3 and Image 3", image_urls: [cdn("a.jpg"), cdn("b.jpg")] }),
      [warn("/prompt", "prompt names Image 3, but image_urls has 2 items")],
    ],
    [
      "a reference after a Chinese word",
      reference({ prompt: "让Image 3唱歌", image_urls: [cdn("a.jpg"), cdn("b.jpg")] }),
      [warn("/prompt", "prompt names Image 3, but image_urls has 2 items")],
    ],
  ],
});

test("stops after 20 complaints", () => {
  const prompt = Array.from({ length: 90 }, (_, i) => `Image ${i + 9}`).join(", ");
  expect(
    runRule(promptNamesExistingReference, reference({ prompt, image_urls: [cdn("a.jpg")] })),
  ).toHaveLength(20);
});
