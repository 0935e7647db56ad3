import { secondsAsked, shownSeconds } from "../media/material.js";
import { secondsOfClip } from "../models/image-to-video.js";
import { cdn, defineRule, descriptionOf, imageToVideo, lasting, noComplaints } from "./define-rule.js";

/** `duration` is the whole output, the input clip included. */
export const durationCoversInputClip = defineRule({
  id: "duration-covers-input-clip",
  summary: "Refuse a continuation whose `duration` is shorter than the known length of its clip",
  source: descriptionOf("wan2.7-image-to-video", "duration"),
  parameters: ["duration", "video_urls", "image_start"],
  messages: {
    short: "duration must be at least {clip}, the length of the clip to continue, got {seconds}",
  },
  accepts: () => [
    imageToVideo({ video_urls: [cdn("tram.mp4")], duration: 10 }, lasting("video", "tram.mp4", 4)),
  ],
  refuses: () => [
    imageToVideo({ video_urls: [cdn("tram.mp4")], duration: 5 }, lasting("video", "tram.mp4", 8)),
  ],
  check: ({ body, assetOf }) => {
    const clip = secondsOfClip(body, assetOf);
    return clip === undefined || secondsAsked(body) >= clip
      ? noComplaints
      : [{ at: "/duration", message: "short", data: { clip, seconds: shownSeconds(body) } }];
  },
});
