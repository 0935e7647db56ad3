import { quoteForMessage } from "../../errors/quote-for-message.js";
import { complaintsAboutBindings, referenceOfKey } from "../voice-bindings.js";
import { cdn, defineRule, descriptionOf, voiced } from "./define-rule.js";

/** The sentence is the published one. `image_start` is left to `no-voice-for-image-start`, which says more. */
export const voiceBindingKeyFormat = defineRule({
  id: "voice-binding-key-format",
  summary: "Refuse a voice binding whose key is not `image{N}` or `video{N}`",
  source: descriptionOf("wan2.7-reference-video", "model_params", "voice_bindings"),
  parameters: ["model_params"],
  messages: { key: "voice_bindings key {key} invalid" },
  accepts: () => [voiced({ image2: cdn("keeper.mp3") })],
  refuses: () => [voiced({ img1: cdn("keeper.mp3") }), voiced({ image01: cdn("keeper.mp3") })],
  check: ({ body }) =>
    complaintsAboutBindings(body, (key) =>
      referenceOfKey(key) !== 0 || key === "image_start"
        ? undefined
        : { message: "key", data: { key: quoteForMessage(key) } },
    ),
});
