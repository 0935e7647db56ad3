import { countBindings, voiceBindings } from "../voice-bindings.js";
import { defineRule, noComplaints } from "./define-rule.js";

const LIMIT = 5;

/** With five references at most, a sixth key is also out of range or misspelt. */
export const atMostFiveVoiceBindings = defineRule({
  id: "at-most-five-voice-bindings",
  meta: {
    summary: "Refuse more than five voice bindings",
    source: {
      page: "wan2.7-reference-video",
      at: "/components/schemas/Wan27ReferenceVideoRequest/properties/model_params/properties/voice_bindings/description",
    },
    models: ["wan2.7-reference-video"],
    severity: "error",
    parameters: ["model_params"],
    messages: { many: "voice_bindings must hold at most {limit} voices, got {count}" },
    examples: {
      accepts: [
        {
          body: {
            model: "wan2.7-reference-video",
            prompt: "A duet on a pier",
            image_urls: [
              "https://cdn.example.com/1.jpg",
              "https://cdn.example.com/2.jpg",
              "https://cdn.example.com/3.jpg",
              "https://cdn.example.com/4.jpg",
              "https://cdn.example.com/5.jpg",
            ],
            model_params: {
              voice_bindings: {
                image1: "https://cdn.example.com/1.mp3",
                image2: "https://cdn.example.com/2.mp3",
                image3: "https://cdn.example.com/3.mp3",
                image4: "https://cdn.example.com/4.mp3",
                image5: "https://cdn.example.com/5.mp3",
              },
            },
          },
        },
      ],
      refuses: [
        {
          body: {
            model: "wan2.7-reference-video",
            prompt: "A duet on a pier",
            image_urls: [
              "https://cdn.example.com/1.jpg",
              "https://cdn.example.com/2.jpg",
              "https://cdn.example.com/3.jpg",
              "https://cdn.example.com/4.jpg",
              "https://cdn.example.com/5.jpg",
            ],
            model_params: {
              voice_bindings: {
                image1: "https://cdn.example.com/1.mp3",
                image2: "https://cdn.example.com/2.mp3",
                image3: "https://cdn.example.com/3.mp3",
                image4: "https://cdn.example.com/4.mp3",
                image5: "https://cdn.example.com/5.mp3",
                image6: "https://cdn.example.com/6.mp3",
              },
            },
          },
          alsoBreaks: ["voice-binding-in-range"],
        },
      ],
    },
  },
  check: ({ body }) => {
    if (body.model_params === undefined) return noComplaints;
    const count = countBindings(voiceBindings(body));
    return count <= LIMIT
      ? noComplaints
      : [{ at: "/model_params/voice_bindings", message: "many", data: { limit: LIMIT, count } }];
  },
});
