import { quoteForMessage } from "../../errors/quote-for-message.js";
import { shownName } from "../shown-name.js";
import { complaintsAboutBindings } from "../voice-bindings.js";
import { cdn, defineRule, descriptionOf, voiced } from "./define-rule.js";

/** Blank counts as empty. A value that is no string is the schema's to refuse. */
export const voiceBindingHasValue = defineRule({
  id: "voice-binding-has-value",
  summary: "Refuse a voice binding without a URL",
  source: descriptionOf("wan2.7-reference-video", "model_params", "voice_bindings"),
  parameters: ["model_params"],
  messages: { empty: "voice_bindings.{key} must be the URL of a voice, got {value}" },
  accepts: () => [voiced({ image1: cdn("keeper.mp3") })],
  refuses: () => [voiced({ image1: "" }, {}, { alsoBreaks: ["schema/format"] })],
  check: ({ body }) =>
    complaintsAboutBindings(body, (key, value) =>
      typeof value !== "string" || value.charCodeAt(0) > 0x20 || /\S/.test(value)
        ? undefined
        : { message: "empty", data: { key: shownName(key), value: quoteForMessage(value) } },
    ),
});
