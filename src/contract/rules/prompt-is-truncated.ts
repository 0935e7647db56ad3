import { countCodePoints } from "../../text/code-points.js";
import { promptLimits } from "../truncation.js";
import { allModels, defineRule, noComplaints } from "./define-rule.js";

/** The cut itself happens before rules run; this one tells of it. */
export const promptIsTruncated = defineRule({
  id: "prompt-is-truncated",
  meta: {
    summary: "Report a `prompt` of more than 5000 characters, of which the rest is cut off",
    source: {
      page: "wan2.7-text-to-video",
      at: "/components/schemas/Wan27TextToVideoRequest/properties/prompt/description",
    },
    models: allModels,
    severity: "warn",
    parameters: ["prompt"],
    messages: { cut: "prompt is cut to its first {limit} characters, got {length}" },
    examples: {
      accepts: [{ body: { model: "wan2.7-text-to-video", prompt: "雨".repeat(5000) } }],
      refuses: [{ body: { model: "wan2.7-text-to-video", prompt: "雨".repeat(5001) } }],
    },
  },
  check: ({ body, sent }) =>
    sent.prompt === body.prompt || typeof sent.prompt !== "string"
      ? noComplaints
      : [
          {
            at: "/prompt",
            message: "cut",
            data: { limit: promptLimits.prompt, length: countCodePoints(sent.prompt) },
          },
        ],
});
