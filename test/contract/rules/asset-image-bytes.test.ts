import { assetImageBytes } from "../../../src/contract/rules/asset-image-bytes.js";
import { cdn, error, image, testRule } from "./run-rule.js";

const body = image({ image_start: cdn("a.png") });
const a = (asset: object) => ({ [cdn("a.png")]: asset });

testRule(assetImageBytes, {
  accepts: [
    ["an image of which nothing is known", image({ image_start: cdn("b.png") })],
    ["exactly 20 MB of 1024 x 1024 bytes", body, { assets: a({ kind: "image", bytes: 20 * 1024 * 1024 }) }],
    ["unknown bytes", body, { assets: a({ kind: "image" }) }],
  ],
  refuses: [
    [
      "one byte more",
      body,
      [error("/image_start", "image_start must be 20 MB at most, but the file has 20971521 bytes")],
      { assets: a({ kind: "image", bytes: 20 * 1024 * 1024 + 1 }) },
    ],
  ],
});
