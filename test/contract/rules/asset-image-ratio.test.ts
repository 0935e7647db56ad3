import { assetImageRatio } from "../../../src/contract/rules/asset-image-ratio.js";
import { cdn, error, image, testRule } from "./run-rule.js";

const body = image({ image_start: cdn("a.png") });
const a = (asset: object) => ({ [cdn("a.png")]: asset });

testRule(assetImageRatio, {
  accepts: [
    ["an image of which nothing is known", image({ image_start: cdn("b.png") })],
    ["1:8", body, { assets: a({ kind: "image", width: 240, height: 1920 }) }],
    ["8:1", body, { assets: a({ kind: "image", width: 1920, height: 240 }) }],
    ["1:8 in odd numbers", body, { assets: a({ kind: "image", width: 301, height: 2408 }) }],
    ["a side alone", body, { assets: a({ kind: "image", height: 1 }) }],
    [
      "a wrong kind of file, which another rule refuses",
      body,
      { assets: a({ kind: "video", width: 1, height: 100 }) },
    ],
  ],
  refuses: [
    [
      "one pixel narrower than 1:8",
      body,
      [error("/image_start", "image_start must be in a proportion of 1:8 to 8:1, but the image is 240x1921")],
      { assets: a({ kind: "image", width: 240, height: 1921 }) },
    ],
    [
      "one pixel wider than 8:1",
      body,
      [error("/image_start", "image_start must be in a proportion of 1:8 to 8:1, but the image is 1921x240")],
      { assets: a({ kind: "image", width: 1921, height: 240 }) },
    ],
  ],
});
