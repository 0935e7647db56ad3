import { countUrls } from "../media/material.js";
import { modeOfMaterial } from "../models/image-to-video.js";
import { cdn, defineRule, imageToVideo, noComplaints } from "./define-rule.js";

/** An empty `video_urls` counts as absent. */
export const materialSetIsValid = defineRule({
  id: "material-set-is-valid",
  summary: "Refuse any set of frames, clip and track but the six accepted ones",
  source: { page: "guide", at: "Valid input combinations" },
  models: ["wan2.7-image-to-video"],
  parameters: ["image_start", "image_end", "video_urls", "audio_urls"],
  messages: {
    none: "image_start or video_urls is required: a first frame to animate, or a clip to continue",
    audio: "audio_urls needs image_start beside it: a track alone gives no picture to move",
    end: "image_end needs image_start or video_urls beside it: an ending alone gives no picture to start from",
    both: "image_start and video_urls exclude each other: animate a frame or continue a clip",
    continued: "audio_urls is not accepted with video_urls: leave it out to continue the clip",
  },
  accepts: () => [
    imageToVideo({ image_start: cdn("kite.jpg"), image_end: cdn("clouds.jpg") }),
    imageToVideo({ video_urls: [cdn("tram.mp4")], image_end: cdn("depot.jpg") }),
    imageToVideo({ image_start: cdn("kite.jpg"), video_urls: [] }),
  ],
  refuses: () => [
    imageToVideo({ image_start: undefined }),
    imageToVideo({ image_end: cdn("clouds.jpg") }),
    imageToVideo({ video_urls: [cdn("tram.mp4")], audio_urls: [cdn("bell.mp3")] }),
  ],
  check: ({ body }) => {
    if (modeOfMaterial(body) !== undefined) return noComplaints;
    if (countUrls(body.video_urls) > 0) {
      return body.image_start === undefined
        ? [{ at: "/audio_urls", message: "continued" }]
        : [{ at: "/video_urls", message: "both" }];
    }
    if (body.image_end !== undefined) return [{ at: "/image_end", message: "end" }];
    return countUrls(body.audio_urls) > 0
      ? [{ at: "/audio_urls", message: "audio" }]
      : [{ at: "", message: "none" }];
  },
});
