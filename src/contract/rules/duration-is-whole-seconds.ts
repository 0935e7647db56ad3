import { allModels } from "../models/model-ids.js";
import { defineRule, descriptionOf, noComplaints, textToVideo } from "./define-rule.js";

/** The schema says `number`, its prose says integer. */
export const durationIsWholeSeconds = defineRule({
  id: "duration-is-whole-seconds",
  summary: "Refuse a `duration` with a fraction",
  source: descriptionOf("wan2.7-text-to-video", "duration"),
  models: allModels,
  parameters: ["duration"],
  messages: { fraction: "duration must be a whole number of seconds, got {value}" },
  accepts: () => [textToVideo({ duration: 7 })],
  refuses: () => [textToVideo({ duration: 7.5 })],
  check: ({ body: { duration } }) =>
    duration === undefined || Number.isInteger(duration)
      ? noComplaints
      : [{ at: "/duration", message: "fraction", data: { value: duration } }],
});
