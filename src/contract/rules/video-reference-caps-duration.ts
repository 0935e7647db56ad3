import { countUrls } from "../media/material.js";
import { defineRule, noComplaints } from "./define-rule.js";

const LIMIT = 10;

export const videoReferenceCapsDuration = defineRule({
  id: "video-reference-caps-duration",
  meta: {
    summary: "Refuse a `duration` above 10 next to a reference video",
    source: {
      page: "wan2.7-reference-video",
      at: "/components/schemas/Wan27ReferenceVideoRequest/properties/duration/description",
    },
    models: ["wan2.7-reference-video"],
    severity: "error",
    parameters: ["duration", "video_urls"],
    messages: { long: "duration must be at most {limit} with video_urls, got {value}" },
    examples: {
      accepts: [
        {
          body: {
            model: "wan2.7-reference-video",
            prompt: "A duet on a pier",
            video_urls: ["https://cdn.example.com/a.mp4"],
            duration: 10,
          },
        },
        {
          body: {
            model: "wan2.7-reference-video",
            prompt: "A duet on a pier",
            image_urls: ["https://cdn.example.com/keeper.jpg", "https://cdn.example.com/lantern.png"],
            video_urls: [],
            duration: 15,
          },
        },
      ],
      refuses: [
        {
          body: {
            model: "wan2.7-reference-video",
            prompt: "A duet on a pier",
            video_urls: ["https://cdn.example.com/a.mp4"],
            duration: 15,
          },
        },
      ],
    },
  },
  check: ({ body: { duration, video_urls } }) =>
    duration !== undefined && duration > LIMIT && countUrls(video_urls) > 0
      ? [{ at: "/duration", message: "long", data: { limit: LIMIT, value: duration } }]
      : noComplaints,
});
