import { defineRule, noComplaints, textToVideo } from "./define-rule.js";

/** A result that keeps the length of its source counts the source's seconds; unknown ones pass. */
export const policyLongestDuration = defineRule({
  id: "policy-longest-duration",
  summary: "Refuse a result longer than the house policy's `longestDuration`",
  source: { page: "guide", at: "Budget guardrails" },
  policy: true,
  parameters: ["duration", "video_urls"],
  messages: {
    long: "duration must be at most {limit} (house policy), got {value}",
    standard: "duration must be at most {limit} (house policy), got {value} (the default)",
    source: "duration must be at most {limit} (house policy), got the {value} s of the source",
  },
  accepts: () => [
    textToVideo({ duration: 10 }, { policy: { longestDuration: 10 } }),
    textToVideo({ duration: 15 }),
  ],
  refuses: () => [textToVideo({ duration: 12 }, { policy: { longestDuration: 10 } })],
  check: ({ body, policy: { longestDuration: limit }, defaultOf, assetOf }) => {
    if (limit === undefined) return noComplaints;
    const asked = body.duration ?? defaultOf("duration");
    if (asked === 0) {
      const source = body.video_urls?.[0];
      const seconds = typeof source === "string" ? assetOf(source)?.seconds : undefined;
      return seconds !== undefined && seconds > limit
        ? [{ at: "/duration", message: "source", data: { limit, value: seconds } }]
        : noComplaints;
    }
    if (typeof asked !== "number" || asked <= limit) return noComplaints;
    const data = { limit, value: asked };
    return body.duration === undefined
      ? [{ at: "/duration", message: "standard", data }]
      : [{ at: "/duration", message: "long", data }];
  },
});
