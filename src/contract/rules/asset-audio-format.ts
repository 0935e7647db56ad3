import { formatCheck } from "../media/asset-checks.js";
import { shownFormats } from "../media/asset-limits.js";
import { defineRule } from "./define-rule.js";

const FORMATS: readonly string[] = ["wav", "mp3"];

export const assetAudioFormat = defineRule({
  id: "asset-audio-format",
  meta: {
    summary: `Fail a task whose audio is no ${shownFormats(FORMATS)} file`,
    source: {
      page: "wan2.7-text-to-video",
      at: "/components/schemas/Wan27TextToVideoRequest/properties/audio_urls/description",
    },
    models: ["wan2.7-text-to-video", "wan2.7-image-to-video", "wan2.7-reference-video"],
    severity: "error",
    failure: { code: "invalid_parameters", message: "unsupported file type" },
    parameters: ["audio_urls", "model_params"],
    messages: {
      kind: `{param} must be an audio file (${shownFormats(FORMATS)}), but the file is {kind}`,
      format: `{param} must be ${shownFormats(FORMATS)}, but the file is {format}`,
    },
    examples: {
      accepts: [
        {
          body: {
            model: "wan2.7-image-to-video",
            prompt: "The kite climbs",
            image_start: "https://cdn.example.com/kite.jpg",
            audio_urls: ["https://cdn.example.com/bell.mp3"],
          },
          assets: { "https://cdn.example.com/bell.mp3": { kind: "audio", format: "mp3", seconds: 5 } },
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
          assets: { "https://cdn.example.com/bell.mp3": { kind: "audio", format: "ogg", seconds: 5 } },
        },
        {
          body: {
            model: "wan2.7-image-to-video",
            prompt: "The kite climbs",
            image_start: "https://cdn.example.com/kite.jpg",
            audio_urls: ["https://cdn.example.com/bell.mp3"],
          },
          assets: { "https://cdn.example.com/bell.mp3": { kind: "video", format: "mp4" } },
        },
      ],
    },
  },
  check: formatCheck("audio", FORMATS),
});
