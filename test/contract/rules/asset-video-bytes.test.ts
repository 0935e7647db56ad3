import { assetVideoBytes } from "../../../src/contract/rules/asset-video-bytes.js";
import { cdn, error, image, testRule } from "./run-rule.js";

const body = image({ video_urls: [cdn("a.mp4")] });
const a = (asset: object) => ({ [cdn("a.mp4")]: asset });

testRule(assetVideoBytes, {
  accepts: [
    ["a clip of which nothing is known", image({ video_urls: [cdn("b.mp4")] })],
    ["exactly 100 MB of 1024 x 1024 bytes", body, { assets: a({ kind: "video", bytes: 100 * 1024 * 1024 }) }],
    ["unknown bytes", body, { assets: a({ kind: "video" }) }],
  ],
  refuses: [
    [
      "one byte more",
      body,
      [error("/video_urls/0", "video_urls[0] must be 100 MB at most, but the file has 104857601 bytes")],
      { assets: a({ kind: "video", bytes: 100 * 1024 * 1024 + 1 }) },
    ],
  ],
});
