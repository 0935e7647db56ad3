import { countUrls } from "../media/material.js";
import { type GenerationMode, modeOfMaterial } from "../models/image-to-video.js";
import { type Body, cdn, defineRule, imageToVideo, noComplaints } from "./define-rule.js";

type Material = "image_start" | "image_end" | "video_urls";

const needs: Readonly<Record<GenerationMode, readonly Material[]>> = {
  first_frame: ["image_start"],
  first_last_frame: ["image_start", "image_end"],
  video_continuation: ["video_urls"],
};

function isGiven(body: Body, name: Material): boolean {
  return name === "video_urls" ? countUrls(body.video_urls) > 0 : body[name] !== undefined;
}

/** Speaks of accepted sets only: another set is wrong in every mode, and reported by `material-set-is-valid`. */
export const generationModeMatchesMaterials = defineRule({
  id: "generation-mode-matches-materials",
  summary: "Refuse a `generation_mode` that the material does not fit",
  source: { page: "guide", at: "Three generation modes" },
  models: ["wan2.7-image-to-video"],
  parameters: ["generation_mode", "image_start", "image_end", "video_urls", "audio_urls"],
  messages: {
    lacks: "generation_mode {mode} needs {missing}, this material means {fitting}",
    surplus: "generation_mode {mode} does not take {surplus}, this material means {fitting}",
  },
  accepts: () => [imageToVideo({ generation_mode: "first_frame", image_start: cdn("kite.jpg") })],
  refuses: () => [
    imageToVideo({ generation_mode: "first_last_frame", image_start: cdn("kite.jpg") }),
    imageToVideo({
      generation_mode: "first_frame",
      image_start: cdn("kite.jpg"),
      image_end: cdn("clouds.jpg"),
    }),
  ],
  check: ({ body }) => {
    const { generation_mode: mode } = body;
    if (mode === undefined) return noComplaints;
    const fitting = modeOfMaterial(body);
    if (fitting === undefined || fitting === mode || !Object.hasOwn(needs, mode)) return noComplaints;
    const missing = needs[mode as GenerationMode].filter((name) => !isGiven(body, name));
    return missing.length === 0
      ? [{ at: "/generation_mode", message: "surplus", data: { mode, surplus: "image_end", fitting } }]
      : [
          {
            at: "/generation_mode",
            message: "lacks",
            data: { mode, missing: missing.join(" and "), fitting },
          },
        ];
  },
});
