import { secondsAsked, secondsOfClip, shownSeconds } from "../media/material.js";
import { defineRule, noComplaints } from "./define-rule.js";

/** `duration` is the whole output, the input clip included. */
export const durationCoversInputClip = defineRule({
  id: "duration-covers-input-clip",
  meta: {
    summary: "Refuse a continuation whose `duration` is shorter than the known length of its clip",
    source: {
      page: "wan2.7-image-to-video",
      at: "/components/schemas/Wan27ImageToVideoRequest/properties/duration/description",
    },
    models: ["wan2.7-image-to-video"],
    severity: "error",
    parameters: ["duration", "video_urls", "image_start"],
    messages: {
      short: "duration must be at least {clip}, the length of the clip to continue, got {seconds}",
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
            duration: 5,
          },
          assets: { "https://cdn.example.com/tram.mp4": { kind: "video", seconds: 8 } },
        },
      ],
    },
  },
  check: ({ body, assetOf }) => {
    const clip = secondsOfClip(body, assetOf);
    return clip === undefined || secondsAsked(body) >= clip
      ? noComplaints
      : [{ at: "/duration", message: "short", data: { clip, seconds: shownSeconds(body) } }];
  },
});
