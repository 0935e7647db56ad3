import { policyDailyCredits } from "../../../src/contract/rules/policy-daily-credits.js";
import { error, testRule, text } from "./run-rule.js";

const policy = { dailyCredits: 100 };

testRule(policyDailyCredits, {
  accepts: [
    ["any sum without a policy", text({}), { spending: { spentToday: 1e6, cost: 1, total: 1e6 + 1 } }],
    [
      "what reaches the limit",
      text({}),
      { policy, spending: { spentToday: 70.76, cost: 29.24, total: 100 } },
    ],
    ["a body of no known key", text({}), { policy: { dailyCredits: 0 } }],
  ],
  refuses: [
    [
      "a fraction more",
      text({}),
      [
        error(
          "",
          "this key may spend 100 credits a day (house policy): 70.77 are spent, and this request would cost 29.24; the count starts anew at midnight UTC",
        ),
      ],
      { policy, spending: { spentToday: 70.77, cost: 29.24, total: 100.01 } },
    ],
    [
      "everything at a limit of nothing",
      text({ duration: 2 }),
      [
        error(
          "",
          "this key may spend 0 credits a day (house policy): 0 are spent, and this request would cost 11.7; the count starts anew at midnight UTC",
        ),
      ],
      { policy: { dailyCredits: 0 }, spending: { spentToday: 0, cost: 11.7, total: 11.7 } },
    ],
  ],
});
