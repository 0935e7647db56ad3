import { secondsAsked, secondsOfClip, shownSeconds } from "../media/material.js";
import { defineRule, noComplaints } from "./define-rule.js";

export const continuationExtendsClip = defineRule({
  id: "continuation-extends-clip",
  meta: {
    summary: "Report a continuation whose `duration` is just the known length of its clip",
    source: {
      page: "wan2.7-image-to-video",
      at: "/components/schemas/Wan27ImageToVideoRequest/properties/duration/description",
    },
    models: ["wan2.7-image-to-video"],
    severity: "warn",
    parameters: ["duration", "video_urls", "image_start"],
    messages: {
      equal:
        "duration {seconds} is the length of the clip itself: nothing new is generated, the clip comes back and is billed",
    },
    examples: {
      accepts: [
        {
          body: {
            model: "wan2.7-image-to-video",
            prompt: "The kite climbs",
            video_urls: ["https://cdn.example.com/tram.mp4"],
            duration: 10,
          },
          assets: { "https://cdn.example.com/tram.mp4": { kind: "video", seconds: 4 } },
        },
      ],
      refuses: [
        {
          body: {
            model: "wan2.7-image-to-video",
            prompt: "The kite climbs",
            video_urls: ["https://cdn.example.com/tram.mp4"],
            duration: 8,
          },
          assets: { "https://cdn.example.com/tram.mp4": { kind: "video", seconds: 8 } },
        },
      ],
    },
  },
  check: ({ body, assetOf }) =>
    secondsOfClip(body, assetOf) === secondsAsked(body)
      ? [{ at: "/duration", message: "equal", data: { seconds: shownSeconds(body) } }]
      : noComplaints,
});
