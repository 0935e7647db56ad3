import { materialSetIsValid } from "../../../src/contract/rules/material-set-is-valid.js";
import { cdn, error, image, testRule } from "./run-rule.js";

testRule(materialSetIsValid, {
  accepts: [
    ["image_start alone", image({ image_start: cdn("a.jpg") })],
    ["video_urls alone", image({ video_urls: [cdn("a.mp4")] })],
    ["image_start with image_end", image({ image_start: cdn("a.jpg"), image_end: cdn("b.jpg") })],
    ["image_start with audio_urls", image({ image_start: cdn("a.jpg"), audio_urls: [cdn("a.mp3")] })],
    ["image_end with video_urls", image({ image_end: cdn("b.jpg"), video_urls: [cdn("a.mp4")] })],
    [
      "image_start with image_end and audio_urls",
      image({ image_start: cdn("a.jpg"), image_end: cdn("b.jpg"), audio_urls: [cdn("a.mp3")] }),
    ],
    ["an empty video_urls as absent", image({ image_start: cdn("a.jpg"), video_urls: [] })],
  ],
  refuses: [
    [
      "no material",
      image({}),
      [error("", "image_start or video_urls is required: a first frame to animate, or a clip to continue")],
    ],
    [
      "image_end alone",
      image({ image_end: cdn("b.jpg") }),
      [
        error(
          "/image_end",
          "image_end needs image_start or video_urls beside it: an ending alone gives no picture to start from",
        ),
      ],
    ],
    [
      "audio_urls alone",
      image({ audio_urls: [cdn("a.mp3")] }),
      [
        error(
          "/audio_urls",
          "audio_urls needs image_start beside it: a track alone gives no picture to move",
        ),
      ],
    ],
    [
      "image_start with video_urls",
      image({ image_start: cdn("a.jpg"), video_urls: [cdn("a.mp4")] }),
      [
        error(
          "/video_urls",
          "image_start and video_urls exclude each other: animate a frame or continue a clip",
        ),
      ],
    ],
    [
      "image_end with audio_urls",
      image({ image_end: cdn("b.jpg"), audio_urls: [cdn("a.mp3")] }),
      [
        error(
          "/image_end",
          "image_end needs image_start or video_urls beside it: an ending alone gives no picture to start from",
        ),
      ],
    ],
    [
      "video_urls with audio_urls",
      image({ video_urls: [cdn("a.mp4")], audio_urls: [cdn("a.mp3")] }),
      [error("/audio_urls", "audio_urls is not accepted with video_urls: leave it out to continue the clip")],
    ],
    [
      "image_start with image_end and video_urls",
      image({ image_start: cdn("a.jpg"), image_end: cdn("b.jpg"), video_urls: [cdn("a.mp4")] }),
      [
        error(
          "/video_urls",
          "image_start and video_urls exclude each other: animate a frame or continue a clip",
        ),
      ],
    ],
    [
      "image_start with video_urls and audio_urls",
      image({ image_start: cdn("a.jpg"), video_urls: [cdn("a.mp4")], audio_urls: [cdn("a.mp3")] }),
      [
        error(
          "/video_urls",
          "image_start and video_urls exclude each other: animate a frame or continue a clip",
        ),
      ],
    ],
    [
      "image_end with video_urls and audio_urls",
      image({ image_end: cdn("b.jpg"), video_urls: [cdn("a.mp4")], audio_urls: [cdn("a.mp3")] }),
      [error("/audio_urls", "audio_urls is not accepted with video_urls: leave it out to continue the clip")],
    ],
    [
      "image_start with image_end and video_urls and audio_urls",
      image({
        image_start: cdn("a.jpg"),
        image_end: cdn("b.jpg"),
        video_urls: [cdn("a.mp4")],
        audio_urls: [cdn("a.mp3")],
      }),
      [
        error(
          "/video_urls",
          "image_start and video_urls exclude each other: animate a frame or continue a clip",
        ),
      ],
    ],
    [
      "an empty video_urls as no clip",
      image({ video_urls: [] }),
      [error("", "image_start or video_urls is required: a first frame to animate, or a clip to continue")],
    ],
    [
      "a set that no mode takes, whatever generation_mode says",
      image({ generation_mode: "video_continuation", image_start: cdn("a.jpg"), video_urls: [cdn("a.mp4")] }),
      [
        error(
          "/video_urls",
          "image_start and video_urls exclude each other: animate a frame or continue a clip",
        ),
      ],
    ],
  ],
});
