import { shownSeconds } from "../media/material.js";
import { returnsClip } from "../models/image-to-video.js";
import { cdn, defineRule, descriptionOf, imageToVideo, lasting, noComplaints } from "./define-rule.js";

export const continuationExtendsClip = defineRule({
  id: "continuation-extends-clip",
  summary: "Report a continuation whose `duration` is just the known length of its clip",
  source: descriptionOf("wan2.7-image-to-video", "duration"),
  severity: "warn",
  parameters: ["duration", "video_urls", "image_start"],
  messages: {
    equal:
      "duration {seconds} is the length of the clip itself: nothing new is generated, the clip comes back and is billed",
  },
  accepts: () => [
    imageToVideo({ video_urls: [cdn("tram.mp4")], duration: 10 }, lasting("video", "tram.mp4", 4)),
  ],
  refuses: () => [
    imageToVideo({ video_urls: [cdn("tram.mp4")], duration: 8 }, lasting("video", "tram.mp4", 8)),
  ],
  check: ({ body, assetOf }) =>
    returnsClip(body, assetOf)
      ? [{ at: "/duration", message: "equal", data: { seconds: shownSeconds(body) } }]
      : noComplaints,
});
