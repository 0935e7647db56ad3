import { voiceBindings } from "../voice-bindings.js";
import { defineRule, noComplaints } from "./define-rule.js";

export const noVoiceForImageStart = defineRule({
  id: "no-voice-for-image-start",
  meta: {
    summary: "Refuse a voice bound to `image_start`",
    source: {
      page: "wan2.7-reference-video",
      at: "/components/schemas/Wan27ReferenceVideoRequest/properties/image_start/description",
    },
    models: ["wan2.7-reference-video"],
    severity: "error",
    parameters: ["model_params"],
    messages: {
      start:
        "voice_bindings does not accept image_start, the starting frame has no voice: bind image1 or video1 and give the speaker as a reference",
    },
    examples: {
      accepts: [
        {
          body: {
            model: "wan2.7-reference-video",
            prompt: "A duet on a pier",
            image_start: "https://cdn.example.com/pier.jpg",
            image_urls: ["https://cdn.example.com/keeper.jpg", "https://cdn.example.com/lantern.png"],
            model_params: { voice_bindings: { image1: "https://cdn.example.com/keeper.mp3" } },
          },
        },
      ],
      refuses: [
        {
          body: {
            model: "wan2.7-reference-video",
            prompt: "A duet on a pier",
            image_start: "https://cdn.example.com/pier.jpg",
            image_urls: ["https://cdn.example.com/keeper.jpg", "https://cdn.example.com/lantern.png"],
            model_params: { voice_bindings: { image_start: "https://cdn.example.com/keeper.mp3" } },
          },
        },
      ],
    },
  },
  check: ({ body }) => {
    if (body.model_params === undefined) return noComplaints;
    const bindings = voiceBindings(body);
    return bindings !== undefined && Object.hasOwn(bindings, "image_start")
      ? [{ at: "/model_params/voice_bindings/image_start", message: "start" }]
      : noComplaints;
  },
});
