import { countBindings, voiceBindings } from "../voice-bindings.js";
import { cdn, defineRule, descriptionOf, noComplaints, voiced } from "./define-rule.js";

const LIMIT = 5;

const images = ["1.jpg", "2.jpg", "3.jpg", "4.jpg", "5.jpg"].map(cdn);

/** A voice for each of so many images. */
function voicesOf(count: number): Record<string, string> {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return Object.fromEntries(numbers.map((number) => [`image${number}`, cdn(`${number}.mp3`)]));
}

/** With five references at most, a sixth key is also out of range or misspelt. */
export const atMostFiveVoiceBindings = defineRule({
  id: "at-most-five-voice-bindings",
  summary: "Refuse more than five voice bindings",
  source: descriptionOf("wan2.7-reference-video", "model_params", "voice_bindings"),
  parameters: ["model_params"],
  messages: { many: "voice_bindings must hold at most {limit} voices, got {count}" },
  accepts: () => [voiced(voicesOf(5), { image_urls: images })],
  refuses: () => [voiced(voicesOf(6), { image_urls: images }, { alsoBreaks: ["voice-binding-in-range"] })],
  check: ({ body }) => {
    if (body.model_params === undefined) return noComplaints;
    const count = countBindings(voiceBindings(body));
    return count <= LIMIT
      ? noComplaints
      : [{ at: "/model_params/voice_bindings", message: "many", data: { limit: LIMIT, count } }];
  },
});
