import type { Faker } from "@faker-js/faker";
import type { Body } from "../rules/define-rule.js";
import {
  audioUrl,
  exampleUrls,
  type Ignored,
  imageUrl,
  type ModelTraits,
  maybe,
  several,
  videoUrl,
} from "./model-traits.js";

export const referenceVideo: ModelTraits = {
  shortForm: /\br2v\b/,
  leastBody: {
    model: "wan2.7-reference-video",
    prompt: "Image 1 waves from a balcony",
    image_urls: ["https://cdn.example.com/refs/keeper.jpg"],
    duration: 2,
  },
  shapingUrl: (body) => body.image_start,
  shapeDecider: (body) => (body.image_start === undefined ? undefined : "image_start"),
  voices: voicesOf,
  beside: (parameter) => (parameter === "audio_urls" ? { image_urls: exampleUrls("image", 5) } : {}),
  draw: (faker, draft) => {
    const images = faker.number.int({ min: 0, max: 5 });
    const videos = faker.number.int({ min: images === 0 ? 1 : 0, max: 5 - images });
    if (images > 0) draft["image_urls"] = several(images, () => imageUrl(faker));
    if (videos > 0) {
      draft["video_urls"] = several(videos, () => videoUrl(faker));
      if (typeof draft["duration"] === "number") draft["duration"] = Math.min(draft["duration"], 10);
    }
    draft["prompt"] = namedReferences(faker, images, videos);
    maybe(faker, draft, "image_start", () => imageUrl(faker));
    if (draft["image_start"] !== undefined) delete draft["aspect_ratio"];
    addVoices(faker, draft, images, videos);
  },
};

/** `voice_bindings` wins; else `audio_urls` go to the videos first, then to the images. */
function voicesOf(body: Body, ignored: Ignored[]): Record<string, string> {
  const bindings = body.model_params?.voice_bindings;
  const audio = body.audio_urls ?? [];
  if (bindings !== undefined && Object.keys(bindings).length > 0) {
    if (audio.length > 0) ignored.push({ param: "audio_urls", why: "model_params.voice_bindings is given" });
    return { ...bindings };
  }
  const slots = slotsOf("video", body.video_urls?.length).concat(slotsOf("image", body.image_urls?.length));
  const voices: Record<string, string> = {};
  for (const [index, url] of audio.entries()) {
    const slot = slots[index];
    if (slot === undefined)
      ignored.push({ param: `audio_urls[${index}]`, why: "no reference is left for it" });
    else voices[slot] = url;
  }
  return voices;
}

/** Keys of references, as `voice_bindings` has them: `image1`, `image2`, ... */
export function slotsOf(kind: string, count = 0): string[] {
  return several(count, (index) => `${kind}${index + 1}`);
}

/** Draws voices for some of the references, by key or by position, never both. */
function addVoices(faker: Faker, draft: Record<string, unknown>, images: number, videos: number): void {
  const slots = slotsOf("image", images).concat(slotsOf("video", videos));
  const way = faker.helpers.arrayElement(["none", "bindings", "positional"]);
  if (way === "bindings") {
    const bound = faker.helpers.arrayElements(slots, { min: 1, max: slots.length });
    draft["model_params"] = {
      voice_bindings: Object.fromEntries(bound.map((slot) => [slot, audioUrl(faker)])),
    };
  } else if (way === "positional") {
    draft["audio_urls"] = several(faker.number.int({ min: 1, max: slots.length }), () => audioUrl(faker));
  }
}

function namedReferences(faker: Faker, images: number, videos: number): string {
  const names = slotsOf("Image ", images).concat(slotsOf("Video ", videos));
  return `${names.join(" and ")} meet in ${faker.location.city()}, ${faker.color.human()} light, static camera`;
}
