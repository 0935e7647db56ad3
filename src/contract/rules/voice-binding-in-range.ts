import { MOST_COMPLAINTS } from "../complaint-list.js";
import { countUrls } from "../media/material.js";
import { shownName } from "../shown-name.js";
import { bindingPointer, referenceOfKey, voiceBindings } from "../voice-bindings.js";
import { type Complaint, defineRule, descriptionOf, noComplaints } from "./define-rule.js";
import { cdn, voiced } from "./example-bodies.js";

/** The sentence is the published one. */
export const voiceBindingInRange = defineRule({
  id: "voice-binding-in-range",
  meta: {
    summary: "Refuse a voice binding for a reference beyond the array of its kind",
    source: descriptionOf("wan2.7-reference-video", "model_params", "voice_bindings"),
    models: ["wan2.7-reference-video"],
    severity: "error",
    parameters: ["model_params", "image_urls", "video_urls"],
    messages: { range: "voice_bindings.{key} out of range" },
    examples: {
      accepts: [voiced({ image2: cdn("keeper.mp3") })],
      refuses: [voiced({ image5: cdn("keeper.mp3") }), voiced({ video1: cdn("keeper.mp3") })],
    },
  },
  check: ({ body }) => {
    if (body.model_params === undefined) return noComplaints;
    const bindings = voiceBindings(body);
    const images = countUrls(body.image_urls);
    const videos = countUrls(body.video_urls);
    let found: Complaint<"range">[] | undefined;
    for (const key in bindings) {
      const reference = referenceOfKey(key);
      if (reference <= images && reference >= -videos) continue;
      found ??= [];
      found.push({ at: bindingPointer(key), message: "range", data: { key: shownName(key) } });
      if (found.length === MOST_COMPLAINTS) break;
    }
    return found ?? noComplaints;
  },
});
