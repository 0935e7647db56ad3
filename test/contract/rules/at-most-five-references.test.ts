import { atMostFiveReferences } from "../../../src/contract/rules/at-most-five-references.js";
import { cdn, error, reference, testRule } from "./run-rule.js";

testRule(atMostFiveReferences, {
  accepts: [
    ["five images", reference({ image_urls: Array(5).fill(cdn("a.jpg")) })],
    [
      "five of both and a starting frame",
      reference({
        image_start: cdn("s.jpg"),
        image_urls: Array(3).fill(cdn("a.jpg")),
        video_urls: Array(2).fill(cdn("a.mp4")),
      }),
    ],
    [
      "voices, which do not count",
      reference({ image_urls: Array(5).fill(cdn("a.jpg")), audio_urls: Array(5).fill(cdn("a.mp3")) }),
    ],
    ["nothing", reference({})],
  ],
  refuses: [
    [
      "six images",
      reference({ image_urls: Array(6).fill(cdn("a.jpg")) }),
      [error("/image_urls", "image_urls must hold at most 5 references, got 6")],
    ],
    [
      "six videos",
      reference({ image_urls: [], video_urls: Array(6).fill(cdn("a.mp4")) }),
      [error("/video_urls", "video_urls must hold at most 5 references, got 6")],
    ],
    [
      "six together",
      reference({ image_urls: Array(4).fill(cdn("a.jpg")), video_urls: Array(2).fill(cdn("a.mp4")) }),
      [error("", "image_urls and video_urls must hold at most 5 references together, got 4 + 2")],
    ],
  ],
});
