import { defineRule, noComplaints, textToVideo } from "./define-rule.js";

/**
 * Looks at the ledger of the API key, so it is silent where no key is known (`lint`, `validateRequest`). The ledger
 * counts once more when it reserves: of two submits at once, the one that no longer fits meets this rule too.
 */
export const policyDailyCredits = defineRule({
  id: "policy-daily-credits",
  summary: "Refuse a submit that takes an API key above the house policy's `dailyCredits`",
  source: { page: "guide", at: "Budget guardrails" },
  policy: true,
  parameters: ["duration", "quality", "video_urls"],
  messages: {
    above:
      "this key may spend {limit} credits a day (house policy): {spent} are spent, and this request would cost {cost}; the count starts anew at midnight UTC",
  },
  accepts: () => [
    textToVideo(
      {},
      { policy: { dailyCredits: 500 }, spending: { spentToday: 470.76, cost: 29.24, total: 500 } },
    ),
    textToVideo({}, { policy: { dailyCredits: 0 } }),
  ],
  refuses: () => [
    textToVideo(
      {},
      { policy: { dailyCredits: 500 }, spending: { spentToday: 480, cost: 29.24, total: 509.24 } },
    ),
  ],
  check: ({ policy: { dailyCredits: limit }, spending }) => {
    if (limit === undefined || spending === undefined) return noComplaints;
    const { spentToday: spent, cost, total } = spending();
    return total > limit ? [{ at: "", message: "above", data: { limit, spent, cost } }] : noComplaints;
  },
});
