import { secondsAsked, secondsOf, shownSeconds } from "../media/material.js";
import { cdn, defineRule, descriptionOf, lasting, noComplaints, textToVideo } from "./define-rule.js";

/** Encoders pad a track by fractions of a second, which nobody hears. */
const TOLERANCE = 0.25;

export const drivingAudioFitsDuration = defineRule({
  id: "driving-audio-fits-duration",
  summary: "Report a driving track that is known to be longer or shorter than the video",
  source: descriptionOf("wan2.7-text-to-video", "audio_urls"),
  severity: "warn",
  parameters: ["audio_urls", "duration"],
  messages: {
    long: "audio_urls[0] is {audio} s long, but the video ends at {seconds} s: the rest is cut",
    short: "audio_urls[0] is {audio} s long, but the video lasts {seconds} s: the end is silent",
  },
  accepts: () => [
    textToVideo({ audio_urls: [cdn("bell.mp3")], duration: 8 }, lasting("audio", "bell.mp3", 8)),
  ],
  refuses: () => [
    textToVideo({ audio_urls: [cdn("bell.mp3")], duration: 8 }, lasting("audio", "bell.mp3", 12)),
    textToVideo({ audio_urls: [cdn("bell.mp3")] }, lasting("audio", "bell.mp3", 3)),
  ],
  check: ({ body, assetOf }) => {
    const url: unknown = body.audio_urls?.[0];
    const audio = typeof url === "string" ? secondsOf(assetOf(url)) : undefined;
    if (audio === undefined) return noComplaints;
    const past = audio - secondsAsked(body);
    if (Math.abs(past) < TOLERANCE) return noComplaints;
    const data = { audio, seconds: shownSeconds(body) };
    return past > 0
      ? [{ at: "/audio_urls/0", message: "long", data }]
      : [{ at: "/audio_urls/0", message: "short", data }];
  },
});
