import type { WanModel } from "../../contract/rules/define-rule.js";

/** A body of each model with nothing but what it needs; short, should a service charge for it against all documents. */
export const baseBodies: Readonly<Record<WanModel, Readonly<Record<string, unknown>>>> = {
  "wan2.7-text-to-video": {
    model: "wan2.7-text-to-video",
    prompt: "Rain on a tin roof, slow dolly shot",
    duration: 2,
  },
  "wan2.7-image-to-video": {
    model: "wan2.7-image-to-video",
    prompt: "The kite climbs into the wind",
    image_start: "https://cdn.example.com/frames/kite.jpg",
    duration: 2,
  },
  "wan2.7-reference-video": {
    model: "wan2.7-reference-video",
    prompt: "Image 1 waves from a balcony",
    image_urls: ["https://cdn.example.com/refs/keeper.jpg"],
    duration: 2,
  },
  "wan2.7-video-edit": {
    model: "wan2.7-video-edit",
    prompt: "Repaint everything as a charcoal drawing",
    video_urls: ["https://cdn.example.com/clips/dancer.mp4"],
    duration: 2,
  },
};
