import { assetVideoRatio } from "../../../src/contract/rules/asset-video-ratio.js";
import { cdn, error, image, testRule } from "./run-rule.js";

const body = image({ video_urls: [cdn("a.mp4")] });
const a = (asset: object) => ({ [cdn("a.mp4")]: asset });

testRule(assetVideoRatio, {
  accepts: [
    ["a clip of which nothing is known", image({ video_urls: [cdn("b.mp4")] })],
    ["1:8", body, { assets: a({ kind: "video", width: 240, height: 1920 }) }],
    ["8:1", body, { assets: a({ kind: "video", width: 1920, height: 240 }) }],
    ["1:8 in odd numbers", body, { assets: a({ kind: "video", width: 301, height: 2408 }) }],
    ["a side alone", body, { assets: a({ kind: "video", height: 1 }) }],
    [
      "a wrong kind of file, which another rule refuses",
      body,
      { assets: a({ kind: "image", width: 1, height: 100 }) },
    ],
  ],
  refuses: [
    [
      "one pixel narrower than 1:8",
      body,
      [
        error(
          "/video_urls/0",
          "video_urls[0] must be in a proportion of 1:8 to 8:1, but the video is 240x1921",
        ),
      ],
      { assets: a({ kind: "video", width: 240, height: 1921 }) },
    ],
    [
      "one pixel wider than 8:1",
      body,
      [
        error(
          "/video_urls/0",
          "video_urls[0] must be in a proportion of 1:8 to 8:1, but the video is 1921x240",
        ),
      ],
      { assets: a({ kind: "video", width: 1921, height: 240 }) },
    ],
  ],
});
