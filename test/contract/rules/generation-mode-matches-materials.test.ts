import { generationModeMatchesMaterials } from "../../../src/contract/rules/generation-mode-matches-materials.js";
import { cdn, error, image, testRule } from "./run-rule.js";

testRule(generationModeMatchesMaterials, {
  accepts: [
    ["no generation_mode", image({ image_start: cdn("a.jpg") })],
    ["first_frame", image({ generation_mode: "first_frame", image_start: cdn("a.jpg") })],
    [
      "first_frame with a track",
      image({ generation_mode: "first_frame", image_start: cdn("a.jpg"), audio_urls: [cdn("a.mp3")] }),
    ],
    [
      "first_last_frame",
      image({ generation_mode: "first_last_frame", image_start: cdn("a.jpg"), image_end: cdn("b.jpg") }),
    ],
    [
      "first_last_frame with a track",
      image({
        generation_mode: "first_last_frame",
        image_start: cdn("a.jpg"),
        image_end: cdn("b.jpg"),
        audio_urls: [cdn("a.mp3")],
      }),
    ],
    ["video_continuation", image({ generation_mode: "video_continuation", video_urls: [cdn("a.mp4")] })],
    [
      "video_continuation with an ending",
      image({ generation_mode: "video_continuation", video_urls: [cdn("a.mp4")], image_end: cdn("b.jpg") }),
    ],
    [
      "a set that no mode takes, which another rule refuses",
      image({ generation_mode: "first_frame", image_start: cdn("a.jpg"), video_urls: [cdn("a.mp4")] }),
    ],
    ["no material, which another rule refuses", image({ generation_mode: "first_frame" })],
    [
      "a mode that does not exist, which the schema refuses",
      image({ generation_mode: "constructor", image_start: cdn("a.jpg") }),
    ],
  ],
  refuses: [
    [
      "first_frame with an ending",
      image({ generation_mode: "first_frame", image_start: cdn("a.jpg"), image_end: cdn("b.jpg") }),
      [
        error(
          "/generation_mode",
          "generation_mode first_frame does not take image_end, this material means first_last_frame",
        ),
      ],
    ],
    [
      "first_frame with a clip",
      image({ generation_mode: "first_frame", video_urls: [cdn("a.mp4")] }),
      [
        error(
          "/generation_mode",
          "generation_mode first_frame needs image_start, this material means video_continuation",
        ),
      ],
    ],
    [
      "first_last_frame without an ending",
      image({ generation_mode: "first_last_frame", image_start: cdn("a.jpg") }),
      [
        error(
          "/generation_mode",
          "generation_mode first_last_frame needs image_end, this material means first_frame",
        ),
      ],
    ],
    [
      "first_last_frame with a clip",
      image({ generation_mode: "first_last_frame", video_urls: [cdn("a.mp4")] }),
      [
        error(
          "/generation_mode",
          "generation_mode first_last_frame needs image_start and image_end, this material means video_continuation",
        ),
      ],
    ],
    [
      "first_last_frame with a clip and an ending",
      image({ generation_mode: "first_last_frame", video_urls: [cdn("a.mp4")], image_end: cdn("b.jpg") }),
      [
        error(
          "/generation_mode",
          "generation_mode first_last_frame needs image_start, this material means video_continuation",
        ),
      ],
    ],
    [
      "video_continuation with frames",
      image({ generation_mode: "video_continuation", image_start: cdn("a.jpg"), image_end: cdn("b.jpg") }),
      [
        error(
          "/generation_mode",
          "generation_mode video_continuation needs video_urls, this material means first_last_frame",
        ),
      ],
    ],
    [
      "video_continuation with an empty video_urls",
      image({ generation_mode: "video_continuation", image_start: cdn("a.jpg"), video_urls: [] }),
      [
        error(
          "/generation_mode",
          "generation_mode video_continuation needs video_urls, this material means first_frame",
        ),
      ],
    ],
  ],
});
