import { complaintsAboutBindings } from "../voice-bindings.js";
import { cdn, defineRule, descriptionOf, voiced } from "./define-rule.js";

export const noVoiceForImageStart = defineRule({
  id: "no-voice-for-image-start",
  summary: "Refuse a voice bound to `image_start`",
  source: descriptionOf("wan2.7-reference-video", "image_start"),
  parameters: ["model_params"],
  messages: {
    start:
      "voice_bindings does not accept image_start, the starting frame has no voice: bind image1 or video1 and give the speaker as a reference",
  },
  accepts: () => [
    voiced(
      { image1: cdn("keeper.mp3") },
      { image_start: cdn("pier.jpg"), image_urls: [cdn("keeper.jpg"), cdn("lantern.png")] },
    ),
  ],
  refuses: () => [
    voiced(
      { image_start: cdn("keeper.mp3") },
      { image_start: cdn("pier.jpg"), image_urls: [cdn("keeper.jpg"), cdn("lantern.png")] },
    ),
  ],
  check: ({ body }) =>
    complaintsAboutBindings(body, (key) => (key === "image_start" ? { message: "start" } : undefined)),
});
