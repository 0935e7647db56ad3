import { editDurationIsZeroOrTwoToTen } from "../../../src/contract/rules/edit-duration-is-zero-or-two-to-ten.js";
import { edit, error, testRule } from "./run-rule.js";

testRule(editDurationIsZeroOrTwoToTen, {
  accepts: [
    ["no duration", edit({})],
    ["0", edit({ duration: 0 })],
    ["2", edit({ duration: 2 })],
    ["10", edit({ duration: 10 })],
    ["minus zero", '{"model":"wan2.7-video-edit","duration":-0}'],
  ],
  refuses: [
    [
      "1",
      edit({ duration: 1 }),
      [error("/duration", "duration must be 0 (the length of the source) or 2 to 10, got 1")],
    ],
    [
      "a fraction below 2",
      edit({ duration: 1.5 }),
      [error("/duration", "duration must be 0 (the length of the source) or 2 to 10, got 1.5")],
    ],
    [
      "11",
      edit({ duration: 11 }),
      [error("/duration", "duration must be 0 (the length of the source) or 2 to 10, got 11")],
    ],
    [
      "a negative number",
      edit({ duration: -1 }),
      [error("/duration", "duration must be 0 (the length of the source) or 2 to 10, got -1")],
    ],
  ],
});
