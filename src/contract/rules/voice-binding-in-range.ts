import { countUrls } from "../media/material.js";
import { shownName } from "../shown-name.js";
import { complaintsAboutBindings, referenceOfKey } from "../voice-bindings.js";
import { cdn, defineRule, descriptionOf, voiced } from "./define-rule.js";

/** The sentence is the published one. */
export const voiceBindingInRange = defineRule({
  id: "voice-binding-in-range",
  summary: "Refuse a voice binding for a reference beyond the array of its kind",
  source: descriptionOf("wan2.7-reference-video", "model_params", "voice_bindings"),
  parameters: ["model_params", "image_urls", "video_urls"],
  messages: { range: "voice_bindings.{key} out of range" },
  accepts: () => [voiced({ image2: cdn("keeper.mp3") })],
  refuses: () => [voiced({ image5: cdn("keeper.mp3") }), voiced({ video1: cdn("keeper.mp3") })],
  check: ({ body }) => {
    const images = countUrls(body.image_urls);
    const videos = countUrls(body.video_urls);
    return complaintsAboutBindings(body, (key) => {
      const reference = referenceOfKey(key);
      const isThere = reference <= images && reference >= -videos;
      return isThere ? undefined : { message: "range", data: { key: shownName(key) } };
    });
  },
});
