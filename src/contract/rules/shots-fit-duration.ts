import { secondsAsked, shownSeconds } from "../media/material.js";
import { defineRule, descriptionOf, noComplaints, textToVideo } from "./define-rule.js";

const LONGEST_VIDEO = 15;

/** `[3-6s]`, also `[3s - 6s]`, `[3–6 sec]`; every repetition is bounded, so that no prompt makes it slow. */
const SHOT =
  /\[ {0,2}\d{1,4}(?:\.\d{1,3})? {0,2}s? {0,2}[-\u2013\u2014~] {0,2}(\d{1,4}(?:\.\d{1,3})?) {0,2}(?:s|secs?|seconds?) {0,2}\]/gi;

/** One complaint for the list: of the shot that ends last. */
export const shotsFitDuration = defineRule({
  id: "shots-fit-duration",
  summary: "Report a shot list that runs past `duration`",
  source: descriptionOf("wan2.7-text-to-video", "prompt"),
  severity: "warn",
  parameters: ["prompt", "duration"],
  messages: {
    past: "prompt has the shot {shot}, but the video ends at {seconds} s: set duration to {end} or shorten the shots",
    beyond:
      "prompt has the shot {shot}, but the video ends at {seconds} s and no video is longer than {longest} s: shorten the shots",
  },
  accepts: () => [textToVideo({ prompt: "Shot 1 [0-3s] wide: a pier. Shot 2 [3-5s] close: a lamp" })],
  refuses: () => [textToVideo({ prompt: "Shot 1 [0-3s] wide: a pier. Shot 2 [3-6s] close: a lamp" })],
  check: ({ body }) => {
    const { prompt } = body;
    if (prompt === undefined || !prompt.includes("[")) return noComplaints;
    let end = secondsAsked(body);
    let shot = "";
    for (const match of prompt.matchAll(SHOT)) {
      const seconds = Number(match[1]);
      if (seconds <= end) continue;
      end = seconds;
      shot = match[0];
    }
    if (shot === "") return noComplaints;
    const seconds = shownSeconds(body);
    return end > LONGEST_VIDEO
      ? [{ at: "/duration", message: "beyond", data: { shot, seconds, longest: LONGEST_VIDEO } }]
      : [{ at: "/duration", message: "past", data: { shot, seconds, end: Math.ceil(end) } }];
  },
});
