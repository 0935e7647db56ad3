import { countUrls } from "../media/material.js";
import { countBindings, voiceBindings } from "../voice-bindings.js";
import { defineRule, noComplaints } from "./define-rule.js";

/** Silent where there is no reference at all, and where `voice_bindings` takes the place of `audio_urls`. */
export const audioUrlsFitReferences = defineRule({
  id: "audio-urls-fit-references",
  meta: {
    summary: "Report more `audio_urls` than there are references to give them to",
    source: {
      page: "wan2.7-reference-video",
      at: "/components/schemas/Wan27ReferenceVideoRequest/properties/audio_urls/description",
    },
    models: ["wan2.7-reference-video"],
    severity: "warn",
    parameters: ["audio_urls", "image_urls", "video_urls", "model_params"],
    messages: {
      many: "audio_urls must hold at most as many voices as there are references, got {voices} for {references}",
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
            image_urls: ["https://cdn.example.com/keeper.jpg"],
            audio_urls: ["https://cdn.example.com/keeper.mp3", "https://cdn.example.com/lantern.mp3"],
          },
        },
      ],
    },
  },
  check: ({ body }) => {
    const voices = countUrls(body.audio_urls);
    if (voices === 0) return noComplaints;
    const references = countUrls(body.image_urls) + countUrls(body.video_urls);
    if (references === 0 || voices <= references || countBindings(voiceBindings(body)) > 0)
      return noComplaints;
    return [{ at: "/audio_urls", message: "many", data: { voices, references } }];
  },
});
