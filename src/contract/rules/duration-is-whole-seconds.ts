import { allModels, defineRule, noComplaints } from "./define-rule.js";

/** The schema says `number`, its prose says integer. */
export const durationIsWholeSeconds = defineRule({
  id: "duration-is-whole-seconds",
  meta: {
    summary: "Refuse a `duration` with a fraction",
    source: {
      page: "wan2.7-text-to-video",
      at: "/components/schemas/Wan27TextToVideoRequest/properties/duration/description",
    },
    models: allModels,
    severity: "error",
    parameters: ["duration"],
    messages: { fraction: "duration must be a whole number of seconds, got {value}" },
    examples: {
      accepts: [{ body: { model: "wan2.7-text-to-video", prompt: "A heron lands on a jetty", duration: 7 } }],
      refuses: [
        { body: { model: "wan2.7-text-to-video", prompt: "A heron lands on a jetty", duration: 7.5 } },
      ],
    },
  },
  check: ({ body: { duration } }) =>
    duration === undefined || Number.isInteger(duration)
      ? noComplaints
      : [{ at: "/duration", message: "fraction", data: { value: duration } }],
});
