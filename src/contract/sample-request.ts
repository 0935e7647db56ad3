import type { Faker } from "@faker-js/faker";
import { KitError } from "../errors/kit-error.js";
import { quoteForMessage } from "../errors/quote-for-message.js";
import { bundledModels } from "./bundled-models.js";
import type { ModelContract } from "./model-contract.js";
import type { Body, WanModel } from "./rules/define-rule.js";

type Draft = Record<string, unknown>;

/**
 * A valid request body: accepted without a finding, drawn from the whole space of the documented
 * parameters (optional ones come and go, media and modes are combined).
 *
 * @param model - one of the four bundled model ids
 * @param seed - whole number; the same seed gives the same body
 * @throws {KitError} `UNKNOWN_MODEL`; `INVALID_OPTION` for any other seed
 * @example
 * await sampleRequest("wan2.7-video-edit", 7);
 */
export async function sampleRequest(model: string, seed = 1): Promise<Body> {
  const contract = bundledModels.find(({ id }) => id === model);
  if (contract === undefined) {
    const known = bundledModels.map(({ id }) => id).join(", ");
    throw new KitError("UNKNOWN_MODEL", `there is no bundled model "${model}": known are ${known}`);
  }
  if (!(Number.isSafeInteger(seed) && seed >= 0)) {
    // Faker never comes back from a seed that is no number.
    throw new KitError("INVALID_OPTION", `seed is a whole number from 0, got ${quoteForMessage(seed)}`);
  }
  // Imported here: the package takes longer to load than the rest of a start.
  const { faker } = await import("@faker-js/faker/locale/en");
  faker.seed(seed);
  const draft: Draft = { model, prompt: scene(faker) };
  addShared(faker, draft, contract);
  samplers[model as WanModel](faker, draft);
  return draft;
}

const samplers: Readonly<Record<WanModel, (faker: Faker, draft: Draft) => void>> = {
  "wan2.7-text-to-video": (faker, draft) => {
    maybe(faker, () => {
      draft["audio_urls"] = [audioUrl(faker)];
    });
  },
  "wan2.7-image-to-video": (faker, draft) => {
    const mode = faker.helpers.arrayElement(["first_frame", "first_last_frame", "video_continuation"]);
    maybe(faker, () => {
      draft["generation_mode"] = mode;
    });
    if (mode === "video_continuation") {
      draft["video_urls"] = [videoUrl(faker)];
      maybe(faker, () => {
        draft["image_end"] = imageUrl(faker);
      });
      return;
    }
    draft["image_start"] = imageUrl(faker);
    if (mode === "first_last_frame") draft["image_end"] = imageUrl(faker);
    maybe(faker, () => {
      draft["audio_urls"] = [audioUrl(faker)];
    });
  },
  "wan2.7-reference-video": (faker, draft) => {
    const images = faker.number.int({ min: 0, max: 5 });
    const videos = faker.number.int({ min: images === 0 ? 1 : 0, max: 5 - images });
    if (images > 0) draft["image_urls"] = several(images, () => imageUrl(faker));
    if (videos > 0) {
      draft["video_urls"] = several(videos, () => videoUrl(faker));
      if (typeof draft["duration"] === "number") draft["duration"] = Math.min(draft["duration"], 10);
    }
    draft["prompt"] = namedReferences(faker, images, videos);
    maybe(faker, () => {
      draft["image_start"] = imageUrl(faker);
      delete draft["aspect_ratio"];
    });
    addVoices(faker, draft, images, videos);
  },
  "wan2.7-video-edit": (faker, draft) => {
    draft["video_urls"] = [videoUrl(faker)];
    maybe(faker, () => {
      draft["duration"] = faker.helpers.arrayElement([0, 2, 3, 5, 8, 10]);
    });
    maybe(faker, () => {
      draft["image_urls"] = several(faker.number.int({ min: 1, max: 4 }), () => imageUrl(faker));
    });
    maybe(faker, () => {
      draft["keep_original_sound"] = faker.datatype.boolean();
    });
  },
};

/** Parameters that several models share, within the bounds of this one's document. */
function addShared(faker: Faker, draft: Draft, contract: ModelContract): void {
  const optional: Readonly<Record<string, () => unknown>> = {
    negative_prompt: () =>
      faker.helpers.arrayElement(["blurry, low quality", "text, watermark", "模糊，低质量"]),
    quality: () => faker.helpers.arrayElement(["720p", "1080p"]),
    aspect_ratio: () => faker.helpers.arrayElement(["16:9", "9:16", "1:1", "4:3", "3:4"]),
    duration: () => faker.number.int({ min: 2, max: contract.properties["duration"]?.maximum ?? 10 }),
    seed: () => faker.number.int({ min: 1, max: 2_147_483_647 }),
    prompt_extend: () => faker.datatype.boolean(),
    callback_url: () =>
      `https://hooks.example.com/${faker.string.alphanumeric({ length: 12, casing: "lower" })}`,
  };
  for (const [name, make] of Object.entries(optional)) {
    if (Object.hasOwn(contract.properties, name)) {
      maybe(faker, () => {
        draft[name] = make();
      });
    }
  }
}

/** Voices for some of the references, by key or by position, never both. */
function addVoices(faker: Faker, draft: Draft, images: number, videos: number): void {
  const slots = [
    ...several(images, (index) => `image${index + 1}`),
    ...several(videos, (index) => `video${index + 1}`),
  ];
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

function scene(faker: Faker): string {
  const animal = faker.animal.type();
  const place = faker.location.city();
  const look = faker.color.human();
  return faker.helpers.arrayElement([
    `A ${animal} walks through ${place} at dusk, ${look} light, slow dolly shot`,
    `Handheld shot of a ${look} ${faker.vehicle.type().toLowerCase()} crossing ${place} in the rain`,
    `一只${look}色的动物在雨中的城市里行走，电影质感`,
  ]);
}

function namedReferences(faker: Faker, images: number, videos: number): string {
  const names = [
    ...several(images, (index) => `Image ${index + 1}`),
    ...several(videos, (index) => `Video ${index + 1}`),
  ];
  return `${names.join(" and ")} meet in ${faker.location.city()}, ${faker.color.human()} light, static camera`;
}

const fileUrl = (faker: Faker, extension: string) =>
  `https://cdn.example.com/${faker.string.alphanumeric({ length: 10, casing: "lower" })}.${extension}`;
const imageUrl = (faker: Faker) =>
  fileUrl(faker, faker.helpers.arrayElement(["jpg", "jpeg", "png", "bmp", "webp"]));
const videoUrl = (faker: Faker) => fileUrl(faker, faker.helpers.arrayElement(["mp4", "mov"]));
const audioUrl = (faker: Faker) => fileUrl(faker, faker.helpers.arrayElement(["wav", "mp3"]));

function several<Item>(count: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function maybe(faker: Faker, act: () => void): void {
  if (faker.datatype.boolean()) act();
}
