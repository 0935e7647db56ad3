import { bytesCheck } from "../media/asset-checks.js";
import { defineRule } from "./define-rule.js";

const MEGABYTES = 15;

export const assetAudioBytes = defineRule({
  id: "asset-audio-bytes",
  meta: {
    summary: `Fail a task whose audio file is larger than ${MEGABYTES} MB`,
    source: {
      page: "wan2.7-text-to-video",
      at: "/components/schemas/Wan27TextToVideoRequest/properties/audio_urls/description",
    },
    models: ["wan2.7-text-to-video", "wan2.7-image-to-video", "wan2.7-reference-video"],
    severity: "error",
    failure: { code: "invalid_parameters", message: `file size exceeds ${MEGABYTES}MB` },
    parameters: ["audio_urls", "model_params"],
    messages: { bytes: `{param} must be ${MEGABYTES} MB at most, but the file has {bytes} bytes` },
    examples: {
      accepts: [
        {
          body: {
            model: "wan2.7-image-to-video",
            prompt: "The kite climbs",
            image_start: "https://cdn.example.com/kite.jpg",
            audio_urls: ["https://cdn.example.com/bell.mp3"],
          },
          assets: { "https://cdn.example.com/bell.mp3": { kind: "audio", seconds: 5, bytes: 15_728_640 } },
        },
      ],
      refuses: [
        {
          body: {
            model: "wan2.7-image-to-video",
            prompt: "The kite climbs",
            image_start: "https://cdn.example.com/kite.jpg",
            audio_urls: ["https://cdn.example.com/bell.mp3"],
          },
          assets: { "https://cdn.example.com/bell.mp3": { kind: "audio", seconds: 5, bytes: 15_728_641 } },
        },
      ],
    },
  },
  check: bytesCheck("audio", MEGABYTES),
});
