import { countCodePoints } from "../../text/code-points.js";
import { promptLimits } from "../truncation.js";
import { allModels, defineRule, noComplaints } from "./define-rule.js";

/** The cut itself happens before rules run; this one tells of it. */
export const negativePromptIsTruncated = defineRule({
  id: "negative-prompt-is-truncated",
  meta: {
    summary: "Report a `negative_prompt` of more than 500 characters, of which the rest is cut off",
    source: {
      page: "wan2.7-text-to-video",
      at: "/components/schemas/Wan27TextToVideoRequest/properties/negative_prompt/description",
    },
    models: allModels,
    severity: "warn",
    parameters: ["negative_prompt"],
    messages: { cut: "negative_prompt is cut to its first {limit} characters, got {length}" },
    examples: {
      accepts: [
        { body: { model: "wan2.7-text-to-video", prompt: "A harbour", negative_prompt: "雨".repeat(500) } },
      ],
      refuses: [
        { body: { model: "wan2.7-text-to-video", prompt: "A harbour", negative_prompt: "雨".repeat(501) } },
      ],
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
