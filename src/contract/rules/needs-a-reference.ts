import { countUrls } from "../media/material.js";
import { defineRule, noComplaints } from "./define-rule.js";

/** Empty arrays count as absent. */
export const needsAReference = defineRule({
  id: "needs-a-reference",
  meta: {
    summary: "Refuse a body with neither a reference image nor a reference video",
    source: {
      page: "wan2.7-reference-video",
      at: "/components/schemas/Wan27ReferenceVideoRequest/properties/image_urls/description",
    },
    models: ["wan2.7-reference-video"],
    severity: "error",
    parameters: ["image_urls", "video_urls", "image_start"],
    messages: {
      none: "image_urls or video_urls must hold at least 1 reference",
      start: "image_urls or video_urls must hold at least 1 reference: image_start is none",
    },
    examples: {
      accepts: [
        {
          body: {
            model: "wan2.7-reference-video",
            prompt: "A duet on a pier",
            image_urls: ["https://cdn.example.com/keeper.jpg", "https://cdn.example.com/lantern.png"],
          },
        },
      ],
      refuses: [
        { body: { model: "wan2.7-reference-video", prompt: "A duet on a pier" } },
        {
          body: {
            model: "wan2.7-reference-video",
            prompt: "A duet on a pier",
            image_start: "https://cdn.example.com/pier.jpg",
            image_urls: [],
          },
        },
      ],
    },
  },
  check: ({ body: { image_urls, video_urls, image_start } }) => {
    if (countUrls(image_urls) + countUrls(video_urls) > 0) return noComplaints;
    return image_start === undefined ? [{ at: "", message: "none" }] : [{ at: "", message: "start" }];
  },
});
