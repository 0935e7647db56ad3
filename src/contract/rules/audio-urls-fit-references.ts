import { countUrls } from "../media/material.js";
import { countBindings, voiceBindings } from "../voice-bindings.js";
import { cdn, defineRule, descriptionOf, noComplaints, referenceVideo } from "./define-rule.js";

/** Silent where there is no reference at all, and where `voice_bindings` takes the place of `audio_urls`. */
export const audioUrlsFitReferences = defineRule({
  id: "audio-urls-fit-references",
  summary: "Report more `audio_urls` than there are references to give them to",
  source: descriptionOf("wan2.7-reference-video", "audio_urls"),
  severity: "warn",
  parameters: ["audio_urls", "image_urls", "video_urls", "model_params"],
  messages: {
    many: "audio_urls must hold at most as many voices as there are references, got {voices} for {references}",
  },
  accepts: () => [referenceVideo({ audio_urls: [cdn("keeper.mp3")] })],
  refuses: () => [
    referenceVideo({
      image_urls: [cdn("keeper.jpg")],
      audio_urls: [cdn("keeper.mp3"), cdn("lantern.mp3")],
    }),
  ],
  check: ({ body }) => {
    const voices = countUrls(body.audio_urls);
    if (voices === 0) return noComplaints;
    const references = countUrls(body.image_urls) + countUrls(body.video_urls);
    if (references === 0 || voices <= references || countBindings(voiceBindings(body)) > 0)
      return noComplaints;
    return [{ at: "/audio_urls", message: "many", data: { voices, references } }];
  },
});
