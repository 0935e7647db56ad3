import { countCodePoints } from "../../text/code-points.js";
import { allModels } from "../models/model-ids.js";
import { promptLimits } from "../truncation.js";
import { defineRule, descriptionOf, noComplaints } from "./define-rule.js";
import { textToVideo } from "./example-bodies.js";

/** The cut itself happens before rules run; this one tells of it. */
export const promptIsTruncated = defineRule({
  id: "prompt-is-truncated",
  meta: {
    summary: "Report a `prompt` of more than 5000 characters, of which the rest is cut off",
    source: descriptionOf("wan2.7-text-to-video", "prompt"),
    models: allModels,
    severity: "warn",
    parameters: ["prompt"],
    messages: { cut: "prompt is cut to its first {limit} characters, got {length}" },
    examples: {
      accepts: [textToVideo({ prompt: "雨".repeat(5000) })],
      refuses: [textToVideo({ prompt: "雨".repeat(5001) })],
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
