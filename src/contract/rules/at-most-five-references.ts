import { countUrls } from "../media/material.js";
import { cdn, defineRule, descriptionOf, noComplaints, referenceVideo } from "./define-rule.js";

const LIMIT = 5;

/** `image_start` and voices do not count. */
export const atMostFiveReferences = defineRule({
  id: "at-most-five-references",
  summary: "Refuse more than five reference images and videos together",
  source: descriptionOf("wan2.7-reference-video", "image_urls"),
  parameters: ["image_urls", "video_urls"],
  messages: {
    images: "image_urls must hold at most {limit} references, got {count}",
    videos: "video_urls must hold at most {limit} references, got {count}",
    together:
      "image_urls and video_urls must hold at most {limit} references together, got {images} + {videos}",
  },
  accepts: () => [
    referenceVideo({
      image_start: cdn("pier.jpg"),
      image_urls: ["1.jpg", "2.jpg", "3.jpg"].map(cdn),
      video_urls: ["a.mp4", "b.mp4"].map(cdn),
    }),
  ],
  refuses: () => [
    referenceVideo({
      image_urls: ["1.jpg", "2.jpg", "3.jpg", "4.jpg", "5.jpg", "6.jpg"].map(cdn),
    }),
    referenceVideo({
      image_urls: ["1.jpg", "2.jpg", "3.jpg", "4.jpg"].map(cdn),
      video_urls: ["a.mp4", "b.mp4"].map(cdn),
    }),
  ],
  check: ({ body: { image_urls, video_urls } }) => {
    const images = countUrls(image_urls);
    const videos = countUrls(video_urls);
    if (images + videos <= LIMIT) return noComplaints;
    if (videos === 0)
      return [{ at: "/image_urls", message: "images", data: { limit: LIMIT, count: images } }];
    if (images === 0)
      return [{ at: "/video_urls", message: "videos", data: { limit: LIMIT, count: videos } }];
    return [{ at: "", message: "together", data: { limit: LIMIT, images, videos } }];
  },
});
