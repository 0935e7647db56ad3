import {
  GENERATED,
  imageUrl,
  type ModelTraits,
  maybe,
  several,
  soundOfClip,
  videoUrl,
} from "./model-traits.js";

export const videoEdit: ModelTraits = {
  shortForm: /\b(?:v2v|edit)\b/,
  leastBody: {
    model: "wan2.7-video-edit",
    prompt: "Repaint everything as a charcoal drawing",
    video_urls: ["https://cdn.example.com/clips/dancer.mp4"],
    duration: 2,
  },
  promptOptional: true,
  followsSource: true,
  shapingUrl: (body) => (body.aspect_ratio === undefined ? body.video_urls?.[0] : undefined),
  sound: (body, seconds, assetOf) =>
    body.keep_original_sound === true ? soundOfClip(body, seconds, assetOf) : GENERATED,
  draw: (faker, draft) => {
    draft["video_urls"] = [videoUrl(faker)];
    maybe(faker, draft, "duration", () => faker.helpers.arrayElement([0, 2, 3, 5, 8, 10]));
    maybe(faker, draft, "image_urls", () =>
      several(faker.number.int({ min: 1, max: 4 }), () => imageUrl(faker)),
    );
    maybe(faker, draft, "keep_original_sound", () => faker.datatype.boolean());
  },
};
