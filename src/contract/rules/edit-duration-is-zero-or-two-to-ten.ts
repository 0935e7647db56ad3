import { defineRule, descriptionOf, noComplaints, videoEdit } from "./define-rule.js";

/** The schema's 0 to 10 would let 1 pass. */
export const editDurationIsZeroOrTwoToTen = defineRule({
  id: "edit-duration-is-zero-or-two-to-ten",
  summary: "Refuse an edit whose `duration` is neither 0 nor 2 to 10",
  source: descriptionOf("wan2.7-video-edit", "duration"),
  parameters: ["duration"],
  messages: { range: "duration must be 0 (the length of the source) or 2 to 10, got {value}" },
  accepts: () => [videoEdit({ duration: 0 }), videoEdit({ duration: 2 })],
  refuses: () => [videoEdit({ duration: 1 })],
  check: ({ body: { duration } }) =>
    duration === undefined || duration === 0 || (duration >= 2 && duration <= 10)
      ? noComplaints
      : [{ at: "/duration", message: "range", data: { value: duration } }],
});
