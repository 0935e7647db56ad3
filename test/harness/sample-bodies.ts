/** A plain accepted body for each model. */
export const bodies = {
  text: {
    model: "wan2.7-text-to-video",
    prompt: "A lighthouse in fog",
    aspect_ratio: "9:16",
    quality: "1080p",
    duration: 10,
  },
  image: {
    model: "wan2.7-image-to-video",
    prompt: "The kite climbs",
    image_start: "https://cdn.example.com/kite.png",
    duration: 8,
  },
  reference: {
    model: "wan2.7-reference-video",
    prompt: "Image 1 greets Video 1",
    image_urls: ["https://cdn.example.com/girl.png"],
    video_urls: ["https://cdn.example.com/dog.mp4"],
    duration: 6,
    model_params: { voice_bindings: { image1: "https://cdn.example.com/voice.mp3" } },
  },
  edit: {
    model: "wan2.7-video-edit",
    prompt: "Make it snow",
    video_urls: ["https://cdn.example.com/street.mp4"],
    duration: 4,
  },
} as const;

/** The shortest accepted body. */
export const plainBody = { model: "wan2.7-text-to-video", prompt: "A lighthouse in fog" } as const;
