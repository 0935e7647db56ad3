import { assetReferenceVideoSeconds } from "../../../src/contract/rules/asset-reference-video-seconds.js";
import { cdn, error, reference, testRule } from "./run-rule.js";

const body = reference({ video_urls: [cdn("a.mp4")] });
const a = (asset: object) => ({ [cdn("a.mp4")]: asset });

testRule(assetReferenceVideoSeconds, {
  accepts: [
    ["a reference of which nothing is known", reference({ video_urls: [cdn("b.mp4")] })],
    ["1 s", body, { assets: a({ kind: "video", seconds: 1 }) }],
    ["30 s", body, { assets: a({ kind: "video", seconds: 30 }) }],
    ["a length that a probe counted in floats", body, { assets: a({ kind: "video", seconds: 30.0000001 }) }],
    ["an unknown length", body, { assets: a({ kind: "video" }) }],
  ],
  refuses: [
    [
      "a millisecond less",
      body,
      [error("/video_urls/0", "video_urls[0] must last 1 to 30 s, but the video lasts 0.999 s")],
      { assets: a({ kind: "video", seconds: 0.999 }) },
    ],
    [
      "a millisecond more",
      body,
      [error("/video_urls/0", "video_urls[0] must last 1 to 30 s, but the video lasts 30.001 s")],
      { assets: a({ kind: "video", seconds: 30.001 }) },
    ],
    [
      "the second reference",
      reference({ video_urls: [cdn("b.mp4"), cdn("a.mp4")] }),
      [error("/video_urls/1", "video_urls[1] must last 1 to 30 s, but the video lasts 31 s")],
      { assets: a({ kind: "video", seconds: 31 }) },
    ],
  ],
});
