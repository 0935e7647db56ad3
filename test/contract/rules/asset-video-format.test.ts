import { assetVideoFormat } from "../../../src/contract/rules/asset-video-format.js";
import { cdn, edit, error, image, reference, testRule } from "./run-rule.js";

const body = image({ video_urls: [cdn("a.mp4")] });
const a = (asset: object) => ({ [cdn("a.mp4")]: asset });

testRule(assetVideoFormat, {
  accepts: [
    ["a clip of which nothing is known", image({ video_urls: [cdn("b.mp4")] })],
    ["an mp4", body, { assets: a({ kind: "video", format: "mp4" }) }],
    ["a mov", body, { assets: a({ kind: "video", format: "mov" }) }],
    ["a video of unknown format", body, { assets: a({ kind: "video" }) }],
  ],
  refuses: [
    [
      "a webm",
      body,
      [error("/video_urls/0", "video_urls[0] must be MP4 or MOV, but the file is webm")],
      { assets: a({ kind: "video", format: "webm" }) },
    ],
    [
      "an image in place of a video",
      body,
      [error("/video_urls/0", "video_urls[0] must be a video (MP4 or MOV), but the file is an image")],
      { assets: a({ kind: "image", format: "png" }) },
    ],
    [
      "a webm among the references",
      reference({ video_urls: [cdn("b.mp4"), cdn("a.mp4")] }),
      [error("/video_urls/1", "video_urls[1] must be MP4 or MOV, but the file is webm")],
      { assets: a({ kind: "video", format: "webm" }) },
    ],
    [
      "a webm to edit",
      edit({ video_urls: [cdn("a.mp4")] }),
      [error("/video_urls/0", "video_urls[0] must be MP4 or MOV, but the file is webm")],
      { assets: a({ kind: "video", format: "webm" }) },
    ],
  ],
});
