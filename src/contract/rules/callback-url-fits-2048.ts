import { countCodePoints } from "../../text/code-points.js";
import { calledBack, defineRule, descriptionOf, noComplaints } from "./define-rule.js";

const LONGEST = 2048;

export const callbackUrlFits2048 = defineRule({
  id: "callback-url-fits-2048",
  summary: "Refuse a `callback_url` of more than 2048 characters",
  source: descriptionOf("wan2.7-text-to-video", "callback_url"),
  everyModel: true,
  parameters: ["callback_url"],
  messages: { long: "callback_url must be at most {limit} characters long, got {length}" },
  accepts: () => [calledBack(`https://hooks.example.com/${"a".repeat(2022)}`)],
  refuses: () => [calledBack(`https://hooks.example.com/${"a".repeat(2023)}`)],
  check: ({ body: { callback_url: url } }) => {
    if (typeof url !== "string" || url.length <= LONGEST) return noComplaints;
    const length = countCodePoints(url);
    return length <= LONGEST
      ? noComplaints
      : [{ at: "/callback_url", message: "long", data: { limit: LONGEST, length } }];
  },
});
