import { durationIsWholeSeconds } from "../../../src/contract/rules/duration-is-whole-seconds.js";
import { edit, error, image, reference, testRule, text } from "./run-rule.js";

testRule(durationIsWholeSeconds, {
  accepts: [
    ["no duration", text({})],
    ["whole seconds", text({ duration: 7 })],
    [
      "a whole number written with a fraction",
      '{"model":"wan2.7-text-to-video","prompt":"Rain","duration":5.0}',
    ],
    ["zero in an edit", edit({ duration: 0 })],
    ["a whole number in exponent form", '{"model":"wan2.7-text-to-video","prompt":"Rain","duration":1e1}'],
  ],
  refuses: [
    [
      "half a second",
      text({ duration: 7.5 }),
      [error("/duration", "duration must be a whole number of seconds, got 7.5")],
    ],
    [
      "the smallest step above a whole number",
      reference({ duration: 5.000000000000001 }),
      [error("/duration", "duration must be a whole number of seconds, got 5.000000000000001")],
    ],
    [
      "a fraction in image-to-video",
      image({ duration: 2.25 }),
      [error("/duration", "duration must be a whole number of seconds, got 2.25")],
    ],
    [
      "a fraction in an edit",
      edit({ duration: 0.5 }),
      [error("/duration", "duration must be a whole number of seconds, got 0.5")],
    ],
  ],
});
