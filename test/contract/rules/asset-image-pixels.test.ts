import { assetImagePixels } from "../../../src/contract/rules/asset-image-pixels.js";
import { cdn, error, image, testRule } from "./run-rule.js";

const body = image({ image_start: cdn("a.png") });
const a = (asset: object) => ({ [cdn("a.png")]: asset });

testRule(assetImagePixels, {
  accepts: [
    ["an image of which nothing is known", image({ image_start: cdn("b.png") })],
    ["images of 240 pixels", body, { assets: a({ kind: "image", width: 240, height: 240 }) }],
    ["images of 8000 pixels", body, { assets: a({ kind: "image", width: 8000, height: 8000 }) }],
    ["a side alone, within", body, { assets: a({ kind: "image", height: 240 }) }],
    ["unknown pixels", body, { assets: a({ kind: "image" }) }],
    [
      "a wrong kind of file, which another rule refuses",
      body,
      { assets: a({ kind: "video", width: 1, height: 1 }) },
    ],
  ],
  refuses: [
    [
      "too narrow a one",
      body,
      [
        error(
          "/image_start",
          "image_start must be 240 to 8000 pixels on each side, but the image is 239x240",
        ),
      ],
      { assets: a({ kind: "image", width: 239, height: 240 }) },
    ],
    [
      "too low a one",
      body,
      [
        error(
          "/image_start",
          "image_start must be 240 to 8000 pixels on each side, but the image is 240x239",
        ),
      ],
      { assets: a({ kind: "image", width: 240, height: 239 }) },
    ],
    [
      "too wide a one",
      body,
      [
        error(
          "/image_start",
          "image_start must be 240 to 8000 pixels on each side, but the image is 8001x8000",
        ),
      ],
      { assets: a({ kind: "image", width: 8001, height: 8000 }) },
    ],
    [
      "too high a one",
      body,
      [
        error(
          "/image_start",
          "image_start must be 240 to 8000 pixels on each side, but the image is 8000x8001",
        ),
      ],
      { assets: a({ kind: "image", width: 8000, height: 8001 }) },
    ],
    [
      "a width alone",
      body,
      [
        error(
          "/image_start",
          "image_start must be 240 to 8000 pixels on each side, but the image is 239 wide",
        ),
      ],
      { assets: a({ kind: "image", width: 239 }) },
    ],
    [
      "a height alone",
      body,
      [
        error(
          "/image_start",
          "image_start must be 240 to 8000 pixels on each side, but the image is 8001 high",
        ),
      ],
      { assets: a({ kind: "image", height: 8001 }) },
    ],
    [
      "a file of unknown kind",
      body,
      [error("/image_start", "image_start must be 240 to 8000 pixels on each side, but the image is 1x1")],
      { assets: a({ width: 1, height: 1 }) },
    ],
  ],
});
