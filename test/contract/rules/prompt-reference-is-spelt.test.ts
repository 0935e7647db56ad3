import { promptReferenceIsSpelt } from "../../../src/contract/rules/prompt-reference-is-spelt.js";
import { cdn, reference, testRule, warn } from "./run-rule.js";

testRule(promptReferenceIsSpelt, {
  accepts: [
    [
      "the documented spelling",
      reference({ prompt: "Image 1 hands a lantern to Image 2.", image_urls: [cdn("a.jpg"), cdn("b.jpg")] }),
    ],
    [
      "Chinese words that begin or go on as others",
      reference({
        prompt: "地图1，版图2，视频一开始，图一样，图片2张，视频一共，短影片1",
        image_urls: [cdn("a.jpg"), cdn("b.jpg")],
        video_urls: [cdn("a.mp4")],
      }),
    ],
    [
      "number words in prose",
      reference({
        prompt: "in this video one sees an image two boys hold, Imageone",
        image_urls: [cdn("a.jpg"), cdn("b.jpg")],
        video_urls: [cdn("a.mp4")],
      }),
    ],
    ["Chinese", reference({ prompt: "图1 and 图 2, 图１", image_urls: [cdn("a.jpg"), cdn("b.jpg")] })],
    [
      "prose that goes on",
      reference({
        prompt:
          "an image 1080p wide, image 2x2, image 1:1, image 1.5, video 1-second, image 2 times, video 1st",
        image_urls: [cdn("a.jpg")],
        video_urls: [cdn("a.mp4")],
      }),
    ],
    [
      "numbers beyond the array, which may be prose",
      reference({
        prompt: "in this video 5 people sing, image3",
        image_urls: [cdn("a.jpg")],
        video_urls: [cdn("a.mp4")],
      }),
    ],
    ["plurals", reference({ prompt: "Images 1 and 2", image_urls: [cdn("a.jpg"), cdn("b.jpg")] })],
    ["no reference arrays", reference({ prompt: "image 1" })],
    ["no prompt", reference({ prompt: undefined, image_urls: [cdn("a.jpg"), cdn("b.jpg")] })],
  ],
  refuses: [
    [
      "a misspelling after good, doubtful and repeated ones",
      reference({
        prompt: "Image 1, image 7, image 1, image 1, image 2",
        image_urls: [cdn("a.jpg"), cdn("b.jpg")],
      }),
      [
        warn("/prompt", 'prompt says "image 1": write "Image 1" to name image_urls[0]', ["Image 1"]),
        warn("/prompt", 'prompt says "image 2": write "Image 2" to name image_urls[1]', ["Image 2"]),
      ],
    ],

    [
      "lower case and a missing space",
      reference({ prompt: "image 1 and Image2", image_urls: [cdn("a.jpg"), cdn("b.jpg")] }),
      [
        warn("/prompt", 'prompt says "image 1": write "Image 1" to name image_urls[0]', ["Image 1"]),
        warn("/prompt", 'prompt says "Image2": write "Image 2" to name image_urls[1]', ["Image 2"]),
      ],
    ],
    [
      "other Chinese words, traditional characters and numerals",
      reference({
        prompt: "图片1走向影片1，圖2在一旁，图一",
        image_urls: [cdn("a.jpg"), cdn("b.jpg")],
        video_urls: [cdn("a.mp4")],
      }),
      [
        warn("/prompt", 'prompt says "图片1": write "图1" to name image_urls[0]', ["图1"]),
        warn("/prompt", 'prompt says "影片1": write "视频1" to name video_urls[0]', ["视频1"]),
        warn("/prompt", 'prompt says "圖2": write "图2" to name image_urls[1]', ["图2"]),
        warn("/prompt", 'prompt says "图一": write "图1" to name image_urls[0]', ["图1"]),
      ],
    ],
    [
      "number words",
      reference({
        prompt: "Image One waves to Image two",
        image_urls: [cdn("a.jpg"), cdn("b.jpg")],
      }),
      [
        warn("/prompt", 'prompt says "Image One": write "Image 1" to name image_urls[0]', ["Image 1"]),
        warn("/prompt", 'prompt says "Image two": write "Image 2" to name image_urls[1]', ["Image 2"]),
      ],
    ],
    [
      "capitals",
      reference({ prompt: "VIDEO 1", image_urls: [cdn("a.jpg")], video_urls: [cdn("a.mp4")] }),
      [warn("/prompt", 'prompt says "VIDEO 1": write "Video 1" to name video_urls[0]', ["Video 1"])],
    ],
    [
      "other separators",
      reference({ prompt: "Image-1, image_2, Image #1, Image  2", image_urls: [cdn("a.jpg"), cdn("b.jpg")] }),
      [
        warn("/prompt", 'prompt says "Image-1": write "Image 1" to name image_urls[0]', ["Image 1"]),
        warn("/prompt", 'prompt says "image_2": write "Image 2" to name image_urls[1]', ["Image 2"]),
        warn("/prompt", 'prompt says "Image #1": write "Image 1" to name image_urls[0]', ["Image 1"]),
        warn("/prompt", 'prompt says "Image  2": write "Image 2" to name image_urls[1]', ["Image 2"]),
      ],
    ],
    [
      "a leading zero",
      reference({ prompt: "Image 01 sings", image_urls: [cdn("a.jpg"), cdn("b.jpg")] }),
      [warn("/prompt", 'prompt says "Image 01": write "Image 1" to name image_urls[0]', ["Image 1"])],
    ],
    [
      "a space of another width",
      reference({ prompt: "Image\u00a01 sings", image_urls: [cdn("a.jpg"), cdn("b.jpg")] }),
      [warn("/prompt", 'prompt says "Image\u00a01": write "Image 1" to name image_urls[0]', ["Image 1"])],
    ],
    [
      "full-width digits",
      reference({ prompt: "Image １ sings", image_urls: [cdn("a.jpg"), cdn("b.jpg")] }),
      [warn("/prompt", 'prompt says "Image １": write "Image 1" to name image_urls[0]', ["Image 1"])],
    ],
    [
      "the same spelling twice, told once",
      reference({ prompt: "image 1, image 1", image_urls: [cdn("a.jpg"), cdn("b.jpg")] }),
      [warn("/prompt", 'prompt says "image 1": write "Image 1" to name image_urls[0]', ["Image 1"])],
    ],
  ],
});
