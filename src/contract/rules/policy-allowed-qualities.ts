import { quoteForMessage } from "../../errors/quote-for-message.js";
import { defineRule, noComplaints, textToVideo } from "./define-rule.js";

export const policyAllowedQualities = defineRule({
  id: "policy-allowed-qualities",
  summary: "Refuse a `quality` that the house policy's `allowedQualities` does not list",
  source: { page: "guide", at: "Budget guardrails" },
  policy: true,
  parameters: ["quality"],
  messages: {
    other: "quality must be {allowed} (house policy), got {value}",
    standard: "quality must be {allowed} (house policy), got {value} (the default)",
  },
  accepts: () => [
    textToVideo({}, { policy: { allowedQualities: ["720p"] } }),
    textToVideo({ quality: "1080p" }),
  ],
  refuses: () => [textToVideo({ quality: "1080p" }, { policy: { allowedQualities: ["720p"] } })],
  check: ({ body, policy: { allowedQualities }, defaultOf }) => {
    if (allowedQualities === undefined) return noComplaints;
    const asked = body.quality ?? defaultOf("quality");
    if (typeof asked !== "string" || allowedQualities.some((quality) => quality === asked))
      return noComplaints;
    const data = { allowed: allowedQualities.join(" or "), value: quoteForMessage(asked) };
    return body.quality === undefined
      ? [{ at: "/quality", message: "standard", data }]
      : [{ at: "/quality", message: "other", data }];
  },
});
