import { countCodePoints } from "../../text/code-points.js";
import { allModels } from "../models/model-ids.js";
import { promptLimits } from "../truncation.js";
import { defineRule, descriptionOf, noComplaints } from "./define-rule.js";
import { textToVideo } from "./example-bodies.js";

/** The cut itself happens before rules run; this one tells of it. */
export const negativePromptIsTruncated = defineRule({
  id: "negative-prompt-is-truncated",
  meta: {
    summary: "Report a `negative_prompt` of more than 500 characters, of which the rest is cut off",
    source: descriptionOf("wan2.7-text-to-video", "negative_prompt"),
    models: allModels,
    severity: "warn",
    parameters: ["negative_prompt"],
    messages: { cut: "negative_prompt is cut to its first {limit} characters, got {length}" },
    examples: {
      accepts: [textToVideo({ prompt: "A harbour", negative_prompt: "雨".repeat(500) })],
      refuses: [textToVideo({ prompt: "A harbour", negative_prompt: "雨".repeat(501) })],
    },
  },
  check: ({ body, sent }) =>
    sent.negative_prompt === body.negative_prompt || typeof sent.negative_prompt !== "string"
      ? noComplaints
      : [
          {
            at: "/negative_prompt",
            message: "cut",
            data: { limit: promptLimits.negative_prompt, length: countCodePoints(sent.negative_prompt) },
          },
        ],
});
