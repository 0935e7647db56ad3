import { drivingAudioFitsDuration } from "../../../src/contract/rules/driving-audio-fits-duration.js";
import { cdn, testRule, text, warn } from "./run-rule.js";

testRule(drivingAudioFitsDuration, {
  accepts: [
    ["no track", text({})],
    ["a track of which nothing is known", text({ audio_urls: [cdn("bell.mp3")] })],
    [
      "a track as long as the video",
      text({ audio_urls: [cdn("bell.mp3")], duration: 8 }),
      { assets: { [cdn("bell.mp3")]: { kind: "audio", seconds: 8 } } },
    ],
    [
      "a track that is padded a little",
      text({ audio_urls: [cdn("bell.mp3")], duration: 8 }),
      { assets: { [cdn("bell.mp3")]: { kind: "audio", seconds: 8.1 } } },
    ],
    ["a list of something else, which the schema refuses", text({ audio_urls: [5] })],
  ],
  refuses: [
    [
      "a longer track",
      text({ audio_urls: [cdn("bell.mp3")], duration: 8 }),
      [warn("/audio_urls/0", "audio_urls[0] is 12 s long, but the video ends at 8 s: the rest is cut")],
      { assets: { [cdn("bell.mp3")]: { kind: "audio", seconds: 12 } } },
    ],
    [
      "a shorter track and the default duration",
      text({ audio_urls: [cdn("bell.mp3")] }),
      [
        warn(
          "/audio_urls/0",
          "audio_urls[0] is 3 s long, but the video lasts 5 (the default) s: the end is silent",
        ),
      ],
      { assets: { [cdn("bell.mp3")]: { kind: "audio", seconds: 3 } } },
    ],
  ],
});
