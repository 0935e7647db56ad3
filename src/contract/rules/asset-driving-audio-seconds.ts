import { secondsCheck } from "../media/asset-checks.js";
import { defineRule } from "./define-rule.js";

const SECONDS = { least: 2, most: 30 };

export const assetDrivingAudioSeconds = defineRule({
  id: "asset-driving-audio-seconds",
  meta: {
    summary: `Fail a task whose driving audio lasts less than ${SECONDS.least} or more than ${SECONDS.most} s`,
    source: {
      page: "wan2.7-text-to-video",
      at: "/components/schemas/Wan27TextToVideoRequest/properties/audio_urls/description",
    },
    models: ["wan2.7-text-to-video", "wan2.7-image-to-video"],
    severity: "error",
    failure: {
      code: "invalid_parameters",
      message: `Audio duration must be between ${SECONDS.least}-${SECONDS.most} seconds`,
    },
    parameters: ["audio_urls"],
    messages: {
      seconds: `{param} must last ${SECONDS.least} to ${SECONDS.most} s, but the audio lasts {seconds}`,
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
          assets: { "https://cdn.example.com/bell.mp3": { kind: "audio", seconds: 30 } },
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
          assets: { "https://cdn.example.com/bell.mp3": { kind: "audio", seconds: 30.001 } },
        },
      ],
    },
  },
  check: secondsCheck("audio", SECONDS),
});
