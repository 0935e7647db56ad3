import { shownName } from "../shown-name.js";
import { type Complaint, defineRule, descriptionOf, MOST_COMPLAINTS, noComplaints } from "./define-rule.js";

const BINDINGS = "/model_params/voice_bindings";

/** Whether a repetition at this place loses a voice: a binding, or an object that holds bindings. */
function losesVoice(pointer: string): boolean {
  return pointer === "/model_params" || pointer === BINDINGS || pointer.startsWith(`${BINDINGS}/`);
}

/**
 * A repeated key never reaches a parsed body, so the text is asked. The documents refuse a duplicate binding;
 * two `voice_bindings` or two `model_params` lose bindings just as silently.
 */
export const noDuplicateJsonKeys = defineRule({
  id: "no-duplicate-json-keys",
  summary: "Refuse a voice binding whose key appears twice in the JSON text; report any other repeated key",
  source: descriptionOf("wan2.7-reference-video", "model_params", "voice_bindings"),
  everyModel: true,
  parameters: [],
  messages: {
    binding: "{name} must stand once in the JSON text, it stands again in line {line}, column {column}",
    other:
      "{name} appears twice in the JSON text, the second time at line {line}, column {column}: only the last one counts",
  },
  accepts: () => [
    {
      body: `{"model": "wan2.7-reference-video", "prompt": "Image 1 sings", "image_urls": ["https://cdn.example.com/a.jpg"],
 "model_params": {"voice_bindings": {"image1": "https://cdn.example.com/a.mp3"}}}`,
    },
  ],
  refuses: () => [
    {
      body: `{"model": "wan2.7-reference-video", "prompt": "Image 1 sings", "image_urls": ["https://cdn.example.com/a.jpg"],
 "model_params": {"voice_bindings": {"image1": "https://cdn.example.com/a.mp3", "image1": "https://cdn.example.com/b.mp3"}}}`,
    },
    { body: `{"model": "wan2.7-text-to-video", "prompt": "Rain", "prompt": "Snow"}` },
  ],
  check: ({ duplicates, parameters }) => {
    if (duplicates.length === 0) return noComplaints;
    const takesVoices = parameters.has("model_params");
    const complaints = duplicates.map(({ pointer, key, line, column }): Complaint<"binding" | "other"> => {
      const data = { name: shownName(key), line, column };
      return takesVoices && losesVoice(pointer)
        ? { at: pointer, message: "binding", data }
        : { at: pointer, message: "other", data, severity: "warn" };
    });
    // Many harmless repetitions must not push a lost voice out of the list.
    const lost = complaints.filter(({ message }) => message === "binding");
    const harmless = complaints.filter(({ message }) => message === "other");
    return [...lost, ...harmless].slice(0, MOST_COMPLAINTS);
  },
});
