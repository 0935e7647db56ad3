import { MOST_COMPLAINTS } from "../complaint-list.js";
import { shownName } from "../shown-name.js";
import { bindingPointer, countBindings, voiceBindings } from "../voice-bindings.js";
import { type Complaint, defineRule, noComplaints } from "./define-rule.js";

/** "Duplicate binding" may also mean this; the stricter half, the same key twice, is `no-duplicate-json-keys`. */
export const voiceBoundTwice = defineRule({
  id: "voice-bound-twice",
  meta: {
    summary: "Report the same voice on two references",
    source: {
      page: "wan2.7-reference-video",
      at: "/components/schemas/Wan27ReferenceVideoRequest/properties/model_params/properties/voice_bindings/description",
    },
    models: ["wan2.7-reference-video"],
    severity: "warn",
    parameters: ["model_params"],
    messages: { same: "voice_bindings.{key} has the same voice as voice_bindings.{first}" },
    examples: {
      accepts: [
        {
          body: {
            model: "wan2.7-reference-video",
            prompt: "A duet on a pier",
            image_urls: ["https://cdn.example.com/keeper.jpg", "https://cdn.example.com/lantern.png"],
            model_params: {
              voice_bindings: {
                image1: "https://cdn.example.com/keeper.mp3",
                image2: "https://cdn.example.com/lantern.mp3",
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
            image_urls: ["https://cdn.example.com/keeper.jpg", "https://cdn.example.com/lantern.png"],
            model_params: {
              voice_bindings: {
                image1: "https://cdn.example.com/keeper.mp3",
                image2: "https://cdn.example.com/keeper.mp3",
              },
            },
          },
        },
      ],
    },
  },
  check: ({ body }) => {
    if (body.model_params === undefined) return noComplaints;
    const bindings = voiceBindings(body);
    if (countBindings(bindings) < 2) return noComplaints;
    const firstKeys = new Map<string, string>();
    let found: Complaint<"same">[] | undefined;
    for (const key in bindings) {
      const value = bindings[key];
      if (typeof value !== "string" || value === "") continue;
      const first = firstKeys.get(value);
      if (first === undefined) {
        firstKeys.set(value, key);
        continue;
      }
      found ??= [];
      found.push({
        at: bindingPointer(key),
        message: "same",
        data: { key: shownName(key), first: shownName(first) },
      });
      if (found.length === MOST_COMPLAINTS) break;
    }
    return found ?? noComplaints;
  },
});
