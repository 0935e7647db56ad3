import { quoteForMessage } from "../../errors/quote-for-message.js";
import { allModels, defineRule, noComplaints } from "./define-rule.js";

export const policyAllowedQualities = defineRule({
  id: "policy-allowed-qualities",
  meta: {
    summary: "Refuse a `quality` that the house policy's `allowedQualities` does not list",
    source: { page: "guide", at: "Budget guardrails" },
    models: allModels,
    policy: true,
    severity: "error",
    parameters: ["quality"],
    messages: {
      other: "quality must be {allowed} (house policy), got {value}",
      standard: "quality must be {allowed} (house policy), got {value} (the default)",
    },
    examples: {
      accepts: [
        {
          body: { model: "wan2.7-text-to-video", prompt: "A heron lands on a jetty" },
          policy: { allowedQualities: ["720p"] },
        },
        { body: { model: "wan2.7-text-to-video", prompt: "A heron lands on a jetty", quality: "1080p" } },
      ],
      refuses: [
        {
          body: { model: "wan2.7-text-to-video", prompt: "A heron lands on a jetty", quality: "1080p" },
          policy: { allowedQualities: ["720p"] },
        },
      ],
    },
  },
  check: ({ body, policy: { allowedQualities }, defaultOf }) => {
    if (allowedQualities === undefined) return noComplaints;
    const asked = body.quality ?? defaultOf("quality");
    if (typeof asked !== "string" || allowedQualities.includes(asked)) return noComplaints;
    const data = { allowed: allowedQualities.join(" or "), value: quoteForMessage(asked) };
    return body.quality === undefined
      ? [{ at: "/quality", message: "standard", data }]
      : [{ at: "/quality", message: "other", data }];
  },
});
