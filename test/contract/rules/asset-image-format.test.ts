import { assetImageFormat } from "../../../src/contract/rules/asset-image-format.js";
import { cdn, edit, error, image, reference, testRule } from "./run-rule.js";

const body = image({ image_start: cdn("a.png") });
const a = (asset: object) => ({ [cdn("a.png")]: asset });

testRule(assetImageFormat, {
  accepts: [
    ["an image of which nothing is known", image({ image_start: cdn("b.png") })],
    ["a jpeg file", body, { assets: a({ kind: "image", format: "jpeg" }) }],
    ["a png file", body, { assets: a({ kind: "image", format: "png" }) }],
    ["a bmp file", body, { assets: a({ kind: "image", format: "bmp" }) }],
    ["a webp file", body, { assets: a({ kind: "image", format: "webp" }) }],
    ["an image of unknown format", body, { assets: a({ kind: "image" }) }],
    ["a file of unknown kind", body, { assets: a({ format: "png" }) }],
  ],
  refuses: [
    [
      "a gif",
      body,
      [error("/image_start", "image_start must be JPEG, PNG, BMP or WEBP, but the file is gif")],
      { assets: a({ kind: "image", format: "gif" }) },
    ],
    [
      "a format without a kind",
      body,
      [error("/image_start", "image_start must be JPEG, PNG, BMP or WEBP, but the file is heic")],
      { assets: a({ format: "heic" }) },
    ],
    [
      "a video in place of an image",
      body,
      [
        error(
          "/image_start",
          "image_start must be an image (JPEG, PNG, BMP or WEBP), but the file is a video",
        ),
      ],
      { assets: a({ kind: "video", format: "mp4" }) },
    ],
    [
      "an audio file in place of an image",
      body,
      [
        error(
          "/image_start",
          "image_start must be an image (JPEG, PNG, BMP or WEBP), but the file is an audio file",
        ),
      ],
      { assets: a({ kind: "audio" }) },
    ],
    [
      "a gif at each place of image-to-video",
      image({ image_start: cdn("a.png"), image_end: cdn("a.png") }),
      [
        error("/image_start", "image_start must be JPEG, PNG, BMP or WEBP, but the file is gif"),
        error("/image_end", "image_end must be JPEG, PNG, BMP or WEBP, but the file is gif"),
      ],
      { assets: a({ kind: "image", format: "gif", bytes: 1 }) },
    ],
    [
      "a gif among the references",
      reference({ image_urls: [cdn("b.png"), cdn("a.png")] }),
      [error("/image_urls/1", "image_urls[1] must be JPEG, PNG, BMP or WEBP, but the file is gif")],
      { assets: a({ kind: "image", format: "gif" }) },
    ],
    [
      "a gif as first frame of references",
      reference({ image_urls: [cdn("b.png")], image_start: cdn("a.png") }),
      [error("/image_start", "image_start must be JPEG, PNG, BMP or WEBP, but the file is gif")],
      { assets: a({ kind: "image", format: "gif" }) },
    ],
    [
      "a gif that guides an edit",
      edit({ video_urls: [cdn("b.mp4")], image_urls: [cdn("a.png")] }),
      [error("/image_urls/0", "image_urls[0] must be JPEG, PNG, BMP or WEBP, but the file is gif")],
      { assets: a({ kind: "image", format: "gif" }) },
    ],
  ],
});
