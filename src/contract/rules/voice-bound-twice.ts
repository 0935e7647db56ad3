import { shownName } from "../shown-name.js";
import { complaintsAboutBindings } from "../voice-bindings.js";
import { cdn, defineRule, descriptionOf, noComplaints, voiced } from "./define-rule.js";

/** "Duplicate binding" may also mean this; the stricter half, the same key twice, is `no-duplicate-json-keys`. */
export const voiceBoundTwice = defineRule({
  id: "voice-bound-twice",
  summary: "Report the same voice on two references",
  source: descriptionOf("wan2.7-reference-video", "model_params", "voice_bindings"),
  severity: "warn",
  parameters: ["model_params"],
  messages: { same: "voice_bindings.{key} has the same voice as voice_bindings.{first}" },
  accepts: () => [
    voiced({
      image1: cdn("keeper.mp3"),
      image2: cdn("lantern.mp3"),
    }),
  ],
  refuses: () => [
    voiced({
      image1: cdn("keeper.mp3"),
      image2: cdn("keeper.mp3"),
    }),
  ],
  check: ({ body }) => {
    if (body.model_params === undefined) return noComplaints;
    const firstKeys = new Map<string, string>();
    return complaintsAboutBindings(body, (key, value) => {
      if (typeof value !== "string" || value === "") return undefined;
      const first = firstKeys.get(value);
      if (first !== undefined)
        return { message: "same", data: { key: shownName(key), first: shownName(first) } };
      firstKeys.set(value, key);
      return undefined;
    });
  },
});
