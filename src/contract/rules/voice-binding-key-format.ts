import { quoteForMessage } from "../../errors/quote-for-message.js";
import { MOST_COMPLAINTS } from "../complaint-list.js";
import { bindingPointer, referenceOfKey, voiceBindings } from "../voice-bindings.js";
import { type Complaint, defineRule, descriptionOf, noComplaints } from "./define-rule.js";
import { cdn, voiced } from "./example-bodies.js";

/** The sentence is the published one. `image_start` is left to `no-voice-for-image-start`, which says more. */
export const voiceBindingKeyFormat = defineRule({
  id: "voice-binding-key-format",
  meta: {
    summary: "Refuse a voice binding whose key is not `image{N}` or `video{N}`",
    source: descriptionOf("wan2.7-reference-video", "model_params", "voice_bindings"),
    models: ["wan2.7-reference-video"],
    severity: "error",
    parameters: ["model_params"],
    messages: { key: "voice_bindings key {key} invalid" },
    examples: {
      accepts: [voiced({ image2: cdn("keeper.mp3") })],
      refuses: [voiced({ img1: cdn("keeper.mp3") }), voiced({ image01: cdn("keeper.mp3") })],
    },
  },
  check: ({ body }) => {
    if (body.model_params === undefined) return noComplaints;
    const bindings = voiceBindings(body);
    let found: Complaint<"key">[] | undefined;
    for (const key in bindings) {
      if (referenceOfKey(key) !== 0 || key === "image_start") continue;
      found ??= [];
      found.push({ at: bindingPointer(key), message: "key", data: { key: quoteForMessage(key) } });
      if (found.length === MOST_COMPLAINTS) break;
    }
    return found ?? noComplaints;
  },
});
