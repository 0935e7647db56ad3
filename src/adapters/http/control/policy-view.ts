import type { Policy } from "../../../contract/policy.js";

/** House rules as the control side shows them; `null` where there is none. */
export function policyView({ longestDuration, allowedQualities, dailyCredits }: Policy): object {
  return {
    longest_duration: longestDuration ?? null,
    allowed_qualities: allowedQualities ?? null,
    daily_credits: dailyCredits ?? null,
  };
}
