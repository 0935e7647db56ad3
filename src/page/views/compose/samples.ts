import type { Media } from "./model-form.js";

/** A sample file that the mock serves. */
export interface Sample {
  /** Under `/_mock/assets/`. */
  readonly name: string;
  readonly about: string;
}

interface Samples {
  /** Within the limits of all bundled models. */
  readonly good: readonly Sample[];
  /** Beyond a limit of all bundled models: as a rule the request passes, and its task fails. */
  readonly bad: readonly Sample[];
}

/** Samples to try a parameter with; `/_mock/assets` tells how others are named. */
export const samples: Readonly<Record<Media, Samples>> = {
  image: {
    good: [
      { name: "image-1280x720.jpg", about: "wide" },
      { name: "image-720x1280.png", about: "tall" },
      { name: "image-960x960.webp", about: "square" },
    ],
    bad: [
      { name: "image-200x200.jpg", about: "too small" },
      { name: "image-8001x8001.png", about: "too large" },
      { name: "image-240x2000.webp", about: "too narrow" },
      { name: "image-1280x720-transparent.png", about: "transparent" },
      { name: "image-640x480-21MB.bmp", about: "too many bytes" },
    ],
  },
  video: {
    good: [
      { name: "video-4s-1280x720.mp4", about: "wide, 4 s" },
      { name: "video-4s-720x1280-mute.mov", about: "tall, 4 s, no sound" },
    ],
    bad: [
      { name: "video-31s-640x360.mp4", about: "too long" },
      { name: "video-0.5s-640x360.mp4", about: "too short" },
      { name: "video-5s-200x200.mp4", about: "too small" },
      { name: "video-5s-640x360-101MB.mp4", about: "too many bytes" },
    ],
  },
  audio: {
    good: [
      { name: "audio-5s.wav", about: "5 s" },
      { name: "audio-5s.mp3", about: "5 s" },
    ],
    bad: [
      { name: "audio-31s.wav", about: "too long" },
      { name: "audio-0.5s.mp3", about: "too short" },
      { name: "audio-5s-16MB.wav", about: "too many bytes" },
    ],
  },
};
