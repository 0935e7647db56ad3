import { countUrls } from "../media/material.js";
import { countBindings, voiceBindings } from "../voice-bindings.js";
import { defineRule, noComplaints } from "./define-rule.js";

export const audioUrlsIgnored = defineRule({
  id: "audio-urls-ignored",
  meta: {
    summary: "Report `audio_urls` next to `voice_bindings`, which alone are used",
    source: {
      page: "wan2.7-reference-video",
      at: "/components/schemas/Wan27ReferenceVideoRequest/properties/audio_urls/description",
    },
    models: ["wan2.7-reference-video"],
    severity: "warn",
    parameters: ["audio_urls", "model_params"],
    messages: {
      ignored: "audio_urls is ignored because model_params.voice_bindings is given: bind all voices there",
    },
    examples: {
      accepts: [
        {
          body: {
            model: "wan2.7-reference-video",
            prompt: "A duet on a pier",
            image_urls: ["https://cdn.example.com/keeper.jpg", "https://cdn.example.com/lantern.png"],
            audio_urls: ["https://cdn.example.com/keeper.mp3"],
          },
        },
      ],
      refuses: [
        {
          body: {
            model: "wan2.7-reference-video",
            prompt: "A duet on a pier",
            image_urls: ["https://cdn.example.com/keeper.jpg", "https://cdn.example.com/lantern.png"],
            audio_urls: ["https://cdn.example.com/keeper.mp3"],
            model_params: { voice_bindings: { image2: "https://cdn.example.com/lantern.mp3" } },
          },
        },
      ],
    },
  },
  check: ({ body }) =>
    countUrls(body.audio_urls) > 0 && countBindings(voiceBindings(body)) > 0
      ? [{ at: "/audio_urls", message: "ignored" }]
      : noComplaints,
});
