import { countUrls } from "../media/material.js";
import { cdn, defineRule, descriptionOf, noComplaints, referenceVideo } from "./define-rule.js";

const LIMIT = 10;

export const videoReferenceCapsDuration = defineRule({
  id: "video-reference-caps-duration",
  summary: "Refuse a `duration` above 10 next to a reference video",
  source: descriptionOf("wan2.7-reference-video", "duration"),
  parameters: ["duration", "video_urls"],
  messages: { long: "duration must be at most {limit} with video_urls, got {value}" },
  accepts: () => [
    referenceVideo({ video_urls: [cdn("a.mp4")], duration: 10 }),
    referenceVideo({ image_urls: [cdn("keeper.jpg"), cdn("lantern.png")], video_urls: [], duration: 15 }),
  ],
  refuses: () => [referenceVideo({ video_urls: [cdn("a.mp4")], duration: 15 })],
  check: ({ body: { duration, video_urls } }) =>
    duration !== undefined && duration > LIMIT && countUrls(video_urls) > 0
      ? [{ at: "/duration", message: "long", data: { limit: LIMIT, value: duration } }]
      : noComplaints,
});
