import { countUrls } from "../media/material.js";
import { defineRule, noComplaints } from "./define-rule.js";

const LIMIT = 5;

/** `image_start` and voices do not count. */
export const atMostFiveReferences = defineRule({
  id: "at-most-five-references",
  meta: {
    summary: "Refuse more than five reference images and videos together",
    source: {
      page: "wan2.7-reference-video",
      at: "/components/schemas/Wan27ReferenceVideoRequest/properties/image_urls/description",
    },
    models: ["wan2.7-reference-video"],
    severity: "error",
    parameters: ["image_urls", "video_urls"],
    messages: {
      images: "image_urls must hold at most {limit} references, got {count}",
      videos: "video_urls must hold at most {limit} references, got {count}",
      together:
        "image_urls and video_urls must hold at most {limit} references together, got {images} + {videos}",
    },
    examples: {
      accepts: [
        {
          body: {
            model: "wan2.7-reference-video",
            prompt: "A duet on a pier",
            image_start: "https://cdn.example.com/pier.jpg",
            image_urls: [
              "https://cdn.example.com/1.jpg",
              "https://cdn.example.com/2.jpg",
              "https://cdn.example.com/3.jpg",
            ],
            video_urls: ["https://cdn.example.com/a.mp4", "https://cdn.example.com/b.mp4"],
          },
        },
      ],
      refuses: [
        {
          body: {
            model: "wan2.7-reference-video",
            prompt: "A duet on a pier",
            image_urls: [
              "https://cdn.example.com/1.jpg",
              "https://cdn.example.com/2.jpg",
              "https://cdn.example.com/3.jpg",
              "https://cdn.example.com/4.jpg",
              "https://cdn.example.com/5.jpg",
              "https://cdn.example.com/6.jpg",
            ],
          },
        },
        {
          body: {
            model: "wan2.7-reference-video",
            prompt: "A duet on a pier",
            image_urls: [
              "https://cdn.example.com/1.jpg",
              "https://cdn.example.com/2.jpg",
              "https://cdn.example.com/3.jpg",
              "https://cdn.example.com/4.jpg",
            ],
            video_urls: ["https://cdn.example.com/a.mp4", "https://cdn.example.com/b.mp4"],
          },
        },
      ],
    },
  },
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
