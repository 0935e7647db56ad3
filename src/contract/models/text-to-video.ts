import { audioUrl, type ModelTraits, maybe, soundOfDrivingAudio } from "./model-traits.js";

export const textToVideo: ModelTraits = {
  shortForm: /\bt2v\b/,
  leastBody: {
    model: "wan2.7-text-to-video",
    prompt: "Rain on a tin roof, slow dolly shot",
    duration: 2,
  },
  sound: soundOfDrivingAudio,
  draw: (faker, draft) => {
    maybe(faker, draft, "audio_urls", () => [audioUrl(faker)]);
  },
};
