import { countUrls } from "../media/material.js";
import { countBindings, voiceBindings } from "../voice-bindings.js";
import { cdn, defineRule, descriptionOf, noComplaints, referenceVideo, voiced } from "./define-rule.js";

export const audioUrlsIgnored = defineRule({
  id: "audio-urls-ignored",
  summary: "Report `audio_urls` next to `voice_bindings`, which alone are used",
  source: descriptionOf("wan2.7-reference-video", "audio_urls"),
  severity: "warn",
  parameters: ["audio_urls", "model_params"],
  messages: {
    ignored: "audio_urls is ignored because model_params.voice_bindings is given: bind all voices there",
  },
  accepts: () => [referenceVideo({ audio_urls: [cdn("keeper.mp3")] })],
  refuses: () => [voiced({ image2: cdn("lantern.mp3") }, { audio_urls: [cdn("keeper.mp3")] })],
  check: ({ body }) =>
    countUrls(body.audio_urls) > 0 && countBindings(voiceBindings(body)) > 0
      ? [{ at: "/audio_urls", message: "ignored" }]
      : noComplaints,
});
