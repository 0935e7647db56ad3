import { shotsFitDuration } from "../../../src/contract/rules/shots-fit-duration.js";
import { testRule, text, warn } from "./run-rule.js";

testRule(shotsFitDuration, {
  accepts: [
    ["no shots", text({ prompt: "Rain" })],
    ["shots within the default", text({ prompt: "Shot 1 [0-3s], Shot 2 [3-5s]" })],
    ["shots within duration", text({ prompt: "[0-3s] [3-6s] [6-9s] [9-12s] [12-15s]", duration: 15 })],
    [
      "brackets that are no shots",
      text({ prompt: "[12-15] [1-2 kg] [shot 20] [mock:slow] [9-10 seagulls]" }),
    ],
    ["no prompt", text({ prompt: undefined })],
  ],
  refuses: [
    [
      "a shot past the default",
      text({ prompt: "Shot 1 [0-3s]. Shot 2 [3-6s]." }),
      [
        warn(
          "/duration",
          "prompt has the shot [3-6s], but the video ends at 5 (the default) s: set duration to 6 or shorten the shots",
        ),
      ],
    ],
    [
      "several shots past duration, told once by the last",
      text({ prompt: "[0-3s] [9-12s] [12-15s]", duration: 10 }),
      [
        warn(
          "/duration",
          "prompt has the shot [12-15s], but the video ends at 10 s: set duration to 15 or shorten the shots",
        ),
      ],
    ],
    [
      "a shot past any video",
      text({ prompt: "[15-18s]", duration: 15 }),
      [
        warn(
          "/duration",
          "prompt has the shot [15-18s], but the video ends at 15 s and no video is longer than 15 s: shorten the shots",
        ),
      ],
    ],
    [
      "other spellings",
      text({ prompt: "[0s – 7.5 sec]" }),
      [
        warn(
          "/duration",
          "prompt has the shot [0s – 7.5 sec], but the video ends at 5 (the default) s: set duration to 8 or shorten the shots",
        ),
      ],
    ],
    [
      "words for the unit",
      text({ prompt: "[4-9 SECONDS]", duration: 8 }),
      [
        warn(
          "/duration",
          "prompt has the shot [4-9 SECONDS], but the video ends at 8 s: set duration to 9 or shorten the shots",
        ),
      ],
    ],
  ],
});
