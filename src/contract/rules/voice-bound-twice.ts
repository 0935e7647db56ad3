import { MOST_COMPLAINTS } from "../complaint-list.js";
import { shownName } from "../shown-name.js";
import { bindingPointer, countBindings, voiceBindings } from "../voice-bindings.js";
import { type Complaint, defineRule, descriptionOf, noComplaints } from "./define-rule.js";
import { cdn, voiced } from "./example-bodies.js";

/** "Duplicate binding" may also mean this; the stricter half, the same key twice, is `no-duplicate-json-keys`. */
export const voiceBoundTwice = defineRule({
  id: "voice-bound-twice",
  meta: {
    summary: "Report the same voice on two references",
    source: descriptionOf("wan2.7-reference-video", "model_params", "voice_bindings"),
    models: ["wan2.7-reference-video"],
    severity: "warn",
    parameters: ["model_params"],
    messages: { same: "voice_bindings.{key} has the same voice as voice_bindings.{first}" },
    examples: {
      accepts: [
        voiced({
          image1: cdn("keeper.mp3"),
          image2: cdn("lantern.mp3"),
        }),
      ],
      refuses: [
        voiced({
          image1: cdn("keeper.mp3"),
          image2: cdn("keeper.mp3"),
        }),
      ],
    },
  },
  check: ({ body }) => {
    if (body.model_params === undefined) return noComplaints;
    const bindings = voiceBindings(body);
    if (countBindings(bindings) < 2) return noComplaints;
    const firstKeys = new Map<string, string>();
    let found: Complaint<"same">[] | undefined;
    for (const key in bindings) {
      const value = bindings[key];
      if (typeof value !== "string" || value === "") continue;
      const first = firstKeys.get(value);
      if (first === undefined) {
        firstKeys.set(value, key);
        continue;
      }
      found ??= [];
      found.push({
        at: bindingPointer(key),
        message: "same",
        data: { key: shownName(key), first: shownName(first) },
      });
      if (found.length === MOST_COMPLAINTS) break;
    }
    return found ?? noComplaints;
  },
});
