import { secondsCheck } from "../media/asset-checks.js";
import { defineRule } from "./define-rule.js";

const SECONDS = { least: 1, most: 10 };

export const assetVoiceSeconds = defineRule({
  id: "asset-voice-seconds",
  meta: {
    summary: `Fail a task whose voice lasts less than ${SECONDS.least} or more than ${SECONDS.most} s`,
    source: {
      page: "wan2.7-reference-video",
      at: "/components/schemas/Wan27ReferenceVideoRequest/properties/audio_urls/description",
    },
    models: ["wan2.7-reference-video"],
    severity: "error",
    failure: {
      code: "invalid_parameters",
      message: `Audio duration must be between ${SECONDS.least}-${SECONDS.most} seconds`,
    },
    parameters: ["audio_urls", "model_params"],
    messages: {
      seconds: `{param} must last ${SECONDS.least} to ${SECONDS.most} s, but the audio lasts {seconds}`,
    },
    examples: {
      accepts: [
        {
          body: {
            model: "wan2.7-reference-video",
            prompt: "A duet on a pier",
            image_urls: ["https://cdn.example.com/keeper.jpg"],
            model_params: { voice_bindings: { image1: "https://cdn.example.com/keeper.mp3" } },
          },
          assets: { "https://cdn.example.com/keeper.mp3": { kind: "audio", seconds: 10 } },
        },
      ],
      refuses: [
        {
          body: {
            model: "wan2.7-reference-video",
            prompt: "A duet on a pier",
            image_urls: ["https://cdn.example.com/keeper.jpg"],
            model_params: { voice_bindings: { image1: "https://cdn.example.com/keeper.mp3" } },
          },
          assets: { "https://cdn.example.com/keeper.mp3": { kind: "audio", seconds: 10.001 } },
        },
      ],
    },
  },
  check: secondsCheck("audio", SECONDS),
});
