import { needsAReference } from "../../../src/contract/rules/needs-a-reference.js";
import { cdn, error, reference, testRule } from "./run-rule.js";

testRule(needsAReference, {
  accepts: [
    ["an image", reference({ image_urls: [cdn("a.jpg")] })],
    ["a video", reference({ video_urls: [cdn("a.mp4")] })],
    ["a video next to an empty image_urls", reference({ image_urls: [], video_urls: [cdn("a.mp4")] })],
  ],
  refuses: [
    ["nothing", reference({}), [error("", "image_urls or video_urls must hold at least 1 reference")]],
    [
      "empty lists",
      reference({ image_urls: [], video_urls: [] }),
      [error("", "image_urls or video_urls must hold at least 1 reference")],
    ],
    [
      "a starting frame alone",
      reference({ image_start: cdn("a.jpg") }),
      [error("", "image_urls or video_urls must hold at least 1 reference: image_start is none")],
    ],
    [
      "voices alone",
      reference({ audio_urls: [cdn("a.mp3")] }),
      [error("", "image_urls or video_urls must hold at least 1 reference")],
    ],
  ],
});
