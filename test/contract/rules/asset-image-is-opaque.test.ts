import { assetImageIsOpaque } from "../../../src/contract/rules/asset-image-is-opaque.js";
import { cdn, error, image, testRule } from "./run-rule.js";

const body = image({ image_start: cdn("a.png") });
const a = (asset: object) => ({ [cdn("a.png")]: asset });

testRule(assetImageIsOpaque, {
  accepts: [
    ["an image of which nothing is known", image({ image_start: cdn("b.png") })],
    ["a PNG without", body, { assets: a({ kind: "image", format: "png", hasTransparency: false }) }],
    ["a PNG of which that is not known", body, { assets: a({ kind: "image", format: "png" }) }],
    [
      "a transparent WEBP, of which nothing is said",
      body,
      { assets: a({ kind: "image", format: "webp", hasTransparency: true }) },
    ],
    ["transparency in an unknown format", body, { assets: a({ kind: "image", hasTransparency: true }) }],
  ],
  refuses: [
    [
      "a transparent PNG",
      body,
      [error("/image_start", "image_start must be without transparency, but the PNG has some")],
      { assets: a({ kind: "image", format: "png", hasTransparency: true }) },
    ],
  ],
});
