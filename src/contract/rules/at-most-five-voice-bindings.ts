import { countBindings, voiceBindings } from "../voice-bindings.js";
import { defineRule, descriptionOf, noComplaints } from "./define-rule.js";
import { cdn, referenceVideo } from "./example-bodies.js";

const LIMIT = 5;

/** With five references at most, a sixth key is also out of range or misspelt. */
export const atMostFiveVoiceBindings = defineRule({
  id: "at-most-five-voice-bindings",
  meta: {
    summary: "Refuse more than five voice bindings",
    source: descriptionOf("wan2.7-reference-video", "model_params", "voice_bindings"),
    models: ["wan2.7-reference-video"],
    severity: "error",
    parameters: ["model_params"],
    messages: { many: "voice_bindings must hold at most {limit} voices, got {count}" },
    examples: {
      accepts: [
        referenceVideo({
          image_urls: [cdn("1.jpg"), cdn("2.jpg"), cdn("3.jpg"), cdn("4.jpg"), cdn("5.jpg")],
          model_params: {
            voice_bindings: {
              image1: cdn("1.mp3"),
              image2: cdn("2.mp3"),
              image3: cdn("3.mp3"),
              image4: cdn("4.mp3"),
              image5: cdn("5.mp3"),
            },
          },
        }),
      ],
      refuses: [
        referenceVideo(
          {
            image_urls: [cdn("1.jpg"), cdn("2.jpg"), cdn("3.jpg"), cdn("4.jpg"), cdn("5.jpg")],
            model_params: {
              voice_bindings: {
                image1: cdn("1.mp3"),
                image2: cdn("2.mp3"),
                image3: cdn("3.mp3"),
                image4: cdn("4.mp3"),
                image5: cdn("5.mp3"),
                image6: cdn("6.mp3"),
              },
            },
          },
          { alsoBreaks: ["voice-binding-in-range"] },
        ),
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
