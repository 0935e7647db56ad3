import { assetClipSeconds } from "../../../src/contract/rules/asset-clip-seconds.js";
import { cdn, edit, error, image, testRule } from "./run-rule.js";

const body = image({ video_urls: [cdn("a.mp4")] });
const a = (asset: object) => ({ [cdn("a.mp4")]: asset });

testRule(assetClipSeconds, {
  accepts: [
    ["a clip of which nothing is known", image({ video_urls: [cdn("b.mp4")] })],
    ["2 s", body, { assets: a({ kind: "video", seconds: 2 }) }],
    ["10 s", body, { assets: a({ kind: "video", seconds: 10 }) }],
    ["a length that a probe counted in floats", body, { assets: a({ kind: "video", seconds: 10.0000001 }) }],
    ["an unknown length", body, { assets: a({ kind: "video" }) }],
  ],
  refuses: [
    [
      "a millisecond less",
      body,
      [error("/video_urls/0", "video_urls[0] must last 2 to 10 s, but the video lasts 1.999 s")],
      { assets: a({ kind: "video", seconds: 1.999 }) },
    ],
    [
      "a millisecond more",
      body,
      [error("/video_urls/0", "video_urls[0] must last 2 to 10 s, but the video lasts 10.001 s")],
      { assets: a({ kind: "video", seconds: 10.001 }) },
    ],
    [
      "too long a source to edit",
      edit({ video_urls: [cdn("a.mp4")] }),
      [error("/video_urls/0", "video_urls[0] must last 2 to 10 s, but the video lasts 11 s")],
      { assets: a({ kind: "video", seconds: 11 }) },
    ],
  ],
});
