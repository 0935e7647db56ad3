import { countUrls } from "../media/material.js";
import { cdn, defineRule, descriptionOf, noComplaints, referenceVideo } from "./define-rule.js";

/** Empty arrays count as absent. */
export const needsAReference = defineRule({
  id: "needs-a-reference",
  summary: "Refuse a body with neither a reference image nor a reference video",
  source: descriptionOf("wan2.7-reference-video", "image_urls"),
  parameters: ["image_urls", "video_urls", "image_start"],
  messages: {
    none: "image_urls or video_urls must hold at least 1 reference",
    start: "image_urls or video_urls must hold at least 1 reference: image_start is none",
  },
  accepts: () => [referenceVideo()],
  refuses: () => [
    referenceVideo({ image_urls: undefined }),
    referenceVideo({ image_start: cdn("pier.jpg"), image_urls: [] }),
  ],
  check: ({ body: { image_urls, video_urls, image_start } }) => {
    if (countUrls(image_urls) + countUrls(video_urls) > 0) return noComplaints;
    return image_start === undefined ? [{ at: "", message: "none" }] : [{ at: "", message: "start" }];
  },
});
