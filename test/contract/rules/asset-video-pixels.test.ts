import { assetVideoPixels } from "../../../src/contract/rules/asset-video-pixels.js";
import { cdn, error, image, testRule } from "./run-rule.js";

const body = image({ video_urls: [cdn("a.mp4")] });
const a = (asset: object) => ({ [cdn("a.mp4")]: asset });

testRule(assetVideoPixels, {
  accepts: [
    ["a clip of which nothing is known", image({ video_urls: [cdn("b.mp4")] })],
    ["videos of 240 pixels", body, { assets: a({ kind: "video", width: 240, height: 240 }) }],
    ["videos of 4096 pixels", body, { assets: a({ kind: "video", width: 4096, height: 4096 }) }],
    ["a side alone, within", body, { assets: a({ kind: "video", height: 240 }) }],
    ["unknown pixels", body, { assets: a({ kind: "video" }) }],
    [
      "a wrong kind of file, which another rule refuses",
      body,
      { assets: a({ kind: "image", width: 1, height: 1 }) },
    ],
  ],
  refuses: [
    [
      "too narrow a one",
      body,
      [
        error(
          "/video_urls/0",
          "video_urls[0] must be 240 to 4096 pixels on each side, but the video is 239x240",
        ),
      ],
      { assets: a({ kind: "video", width: 239, height: 240 }) },
    ],
    [
      "too low a one",
      body,
      [
        error(
          "/video_urls/0",
          "video_urls[0] must be 240 to 4096 pixels on each side, but the video is 240x239",
        ),
      ],
      { assets: a({ kind: "video", width: 240, height: 239 }) },
    ],
    [
      "too wide a one",
      body,
      [
        error(
          "/video_urls/0",
          "video_urls[0] must be 240 to 4096 pixels on each side, but the video is 4097x4096",
        ),
      ],
      { assets: a({ kind: "video", width: 4097, height: 4096 }) },
    ],
    [
      "too high a one",
      body,
      [
        error(
          "/video_urls/0",
          "video_urls[0] must be 240 to 4096 pixels on each side, but the video is 4096x4097",
        ),
      ],
      { assets: a({ kind: "video", width: 4096, height: 4097 }) },
    ],
    [
      "a width alone",
      body,
      [
        error(
          "/video_urls/0",
          "video_urls[0] must be 240 to 4096 pixels on each side, but the video is 239 wide",
        ),
      ],
      { assets: a({ kind: "video", width: 239 }) },
    ],
    [
      "a height alone",
      body,
      [
        error(
          "/video_urls/0",
          "video_urls[0] must be 240 to 4096 pixels on each side, but the video is 4097 high",
        ),
      ],
      { assets: a({ kind: "video", height: 4097 }) },
    ],
    [
      "a file of unknown kind",
      body,
      [error("/video_urls/0", "video_urls[0] must be 240 to 4096 pixels on each side, but the video is 1x1")],
      { assets: a({ width: 1, height: 1 }) },
    ],
  ],
});
